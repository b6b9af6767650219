"""Lookup in 100,000 sections: building, saving, mapping, asking. It writes its table into docs/lookup.md.

With a folder of collections, their labelled queries are asked of so many sections too.

    python -m tests.bench.lookup_size [SECTIONS] [--collections ../shared/collections]
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from time import process_time, thread_time_ns
from typing import TypeVar

from bot.library.snapshot import Library
from bot.lookup.building import build
from bot.lookup.collection import read_library, read_queries
from bot.lookup.engine import Lookup
from bot.lookup.entries import entries_of
from bot.lookup.measures import percentile
from bot.opening.index_file import load, save
from tests.bench.lookup.tables import between_markers
from tests.conftest import ROOT
from tests.lookup.large import large_library
from tests.lookup.together import CROWD, collections_in, crowd, write_together
from tests.lookup.typos import with_one_typo

PAGE = ROOT / "docs" / "lookup.md"
MARK = "lookup-size"
QUERIES, WARM_UP = 2_000, 100

_Made = TypeVar("_Made")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="?", type=int, default=100_000)
    parser.add_argument("--collections", type=Path, help="a folder of collections, each a folder")
    chosen = parser.parse_args()
    many = chosen.sections
    library = large_library(many)
    entries = entries_of(library)
    before = _peak_mb()
    index, building = _timed(lambda: build(entries))
    grown = _peak_mb() - before
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lookup.index"
        _, saving = _timed(lambda: save(index, path, "large"))
        size = path.stat().st_size / 1e6
        mapped, loading = _timed(lambda: load(path, "large"))
        assert mapped is not None
        lookup = Lookup(library, indexed=lambda _: mapped)
        taken = _asked(lookup, _queries(library))
    taken["all of these in equal parts"] = list(chain.from_iterable(taken.values()))
    if chosen.collections:
        taken |= _in_a_crowd(chosen.collections, many)
    rows = [f"| {kind} | {_at(times, 0.5)} | {_at(times, 0.99)} |" for kind, times in taken.items()]
    said = (
        f"{many:,} sections of eighty words with three aliases each, in CPU times: the index is built in"
        f" {building:.1f} s, while the process grows by {grown:,.0f} MB; it is saved in {saving:.2f} s, has"
        f" {size:,.0f} MB, and is loaded in {loading:.2f} s."
    )
    table = "\n".join((said, "", "| query | median | 99th of a hundred |", "|---|--:|--:|", *rows))
    PAGE.write_text(between_markers(PAGE.read_text(encoding="utf-8"), table, MARK), encoding="utf-8")


def _asked(lookup: Lookup, queries: Iterable[tuple[str, str]]) -> dict[str, list[int]]:
    """For each kind of query, the nanoseconds that each took, without the first of all."""
    taken: dict[str, list[int]] = {}
    for number, (kind, text) in enumerate(queries):
        start = thread_time_ns()
        lookup.find(text)
        if number >= WARM_UP:
            taken.setdefault(kind, []).append(thread_time_ns() - start)
    return taken


def _at(times: Sequence[int], share: float) -> str:
    return f"{percentile(times, share) / 1000:,.0f} µs"


def _in_a_crowd(collections: Path, many: int) -> dict[str, list[int]]:
    """The labelled queries of the collections, asked of as many sections: their own and made-up ones."""
    with tempfile.TemporaryDirectory() as made:
        folder = write_together(collections_in(collections), Path(made) / CROWD)
        own = sum(1 for _ in read_library(folder).sections())
        lookup, queries = Lookup(read_library(crowd(folder, many - own, every=1))), read_queries(folder)
    kind = f"{len(queries):,} labelled queries of public collections, asked of {many:,} sections"
    return _asked(lookup, ((kind, query.text) for query in queries))


def _queries(library: Library) -> Iterator[tuple[str, str]]:
    draw = random.Random(3)  # noqa: S311 - made-up queries, the same every time
    sections = list(library.sections())
    for number in range(QUERIES + WARM_UP):
        section = draw.choice(sections)
        name = draw.choice((section.title, *section.aliases))
        words = draw.sample(section.summary.split(), 4)
        yield (
            ("a name", name),
            ("a name with words around it", f"what do we have on {name}"),
            ("a misspelt name", with_one_typo(name, number)),
            ("a question", f"how does the {words[0]} {words[1]} compare with {words[2]} {words[3]}"),
        )[number % 4]


def _timed(make: Callable[[], _Made]) -> tuple[_Made, float]:
    start = process_time()
    made = make()
    return made, process_time() - start


def _peak_mb() -> float:
    """The most memory that the process has had, in millions of bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    main()
