"""An edition, planned: nothing repeats until everything due has been shown, and what changed comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2s
from textwrap import shorten

from bot.desk.age import age_note
from bot.desk.cards import citation
from bot.desk.digest.subscription import Part, Subscription
from bot.desk.reply import Action, Citation, Passage, Reply, Style, Verb
from bot.library.changes import Change
from bot.library.model import Figure, Item, Recommendation, Section
from bot.library.snapshot import Library

CHANGES_SHOWN = 4
"""Changes that one edition tells of; the rest come in the next ones."""
ASKED_SHOWN = 3
CITATIONS_SHOWN = 3

# Characters of each line, so that an edition is one message whatever the library holds.
_SUMMARY, _ACTION, _DETAIL, _FIGURE, _CHANGE, _TITLE = 520, 220, 260, 240, 160, 90


@dataclass(frozen=True, slots=True)
class News:
    """A change of the library, by the number that it was recorded under."""

    number: int
    change: Change


@dataclass(frozen=True, slots=True)
class Asked:
    """An item, and how often it was what somebody was answered with."""

    item: str
    times: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What is posted, and what it has shown, by key; `reply` is None when there is nothing to say."""

    reply: Reply | None
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of an edition: its passage, and the item that it opens, cites and counts as shown."""

    key: str
    passage: Passage
    item: Item


def plan(
    library: Library,
    subscription: Subscription,
    past: Iterable[Sequence[str]],
    day: date,
    news: Sequence[News] = (),
    asked: Sequence[Asked] = (),
) -> Edition:
    """The edition of a day. `past`: what each earlier one has shown; `news`: all that changed of late."""
    shown = Counter(key for edition in past for key in edition)
    due_news = [
        each for each in news if not shown[_news_key(each)] and _in_topics(library, subscription, each)
    ]
    due_news = due_news[:CHANGES_SHOWN] if Part.CHANGES in subscription.parts else []
    fresh = {each.change.item for each in due_news}
    pieces = [piece for piece in _pieces(library, subscription, shown, fresh) if piece is not None]
    most_asked = [each for each in asked if library.get(each.item)][:ASKED_SHOWN]
    most_asked = most_asked if Part.ASKED in subscription.parts else []
    if not (due_news or pieces or subscription.even_if_empty):
        return Edition(None)
    keys = (*map(_news_key, due_news), *(piece.key for piece in pieces))
    return Edition(_reply(library, subscription, day, due_news, pieces, most_asked), keys)


def _pieces(
    library: Library, subscription: Subscription, shown: Counter[str], fresh: set[str]
) -> Iterator[_Piece | None]:
    sections = [each for each in library.sections() if _wanted(library, subscription, each)]
    if Part.SECTION in subscription.parts:
        yield _next([_section_piece(each) for each in sections], shown, fresh)
    if Part.RECOMMENDATION in subscription.parts:
        listed = (each for found in library.recommendation_lists() for each in found.items)
        wanted = [each for each in listed if _wanted(library, subscription, each)]
        yield _next([_recommendation_piece(each) for each in wanted], shown, fresh)
    if Part.FIGURE in subscription.parts:
        figures = [_figure_piece(each, figure) for each in sections for figure in each.figures]
        yield _next(figures, shown, fresh)


def _next(pieces: Sequence[_Piece], shown: Counter[str], fresh: set[str]) -> _Piece | None:
    """What changed; then what was shown least often; then what comes first in the library."""
    return min(pieces, key=lambda piece: (piece.item.id not in fresh, shown[piece.key]), default=None)


def _section_piece(section: Section) -> _Piece:
    heading = shorten(f"Section of the day: {section.title}", _TITLE, placeholder="…")
    lines = (shorten(section.summary, _SUMMARY, placeholder="…"),)
    return _Piece(f"section:{section.id}", Passage(lines, heading), section)


def _recommendation_piece(item: Recommendation) -> _Piece:
    lines = (shorten(item.action, _ACTION, placeholder="…"), shorten(item.detail, _DETAIL, placeholder="…"))
    heading = f"Recommendation of the day: number {item.number}"
    return _Piece(f"recommendation:{item.id}", Passage(lines, heading), item)


def _figure_piece(section: Section, figure: Figure) -> _Piece:
    mark = blake2s(f"{figure.what} ({figure.as_of})".encode(), digest_size=8).hexdigest()
    lines = (shorten(str(figure), _FIGURE, placeholder="…"),)
    return _Piece(f"figure:{section.id}#{mark}", Passage(lines, "Key figure"), section)


def _news_key(news: News) -> str:
    return f"change:{news.number}"


def _in_topics(library: Library, subscription: Subscription, news: News) -> bool:
    item = library.get(news.change.item)
    return item is not None and _wanted(library, subscription, item)


def _wanted(library: Library, subscription: Subscription, item: Item) -> bool:
    """Whether an item belongs to the topics of a subscription."""
    topics = set(subscription.topics)
    if not topics:
        return True
    areas = set(item.areas) if isinstance(item, Recommendation) else set()
    return bool(topics & {item.id, library.report_of(item).id, *areas})


def _reply(
    library: Library,
    subscription: Subscription,
    day: date,
    news: Sequence[News],
    pieces: Sequence[_Piece],
    asked: Sequence[Asked],
) -> Reply:
    told = tuple(_told(library, each.change) for each in news)
    passages = [Passage(told, "What changed in the library", Style.BULLETS)] if told else []
    passages += [piece.passage for piece in pieces]
    counted = tuple(_counted(library, each) for each in asked)
    passages += [Passage(counted, "Most asked this week", Style.BULLETS)] if counted else []
    if not passages:
        passages = [Passage(("Nothing has changed in the library since the last edition.",))]
    items = [piece.item for piece in pieces]
    items += [item for each in news if (item := library.get(each.change.item))]
    reports = list(dict.fromkeys(library.report_of(item).id for item in items))
    of_reports = [report for report in library.reports if report.id in reports]
    return Reply(
        title=f"Digest: {day:%A} {day.day} {day:%B %Y}",
        passages=tuple(passages),
        notes=tuple(age_note(report, day) for report in of_reports),
        citations=_citations(library, items),
        actions=(*_opening(items), *digest_actions(subscription)),
    )


def _citations(library: Library, items: Sequence[Item]) -> tuple[Citation, ...]:
    """Each place, or where those are too many for one message, each report: the lines name the places."""
    places = tuple(dict.fromkeys(_cite(library, item) for item in items))
    if len(places) <= CITATIONS_SHOWN:
        return places
    return tuple(dict.fromkeys(Citation(each.report, each.published) for each in places))


def _cite(library: Library, item: Item) -> Citation:
    report = library.report_of(item)
    if isinstance(item, Section | Recommendation):
        return citation(report, item.source)
    return Citation(report.title, str(report.published))


def _told(library: Library, change: Change) -> str:
    item = library.get(change.item)
    title = item.title if item is not None else change.item
    where = (
        f" ({library.report_of(item).short_title})" if item is not None and len(library.reports) > 1 else ""
    )
    return shorten(f"{change.said_of(title)}{where}", _CHANGE, placeholder="…")


def _counted(library: Library, asked: Asked) -> str:
    item = library.get(asked.item)
    assert item is not None
    times = "once" if asked.times == 1 else f"{asked.times} times"
    return f"{shorten(item.title, _TITLE, placeholder='…')}: {times}"


def _opening(items: Iterable[Item]) -> Iterator[Action]:
    """Buttons that open each item's brief in full."""
    for item in dict.fromkeys(items):
        yield Action(shorten(item.title, 70, placeholder="…"), Verb.BRIEF, item.id)


def digest_actions(subscription: Subscription) -> tuple[Action, ...]:
    """What can be done about a digest from one of its editions."""
    return (
        Action("Pause", Verb.DIGEST, f"pause:{subscription.id}"),
        Action("Change", Verb.DIGEST, f"change:{subscription.id}"),
        Action("Why am I seeing this", Verb.DIGEST, f"why:{subscription.id}"),
    )
