"""Writes the editions of digests, and pauses those whose channel is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import structlog

from bot.desk.digest.compose import compose
from bot.desk.digest.subscription import Subscription, subscription_and_day
from bot.desk.ports import Audiences, Desks, Memory
from bot.desk.records import Delivery, Place, Stage
from bot.slack.apology import apology
from bot.slack.render.message import Message, render

_log = structlog.get_logger("briefbot")

_GONE: Final[Mapping[str, str]] = {
    "channel_not_found": "Briefbot cannot see the channel any more",
    "not_in_channel": "Briefbot is not in the channel",
    "is_archived": "the channel is archived",
    "restricted_action": "an admin has restricted who may post there",
    "account_inactive": "the app was removed",
    "token_revoked": "the app was removed",
}


@dataclass(frozen=True, slots=True)
class EditionAuthor:
    """Implements `bot.jobs.ports.Author` for the keys of editions."""

    desks: Desks
    audiences: Audiences
    memory: Memory
    now: Callable[[], datetime]

    def write(self, key: str) -> Delivery | None:
        """The edition, planned now, with what it shows written down; None once it is not wanted."""
        subscription, day = self._wanted(key)
        if subscription is None:
            return None
        place = subscription.team, subscription.channel, subscription.user
        desk = self.desks.at(self.audiences.of(*place))
        edition = compose(desk, self.memory, subscription, day, self.now())
        self.memory.editions.show(key, edition.shown)
        if edition.reply is None:
            _log.info("edition empty", key=key)
            return replace(self._delivery(key, subscription, {}), stage=Stage.DROPPED)
        return self._delivery(key, subscription, render(edition.reply))

    def apologise(self, key: str, error: Exception) -> Delivery | None:
        """What the channel is told when its edition could not be written."""
        subscription, _ = self._wanted(key)
        if subscription is None:
            return None
        return self._delivery(key, subscription, apology(error, "digest"))

    def refused(self, delivery: Delivery, reason: str) -> str:
        """A channel that is gone pauses its digest; who set it up is told."""
        subscription, _ = self._wanted(delivery.key)
        if subscription is None or reason not in _GONE:
            return ""
        why = _GONE[reason]
        self.memory.subscriptions.save(replace(subscription, next_due=None, paused_because=why))
        _log.warning("digest paused", subscription=subscription.id, reason=reason)
        return (
            f"Your digest for <#{subscription.channel}> is paused, since {why}. Once that is mended, resume"
            " it on Briefbot's Home tab, or with /brief digest resume in the channel."
        )

    def _wanted(self, key: str) -> tuple[Subscription | None, date]:
        id_, day = subscription_and_day(key)
        subscription = self.memory.subscriptions.get(id_)
        wanted = subscription if subscription is not None and not subscription.is_paused else None
        return wanted, date.fromisoformat(day)

    def _delivery(self, key: str, subscription: Subscription, message: Message) -> Delivery:
        place = Place(subscription.team, subscription.channel)
        return Delivery(key, place, subscription.user, self.now(), message)
