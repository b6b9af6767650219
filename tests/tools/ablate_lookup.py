"""What each feature of the ranking is good for: `make ablate-lookup` writes the table into docs/lookup.md.

Every query of the collections and of the report's questions is asked with one feature left out after the
other, by the shipped weights: they are not fitted anew, so it is what the feature carries now, and not what
others could not make up for.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.library.reader import load_library
from bot.lookup.collection import read_library, read_queries
from bot.lookup.engine import Lookup
from bot.lookup.evaluate import read_questions
from bot.lookup.features import Features
from tests.bench.lookup.tables import between_markers
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "lookup.md"
CONTENT = ROOT / "content"
MARK = "ablation"

Right = Callable[[Lookup], float]
"""The share of answerable queries whose first hit is right."""


def on_collection(folder: Path) -> tuple[Lookup, Right]:
    """A collection, and how it is judged."""
    queries = [query for query in read_queries(folder) if not query.out_of_scope]

    def right(lookup: Lookup) -> float:
        first = (lookup.find(query.text, 1, query.history, query.scope).ranked[:1] for query in queries)
        hits = [
            bool(found) and found[0].item.id in query.relevant
            for found, query in zip(first, queries, strict=True)
        ]
        return sum(hits) / len(hits)

    return Lookup(read_library(folder)), right


def on_content(questions: Sequence[Path]) -> tuple[Lookup, Right]:
    """The report's own questions."""
    asked = [each for path in questions for each in read_questions(path) if each.answerable]

    def right(lookup: Lookup) -> float:
        first = (lookup.find(each.text).ranked[:1] for each in asked)
        hits = [
            bool(found) and found[0].item.id.split("/", 1)[-1] in each.gold
            for found, each in zip(first, asked, strict=True)
        ]
        return sum(hits) / len(hits)

    return Lookup(load_library(CONTENT)), right


def rows(sets: Sequence[tuple[str, Lookup, Right]], done: Callable[[], None]) -> Iterator[str]:
    """The table's lines: hit@1 with all features, then what leaving one out adds or takes."""
    yield f"| | {' | '.join(name for name, _, _ in sets)} |"
    yield f"|---|{'--:|' * len(sets)}"
    whole = []
    for _, lookup, right in sets:
        whole.append(right(lookup))
        done()
    yield f"| **all features** | {' | '.join(f'{share:.3f}'.lstrip('0') for share in whole)} |"
    for feature in Features._fields:
        cells = []
        for (_, lookup, right), before in zip(sets, whole, strict=True):
            points = 100 * (right(lookup.without([feature])) - before)
            cells.append(f"{points:+.1f}" if abs(points) >= 0.05 else "·")
            done()
        yield f"| without `{feature}` | {' | '.join(cells)} |"


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("collections", type=Path)
    parser.add_argument("questions", nargs="+", type=Path)
    chosen = parser.parse_args()
    folders = sorted(path for path in chosen.collections.iterdir() if path.is_dir())
    sets = [("the report", *on_content(chosen.questions))]
    sets += [(folder.name, *on_collection(folder)) for folder in folders]
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Leaving out", total=len(sets) * (1 + len(Features._fields)))
        table = "\n".join(rows(sets, lambda: progress.advance(task)))
    PAGE.write_text(between_markers(PAGE.read_text(encoding="utf-8"), table, MARK), encoding="utf-8")


if __name__ == "__main__":
    main()
