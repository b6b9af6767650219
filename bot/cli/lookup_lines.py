"""`brief lookup`: raw lookup for other programs, an object a line in and an object a line out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from bot.lookup.engine import Lookup
from bot.lookup.measures import DEPTH


class _BadLineError(ValueError):
    """A line that is not a query; the message says what it lacks."""


def answer_lines(lookup: Lookup, lines: Iterable[str], out: TextIO) -> None:
    """Answer each line at once; one that cannot be answered gets an error, and the next its turn."""
    for number, line in enumerate(lines, start=1):
        try:
            answer = _answer(lookup, line)
        except _BadLineError as error:
            answer = {"id": None, "error": f"line {number}: {error}"}
        out.write(json.dumps(answer) + "\n")  # ASCII only: half a surrogate pair in an id survives
        out.flush()


def _answer(lookup: Lookup, line: str) -> dict[str, Any]:
    row = _row(line)
    history, scope = row.get("history") or (), row.get("scope")
    outcome = lookup.find(row["text"], limit=DEPTH, history=tuple(history), scope=scope)
    return {
        "id": row["id"],
        "hits": [[match.item.id, match.score] for match in outcome.ranked],
        "confidence": outcome.confidence,
        "outcome": outcome.verdict.value,
    }


def _row(line: str) -> dict[str, Any]:
    """The object on a line, with everything in it of the type that it must have."""
    try:
        row = json.loads(line)
    except RecursionError:
        raise _BadLineError("not JSON that can be read: nested too deeply") from None
    except ValueError as error:  # also a number of too many digits, which is no JSONDecodeError
        raise _BadLineError(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise _BadLineError('not an object; write {"id": "1", "text": "china"}')
    if not isinstance(row.get("id"), str | int) or isinstance(row["id"], bool):
        raise _BadLineError("'id' must be a text or a whole number")
    if not isinstance(row.get("text"), str):
        raise _BadLineError("'text' must be a text")
    history = row.get("history")
    if history is not None and not (
        isinstance(history, list) and all(isinstance(each, str) for each in history)
    ):
        raise _BadLineError("'history' must be a list of texts, oldest first")
    if not isinstance(row.get("scope"), str | None):
        raise _BadLineError("'scope' must be a report's id")
    return row
