"""An edition from what is remembered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.desk.desk import Desk
from bot.desk.digest.edition import Edition, plan
from bot.desk.digest.subscription import Subscription
from bot.desk.ports import Memory

_WEEK = timedelta(days=7)
_CANDIDATES = 10
"""Of what is asked most: some may be gone from the library."""


def compose(desk: Desk, memory: Memory, subscription: Subscription, day: date, now: datetime) -> Edition:
    """The edition of a day, with all that earlier ones have shown left for later."""
    return plan(
        desk.library,
        subscription,
        memory.editions.past(subscription.id),
        day,
        memory.novelty.recent(subscription.created_at, desk.shelf),
        memory.popularity.most_asked(subscription.team, now - _WEEK, _CANDIDATES),
    )
