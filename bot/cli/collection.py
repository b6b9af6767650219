"""`brief eval --collection`: lookup asked every query of a collection, judged and timed."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, perf_counter_ns, process_time, thread_time_ns

from rich.console import Console
from rich.progress import Progress

from bot.library.snapshot import Library
from bot.lookup.collection import CollectionQuery, read_library, read_queries
from bot.lookup.engine import Lookup
from bot.lookup.measures import DEPTH, Answer, Figures, by_kind, figures, percentile
from bot.lookup.outcome import Outcome, Verdict

Make = Callable[[Library], Lookup]
"""Builds the lookup that is judged."""

_WARM_UP = 20
_REDRAW_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Latency:
    """Microseconds a query, each a time that was measured."""

    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class IndexCost:
    """What the index takes until it has answered its first few queries: some of it is built by these.

    `memory_mb` is what Python and NumPy still hold of it (by `tracemalloc`), in millions of bytes;
    caches that lookups share are not in it, nor is what an extension in C allocates by itself.
    """

    cpu_seconds: float
    wall_seconds: float
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer, and how long it took."""

    answer: Answer
    cpu_ns: int
    wall_ns: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that is told about a collection."""

    collection: str
    items: int
    kinds: dict[str, Figures]
    all: Figures
    cpu: Latency | None
    wall: Latency | None
    index: IndexCost


def evaluate(folder: Path, make: Make = Lookup) -> Evaluation:
    """Ask a collection's queries one after the other, with a progress bar on stderr.

    Raises:
        QuestionsError: the folder is not a collection.

    """
    library, queries = read_library(folder), read_queries(folder)
    lookup, index = _built(make, library, queries[:: len(queries) // _WARM_UP + 1])
    timed = list(_progressing(lookup, queries))
    answers = [each.answer for each in timed]
    return Evaluation(
        collection=folder.resolve().name,
        items=sum(1 for _ in library.sections()),
        kinds={kind: figures(some) for kind, some in by_kind(answers).items()},
        all=figures(answers),
        cpu=_latency([each.cpu_ns for each in timed]),
        wall=_latency([each.wall_ns for each in timed]),
        index=index,
    )


def ask(lookup: Lookup, query: CollectionQuery) -> Outcome:
    """What lookup makes of a query in its thread and its scope."""
    return lookup.find(query.text, limit=DEPTH, history=query.history, scope=query.scope)


def judged(query: CollectionQuery, outcome: Outcome) -> Answer:
    """A query with what was found for it."""
    return Answer(
        kind=query.kind,
        answerable=not query.out_of_scope,
        relevant=query.relevant,
        hits=tuple(match.item.id for match in outcome.ranked),
        confidence=outcome.confidence,
        answered=outcome.verdict is not Verdict.NOTHING,
    )


def _built(make: Make, library: Library, few: Sequence[CollectionQuery]) -> tuple[Lookup, IndexCost]:
    """A lookup that is warm, and its cost. It is built twice, since tracing slows the building down."""
    gc.collect()
    cpu, wall = process_time(), perf_counter()
    lookup = _warm(make, library, few)
    cpu, wall = process_time() - cpu, perf_counter() - wall
    tracemalloc.start()
    try:
        another = _warm(make, library, few)
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del another
    return lookup, IndexCost(cpu, wall, held / 1e6)


def _warm(make: Make, library: Library, few: Sequence[CollectionQuery]) -> Lookup:
    lookup = make(library)
    for query in few:
        ask(lookup, query)
    return lookup


def _progressing(lookup: Lookup, queries: Sequence[CollectionQuery]) -> Iterator[Timed]:
    """Every query, asked once. The bar is drawn between queries: a thread for it would be timed too."""
    with Progress(console=Console(stderr=True), auto_refresh=False, transient=True) as progress:
        task, drawn = progress.add_task("Queries", total=len(queries)), 0.0
        for done, query in enumerate(queries, start=1):
            yield _timed(lookup, query)
            if perf_counter() - drawn > _REDRAW_SECONDS:
                progress.update(task, completed=done, refresh=True)
                drawn = perf_counter()


def _timed(lookup: Lookup, query: CollectionQuery) -> Timed:
    wall, cpu = perf_counter_ns(), thread_time_ns()
    outcome = ask(lookup, query)
    cpu, wall = thread_time_ns() - cpu, perf_counter_ns() - wall
    return Timed(judged(query, outcome), cpu, wall)


def _latency(taken_ns: Sequence[int]) -> Latency | None:
    if not taken_ns:
        return None
    return Latency(percentile(taken_ns, 0.5) / 1000, percentile(taken_ns, 0.99) / 1000)
