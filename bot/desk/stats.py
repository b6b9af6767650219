"""`/brief stats` in words and as charts: what a workspace asked, how it ended, what it asked for in vain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.desk.bars import Day, by_week, columns, share, short, table, weeks
from bot.desk.digest.edition import Asked
from bot.desk.gaps import Gap
from bot.desk.records import Heard
from bot.desk.reply import Note, Passage, Reply, Style
from bot.desk.tallies import BUTTON, DigestCount, Endings, Period, Tally, VoteCount, endings
from bot.library.snapshot import Library

PERIODS: Final = (7, 30, 90)
"""Days that stats can be of."""

ITEMS_SHOWN: Final = 5
"""Items asked for most, and gaps, that are listed."""

_SURFACES_SHOWN: Final = 8
_COLUMNS: Final = 7
"""Days up to which each has a column of its own."""

_SURFACES: Final[Mapping[str, str]] = {
    Heard.COMMAND: "/brief",
    Heard.MENTION: "A mention",
    Heard.FOLLOW_UP: "Follow-up in a thread",
    Heard.DIRECT: "A direct message",
    Heard.UNMENTIONED: "Without a mention",
    Heard.SHORTCUT: "Brief me on this",
}
"""What people call the surfaces."""

_DAYS_NOTE: Final = "Days are those of UTC; today counts as far as it has come. Nobody's name is counted."
_WORDS_NOTE: Final = (
    "Answered: with one place of the library, or with a page such as the list of topics."
    " Choices: several places were offered."
)
_GAPS_NOTE: Final = "Which questions found nothing is for admins to see."


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is known of a workspace.

    `tallies` are of the period and of the one before; `first_day` is the earliest that counts are kept of.
    `asked` has the items asked for most, the most frequent first. `gaps` are for admins alone, None for
    others; where only the latest questions were looked at for them, `of_latest` says how many, otherwise 0.
    """

    period: Period
    tallies: Sequence[Tally]
    first_day: date | None
    asked: Sequence[Asked] = ()
    gaps: Sequence[Gap] | None = None
    of_latest: int = 0
    votes: VoteCount = field(default_factory=VoteCount)
    digests: DigestCount = field(default_factory=DigestCount)


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the stats: in words, and where `drawn` is not "" also as a chart in a fixed width."""

    passage: Passage
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class Stats:
    """The stats of a workspace. Every line is short, but for what people asked and what titles say."""

    title: str
    panels: tuple[Panel, ...]
    notes: tuple[Note, ...]

    @property
    def reply(self) -> Reply:
        """All of it in words."""
        return Reply(self.title, tuple(panel.passage for panel in self.panels), self.notes)


def stats(numbers: Numbers, library: Library) -> Stats:
    """The stats; of items that the library does not have, nothing is told."""
    counted = numbers.period.of(numbers.tallies)
    asked = [tally for tally in counted if tally.surface != BUTTON]
    panels = [_overview(numbers, asked, _times(counted) - _times(asked))]
    if asked:
        panels += [_by_day(numbers, asked), _by_ending(endings(asked)), _by_surface(asked)]
    panels += [*_most_asked(numbers.asked, library), *_in_vain(numbers), _opinions(numbers)]
    notes = (_DAYS_NOTE, *([_WORDS_NOTE] if asked else ()), *([_GAPS_NOTE] if numbers.gaps is None else ()))
    title = f"Stats: the last {numbers.period.days} days"
    return Stats(title, tuple(panels), tuple(map(Note, notes)))


def _times(tallies: Sequence[Tally]) -> int:
    return sum(tally.times for tally in tallies)


def _overview(numbers: Numbers, asked: Sequence[Tally], looks: int) -> Panel:
    before = numbers.period.before
    earlier = _times([tally for tally in before.of(numbers.tallies) if tally.surface != BUTTON])
    lines = [_headline(numbers, _times(asked)) + _trend(numbers, _times(asked), earlier)]
    if numbers.first_day and not _is_comparable(numbers):
        since = f"Counts go back to {_day(numbers.first_day)}"
        lines.append(f"{since}, too few days to compare with the {before.days} before.")
    if looks:
        lines.append(f"{_counted(looks, 'further look')} by button.")
    return Panel(Passage(tuple(lines)))


def _headline(numbers: Numbers, asked: int) -> str:
    """How many questions there were."""
    if asked:
        return f"{_counted(asked, 'question')} in the last {numbers.period.days} days"
    if numbers.first_day is None:
        return "Nothing has been asked yet: numbers appear here once somebody does"
    return f"Nobody asked anything in the last {numbers.period.days} days"


def _is_comparable(numbers: Numbers) -> bool:
    """Whether all days of the period before were counted: the bot may be new, and old counts are deleted."""
    return numbers.first_day is not None and numbers.first_day <= numbers.period.before.first


def _trend(numbers: Numbers, now: int, earlier: int) -> str:
    """How that compares with as many days before."""
    if not _is_comparable(numbers):
        return "."
    days = numbers.period.days
    if now == earlier:
        return f", as in the {days} before."
    way = "up" if now > earlier else "down"
    return f", {way} from {short(earlier)} in the {days} before."


def _by_day(numbers: Numbers, asked: Sequence[Tally]) -> Panel:
    days = list(_days(numbers, asked))
    if numbers.period.days > _COLUMNS:
        spoken = [_said_of(f"From {_day(week[0].day)}", week) for week in by_week(days)]
        return Panel(Passage(tuple(spoken), "Week by week", Style.BULLETS), weeks(days))
    spoken = [_said_of(f"{day.day:%A} {_day(day.day)}", [day]) for day in days]
    return Panel(Passage(tuple(spoken), "Day by day", Style.BULLETS), columns(days))


def _days(numbers: Numbers, asked: Sequence[Tally]) -> Iterator[Day]:
    """The days that were counted."""
    by_day: dict[date, list[Tally]] = {}
    for tally in asked:
        by_day.setdefault(tally.day, []).append(tally)
    start = min(filter(None, (numbers.first_day, *by_day)))
    for day in numbers.period:
        if day >= start:
            ended = endings(by_day.get(day, ()))
            yield Day(day, ended.asked, ended.found)


def _said_of(when: str, days: Sequence[Day]) -> str:
    asked, found = sum(day.asked for day in days), sum(day.found for day in days)
    return f"{when}: {_counted(asked, 'question')}{f', {short(found)} answered' if asked else ''}"


def _by_ending(ended: Endings) -> Panel:
    rows = [("Answered", ended.found), ("Choices", ended.choices), ("Nothing found", ended.nothing)]
    rows += [("Otherwise", ended.otherwise)] if ended.otherwise else []
    return _shares("How it ended", rows, ended.asked)


def _by_surface(asked: Sequence[Tally]) -> Panel:
    times: Counter[str] = Counter()
    for tally in asked:
        times[tally.surface] += tally.times
    most = times.most_common(_SURFACES_SHOWN)
    rows = [(_SURFACES.get(name, name), n) for name, n in most]
    rest = times.total() - sum(n for _, n in most)
    return _shares("Where", [*rows, *([("Elsewhere", rest)] if rest else [])], times.total())


def _shares(heading: str, rows: Sequence[tuple[str, int]], whole: int) -> Panel:
    spoken = tuple(f"{label}: {short(n)} ({share(n, whole)})" for label, n in rows)
    return Panel(Passage(spoken, heading, Style.BULLETS), table(rows, whole))


def _most_asked(asked: Sequence[Asked], library: Library) -> Iterator[Panel]:
    known = [(each.times, item) for each in asked if (item := library.get(each.item))][:ITEMS_SHOWN]
    if known:
        lines = tuple(f"{short(times)}× {item.title}" for times, item in known)
        yield Panel(Passage(lines, "Most asked", Style.BULLETS))


def _in_vain(numbers: Numbers) -> Iterator[Panel]:
    if numbers.gaps:
        of = f" (the latest {numbers.of_latest} looked at)" if numbers.of_latest else ""
        lines = tuple(f"{short(gap.count)}× {gap.wordings[0]}" for gap in numbers.gaps[:ITEMS_SHOWN])
        yield Panel(Passage(lines, f"Asked in vain{of}", Style.BULLETS))


def _opinions(numbers: Numbers) -> Panel:
    votes, digests = numbers.votes, numbers.digests
    voted = f"{short(votes.useful)} useful, {short(votes.not_useful)} not useful"
    going = f"{short(digests.running)} running, {short(digests.paused)} paused"
    none_set_up = not (digests.running or digests.paused)
    lines = (
        f"Votes on answers: {voted if votes.useful or votes.not_useful else 'none'}.",
        f"Digests: {'none' if none_set_up else going}.",
    )
    return Panel(Passage(lines))


def _counted(number: int, noun: str) -> str:
    return f"{short(number)} {noun}{'' if number == 1 else 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
