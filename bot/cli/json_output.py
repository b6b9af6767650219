"""`brief ask --json`: what the desk found, one object a line (`docs/cli.md` has its form)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from time import perf_counter
from typing import Any, TextIO

from bot.clock import today
from bot.desk.desk import Desk
from bot.library.model import Recommendation, RecommendationList, Report, Section, Term
from bot.library.snapshot import Library
from bot.lookup.outcome import Match, Verdict

MATCHES = 5
"""Matches in one object, at most."""


def answer(desk: Desk, query: str, out: TextIO) -> None:
    """Print the object for one query."""
    started = perf_counter()
    reply = desk.answer(query, today())
    took = (perf_counter() - started) * 1000
    found = {
        "query": query,
        "outcome": (reply.outcome if reply.matches else Verdict.NOTHING).value,
        "matches": [_match(desk.library, match) for match in reply.matches[:MATCHES]],
        "took_ms": round(took, 3),
    }
    out.write(json.dumps(found) + "\n")


def answer_lines(desk: Desk, queries: Iterable[str], out: TextIO) -> None:
    """Print an object for each line, as soon as it is read."""
    for line in queries:
        answer(desk, line.rstrip("\r\n"), out)
        out.flush()


def _match(library: Library, match: Match) -> dict[str, Any]:
    item = match.item
    return {
        "id": item.id,
        "kind": match.kind.value,
        "title": item.title,
        "heading": _heading(library, match),
        "number": item.number if isinstance(item, Recommendation) else None,
        "score": match.score,
        "why": match.why,
    }


def _heading(library: Library, match: Match) -> str:
    """The source's heading: a term's is that of the first place it leads to."""
    item = match.item
    if isinstance(item, Term):
        item = library.get(item.see[0]) or item
    if isinstance(item, Section | RecommendationList | Recommendation):
        return item.source.heading
    return item.title if isinstance(item, Report) else ""
