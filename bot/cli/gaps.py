"""`brief gaps`: what people asked for in vain, as a table or as CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.desk.gaps import Gap

COLUMNS = ("question", "times", "people", "for_editors", "last", "nearest", "nearest_id", "alias", "wordings")
_CAN_CALCULATE = ("=", "+", "-", "@", "\t", "\r")
_WORDINGS_SHOWN = 3


def write_csv(gaps: Sequence[Gap], to: TextIO) -> None:
    """A line a gap, under `COLUMNS`; `wordings` are separated by " | "."""
    rows = csv.writer(to)
    rows.writerow(COLUMNS)
    for gap in gaps:
        nearest = (gap.nearest.title, gap.nearest.id) if gap.nearest else ("", "")
        counts = (gap.count, gap.people, gap.for_editors, gap.last.isoformat(timespec="minutes"))
        ends = (_harmless(gap.alias), _harmless(" | ".join(gap.wordings)))
        rows.writerow([_harmless(gap.wordings[0]), *counts, *nearest, *ends])


def _harmless(text: str) -> str:
    """What a spreadsheet would take for a formula is marked as text (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_CAN_CALCULATE) else text


def show(gaps: Sequence[Gap], days: int, console: Console) -> None:
    """Draw them, the most frequent first."""
    if not gaps:
        console.print(f"No unanswered questions in the last {days} days.")
        return
    table = Table(title=f"Unanswered questions of the last {days} days", title_justify="left")
    for column in ("Asked for", "Times", "People", "For the editors", "Last"):
        table.add_column(column, justify="left" if column in {"Asked for", "Last"} else "right")
    table.add_column("What could be done")
    for gap in gaps:
        counts = (str(gap.count), str(gap.people), str(gap.for_editors or ""))
        table.add_row(_wordings(gap), *counts, f"{gap.last:%Y-%m-%d}", Text(advice(gap)))
    console.print(table)


def _wordings(gap: Gap) -> Text:
    more = len(gap.wordings) - _WORDINGS_SHOWN
    lines = [*gap.wordings[:_WORDINGS_SHOWN], *([f"and {more} more wordings"] if more > 0 else [])]
    return Text("\n".join(lines))


def advice(gap: Gap) -> str:
    """What an editor can do about a gap."""
    if gap.nearest and gap.alias:
        return f"If “{gap.nearest.title}” answers it, add the alias “{gap.alias}” to it."
    if gap.nearest:
        return f"See whether “{gap.nearest.title}” answers it."
    return "Nothing in the library is near it: a new section?"
