"""From what a child process found to the figures of its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.lookup.collection import CollectionQuery
from bot.lookup.measures import PRECISION, Answer, answered_at_precision, hit_rate, percentile
from tests.bench.lookup.cells import Cell


def cell_of(
    engine: str, collection: str, queries: Sequence[CollectionQuery], found: Mapping[str, Any]
) -> Cell:
    """The measures over what a child process found."""
    by_id = {query.id: query for query in queries}
    answers = [_answer(by_id[row["query"]], row["hits"], row["score"]) for row in found["asked"]]
    taken = [row["ns"] / 1000 for row in found["asked"]]
    return Cell(
        engine,
        collection,
        hit1=hit_rate(answers, 1) or 0.0,
        answered=answered_at_precision(answers, PRECISION) or 0.0,
        p50=percentile(taken, 0.5),
        p99=percentile(taken, 0.99),
        index=found["index_seconds"],
        asked=len(answers),
        queries=found["queries"],
    )


def _answer(query: CollectionQuery, hits: Sequence[str], score: float) -> Answer:
    return Answer(
        kind=query.kind,
        answerable=not query.out_of_scope,
        relevant=query.relevant,
        hits=tuple(hits),
        confidence=score,
        answered=bool(hits),
    )
