"""What the page says of a run: how it was made, the tables, where ours loses."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version

from tests.bench.lookup.cells import Cell
from tests.bench.lookup.engines import ENGINES
from tests.bench.lookup.losses import losses
from tests.bench.lookup.tables import tables
from tests.lookup.together import CROWD, MADE_UP

_LOSSES = (
    "By collection and measure: the best peer, by how much, and every other one ahead of ours. Peers that "
    "compare a query with every name have no index to build."
)


def report(cells: Sequence[Cell], picture: str) -> str:
    """The part of the page between its markers."""
    engines = [engine for engine in ENGINES if any(cell.engine == engine.name for cell in cells)]
    how = "\n".join(f"- **{engine.name}**: {engine.how}." for engine in engines)
    return "\n\n".join(
        (
            "## Beside other engines",
            _intro(cells),
            how,
            tables(cells),
            f"![Quality against latency, a labelled point for each engine]({picture})",
            "### Where ours loses",
            _LOSSES,
            "\n".join(losses(cells)),
        )
    )


def _intro(cells: Sequence[Cell]) -> str:
    sampled = any(cell.sampled for cell in cells)
    stars = (
        " \\* marks an engine too slow for all queries of a collection: it was asked a random part of them, "
        "the same one in each run, so its figures are less certain."
        if sampled
        else ""
    )
    return (
        f"Made by `make bench-lookup` ({_versions()}). All engines get the same queries in one run, each in "
        "a process of its own on one core with one thread. Times are CPU times: each query is asked once, "
        "after a short warm-up, for ten hits; the index is timed without imports. ans@95P is the share of "
        "answerable queries answered right at the threshold where 95 % of the answers given are right; a "
        "peer's confidence is the raw score of its first hit. Of a thread's earlier turns a peer gets the "
        "last one, written after the query (with more of them most peers do worse); ours gets them all as "
        f"history. Nobody is told the scope. **{CROWD}** is a quarter of the queries in scope, asked of one "
        f"library: the collections that are no phrasings, and {MADE_UP:,} sections made up of their "
        "words. Ours has weights that were fitted on the development halves of these collections, which "
        "flatters it there; the peers have nothing to fit. The best of each column "
        f"is bold.{stars}"
    )


def _versions() -> str:
    packages = dict.fromkeys(engine.package for engine in ENGINES if engine.package)
    listed = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {listed}"
