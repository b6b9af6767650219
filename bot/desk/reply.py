"""A reply before any surface has drawn it: what is said, where it comes from, what can be done next.

A `Reply` is plain data. Every surface draws it in its own way (Block Kit, a terminal), and
`plain_text` is its full content in plain words, for screen readers and notifications.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.desk.records import Topic
from bot.lookup.outcome import Match, Verdict


class Style(StrEnum):
    """How the lines of a passage are set."""

    TEXT = "text"
    BULLETS = "bullets"
    NUMBERED = "numbered"  # each line brings its own number
    QUIET = "quiet"  # where it comes from, how it matched: small print


@dataclass(frozen=True, slots=True)
class Passage:
    """Some lines under an optional heading. Lines are plain text: no surface's mark-up."""

    lines: tuple[str, ...]
    heading: str = ""
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True)
class Note:
    """A line that goes wherever the reply's content goes, such as how old the report is."""

    text: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something stands in the library's sources."""

    report: str
    published: str
    heading: str = ""
    locator: str = ""

    def __str__(self) -> str:
        where = f", “{self.heading}”" if self.heading else ""
        locator = f", {self.locator}" if self.locator else ""
        return f"{self.report} ({self.published}){where}{locator}"


class Verb(StrEnum):
    """What a button asks the desk, or the surface, to do with its target."""

    BRIEF = "brief"  # target: an item's id
    FULL = "full"  # target: an item's id
    RECOMMENDATIONS = "recommendations"  # target: a section's id
    RELATED = "related"  # target: an item's id
    ANSWER = "answer"  # target: a section's id and which of its sentences answered a question
    ASK = "ask"  # target: a query
    SHARE = "share"  # target: the verb and target of the origin of the reply to share
    EDITORS = "editors"  # target: a query that had no answer
    CASE = "case"  # target: what an editor does about a miss, its key, and an item's id or nothing
    IN_THREAD = "in-thread"  # target: a thread's ts, then as for share
    DIGEST = "digest"  # target: what to do, and a subscription's id
    USEFUL = "useful"
    NOT_USEFUL = "not-useful"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the reader can do next."""

    label: str
    verb: Verb
    target: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What leads to a reply again: for its further pages, and for sharing it."""

    verb: Verb
    target: str


def share(origin: Origin) -> Action:
    """The action that posts a reply for everyone."""
    return Action("Share to channel", Verb.SHARE, f"{origin.verb}:{origin.target}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to one query.

    `outcome` and `matches` tell how it was found. A reply is for the asker alone; sharing it is
    an action of its own.
    """

    title: str
    passages: tuple[Passage, ...] = ()
    notes: tuple[Note, ...] = ()
    citations: tuple[Citation, ...] = ()
    actions: tuple[Action, ...] = ()
    outcome: Verdict = Verdict.FOUND
    matches: tuple[Match, ...] = ()
    origin: Origin | None = None

    @property
    def topic(self) -> Topic | None:
        """What a conversation is about once this was said; None when it showed nothing of the library."""
        about_an_item = self.origin is not None and self.origin.verb is not Verb.ASK
        if self.outcome is not Verdict.FOUND or self.origin is None or not about_an_item:
            return None
        return Topic(self.origin.target.split("#")[0])

    def lines(self) -> Iterator[tuple[Style, str]]:
        """Every line in reading order; headings come as text of their own."""
        for passage in self.passages:
            if passage.heading:
                yield Style.TEXT, f"{passage.heading}:"
            for line in passage.lines:
                yield passage.style, line
        for note in self.notes:
            yield Style.QUIET, note.text
        for citation in self.citations:
            yield Style.QUIET, f"Source: {citation}"

    def plain_text(self) -> str:
        """The whole content in plain words, the actions included."""
        body = [f"• {line}" if style is Style.BULLETS else line for style, line in self.lines()]
        offers = [f"You can: {', '.join(action.label for action in self.actions)}."] if self.actions else []
        return "\n".join([self.title, *body, *offers])
