"""What a workspace has asked before a picture is taken."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot import clock
from bot.desk.digest.subscription import Schedule, Subscription
from bot.desk.records import Heard, Miss, Vote
from bot.desk.tallies import BUTTON
from bot.lookup.outcome import Verdict
from bot.playground.installed_app import TEAM
from bot.playground.workspace import ANA, BILAL, CASEY, GENERAL
from bot.state.memory import SqlMemory, open_memory
from tests.desk.reading import REPORT

_BY_WEEKDAY: Final = (14, 22, 31, 19, 12, 0, 3)
_ENDS: Final = (*[Verdict.FOUND] * 6, Verdict.CHOICES, Verdict.FOUND, Verdict.NOTHING)
_SURFACES: Final = (Heard.COMMAND, Heard.MENTION, Heard.COMMAND, Heard.FOLLOW_UP, BUTTON, Heard.SHORTCUT)
_ITEMS: Final = ("china-factor", "economy-and-aid", "china-factor", "technology", "economy-and-aid")
_MISSES: Final = ("bangladesh trade", "price of rice & <wheat>", "Bangladesh trade?", "cricket diplomacy")


def two_weeks(url: str) -> None:
    """Fifteen days of questions, with quiet weekends."""
    memory, now = open_memory(url), clock.now()
    for ago in range(15):
        _day(memory, now - timedelta(days=ago), more=2 if ago < 7 else 0)
    for person, useful in ((ANA, True), (BILAL, True), (CASEY, False)):
        memory.votes.cast(Vote(TEAM, GENERAL, "1.5", person, f"{REPORT}/china-factor", useful, now))
    at_nine = Schedule(time(9), frozenset(range(5)), "UTC")
    later = now + timedelta(days=1)
    memory.subscriptions.save(Subscription("one", TEAM, GENERAL, ANA, at_nine, now, next_due=later))
    memory.close()


def _day(memory: SqlMemory, moment: datetime, more: int) -> None:
    for number in range(_BY_WEEKDAY[moment.weekday()] + more):
        surface, end = _SURFACES[number % len(_SURFACES)], _ENDS[(number * 2) % len(_ENDS)]
        memory.tallies.count(TEAM, moment.date(), surface, end)
        if end is Verdict.FOUND:
            memory.popularity.add(TEAM, f"{REPORT}/{_ITEMS[number % len(_ITEMS)]}", moment)
        elif end is Verdict.NOTHING and surface != BUTTON:
            query = _MISSES[number % len(_MISSES)]
            memory.misses.add(Miss(TEAM, GENERAL, ANA, query, Heard.COMMAND, moment))
