"""`brief eval --collection` with one misspelling in every query.

python -m tests.tools.eval_typos ../shared/collections/squad2
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bot.cli.collection import ask, judged
from bot.lookup.collection import read_library, read_queries
from bot.lookup.engine import Lookup
from bot.lookup.measures import figures
from tests.lookup.typos import with_one_typo

SEEDS = (1, 2, 3)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print hit@1 and ans@95P for a few seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collection", type=Path)
    parser.add_argument("--without-scope", action="store_true", help="as if the topic were not known")
    chosen = parser.parse_args(arguments)
    lookup, queries = Lookup(read_library(chosen.collection)), read_queries(chosen.collection)
    if chosen.without_scope:
        queries = [replace(query, scope=None) for query in queries]
    for seed in SEEDS:
        misspelt = [replace(query, text=with_one_typo(query.text, seed)) for query in queries]
        asked = track(misspelt, f"Seed {seed}", console=Console(stderr=True), transient=True)
        found = figures([judged(query, ask(lookup, query)) for query in asked])
        assert found.hit1 is not None, "the collection has no question with an answer"
        assert found.answered_at_95 is not None
        figure = f"hit@1 {found.hit1.value:.3f}, ans@95P {found.answered_at_95.value:.3f}"
        Console().print(f"seed {seed}: {figure}", soft_wrap=True)


if __name__ == "__main__":
    main()
