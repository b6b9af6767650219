"""Digests that are all due in the same minute, each for a channel of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime

from bot.desk.digest.subscription import Schedule, Subscription, edition_key
from bot.playground.installed_app import BOT_USER, TEAM
from bot.playground.model import Channel
from bot.playground.platform import Platform
from bot.playground.workspace import ANA
from tests.chaos.storm import IN_HAND, Storm


class Digests:
    """Implements `tests.chaos.storm.Work`; the key is that of the edition, as its metadata has it."""

    def __init__(self, storm: Storm) -> None:
        self.storm = storm
        self.channels: dict[str, str] = {}

    def begin_one(self) -> None:
        """At first all but a few, and those later one by one."""
        in_storm = self.storm.plan.count - (IN_HAND if self.storm.plan.leave else 0)
        for _ in range(1 if self.channels else in_storm):
            self._subscribe(len(self.channels))

    def _subscribe(self, number: int) -> None:
        id_, channel = f"S{number}", f"C0DIGEST{number}"
        members = [ANA, BOT_USER]
        self.storm.stand_in.look(
            lambda platform: platform.workspace.add_channel(Channel(channel, f"digest-{number}", members))
        )
        now = datetime.now(UTC)
        minute = now.replace(second=0, microsecond=0)
        schedule = Schedule(minute.time(), frozenset(range(7)), "UTC")
        due = Subscription(id_, TEAM, channel, ANA, schedule, now, next_due=minute)
        self.storm.memory.subscriptions.save(due)
        self.channels[edition_key(id_, minute.date().isoformat())] = channel

    def begun(self) -> Collection[str]:
        return self.channels

    def repeat(self) -> None:
        """The bot's own clock is all that it goes by."""

    def is_taken_in(self) -> bool:
        return True

    def messages(self, platform: Platform) -> Counter[str]:
        workspace = platform.workspace
        said = (each for id_ in self.channels.values() for each in workspace.messages[id_].values())
        return Counter(
            str(each.content["metadata"]["event_payload"]["key"]) for each in said if each.user == BOT_USER
        )
