"""How the tests read a reply."""

from __future__ import annotations

from datetime import date

from bot.desk.reply import Passage, Reply, Style

TODAY = date(2026, 11, 23)
"""Later than the real report's review date."""

REPORT = "us-pakistan-reengagement"


def passage(reply: Reply, heading: str) -> Passage:
    """The passage under a heading, whatever count follows it."""
    (found,) = [each for each in reply.passages if each.heading.split(" (")[0] == heading]
    return found


def headings(reply: Reply) -> list[str]:
    """The headings of a reply's passages, without counts."""
    return [each.heading.split(" (")[0] for each in reply.passages if each.heading]


def small_print(reply: Reply) -> list[str]:
    """What a reply says in small print above its content."""
    return [line for each in reply.passages if each.style is Style.QUIET for line in each.lines]


def text_of(reply: Reply) -> str:
    """The lines of a reply's passages."""
    return "\n".join(line for each in reply.passages for line in each.lines)
