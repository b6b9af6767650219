"""Questions that people ask in channels; Slack repeats each, and sends what nobody acknowledged once more."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection
from datetime import timedelta

from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel, Message
from bot.playground.platform import Platform
from bot.playground.workspace import ANA, BILAL, CASEY
from tests.chaos.storm import Storm

_TOPICS = ("china", "how many refugees?", "climate", "r8", "define FATF", "tacos", "help", "india", "FDI")
_IMPATIENT_SECONDS = 8.0
"""After so long without an acknowledgement a question comes again, under a new envelope."""
_JUMP_SECONDS, _REAL_SECONDS_BETWEEN = 60, 1.5
"""Slack's clock leaps, so that its retries after one and five minutes come within seconds."""


class Questions:
    """Implements `tests.chaos.storm.Work`; a question's key is its timestamp."""

    def __init__(self, storm: Storm) -> None:
        self.storm = storm
        self.channels = storm.stand_in.look(self._open_channels)
        self.asked: dict[str, float] = {}
        self._next_jump = 0.0

    def _open_channels(self, platform: Platform) -> list[str]:
        members = [ANA, BILAL, CASEY, BOT_USER]
        numbers = range(max(4, self.storm.plan.count // 6))
        opened = [Channel(f"C0STORM{number}", f"storm-{number}", members) for number in numbers]
        return [platform.workspace.add_channel(each).id for each in opened]

    def begin_one(self) -> None:
        luck = self.storm.luck
        channel, user = luck.choice(self.channels), luck.choice((ANA, BILAL, CASEY))
        answer = self.storm.stand_in.act(user, "post", channel=channel, text=f"@brief {luck.choice(_TOPICS)}")
        assert answer["ok"], answer
        newest = self.storm.stand_in.look(lambda platform: self._questions(platform)[-1].ts)
        self.asked[newest] = time.monotonic()

    def begun(self) -> Collection[str]:
        return self.asked

    def repeat(self) -> None:
        now = time.monotonic()
        lost = [ts for ts in self._not_taken_in() if now - self.asked[ts] > _IMPATIENT_SECONDS]
        once_more = self.storm.luck.sample(sorted(self.asked), k=int(bool(self.asked) and self._by_chance()))
        again = {*lost, *once_more}
        for ts in lost:
            self.asked[ts] = now
        jump = timedelta(seconds=_JUMP_SECONDS if now >= self._next_jump else 0)
        self._next_jump = now + _REAL_SECONDS_BETWEEN if jump else self._next_jump

        def pass_time(platform: Platform) -> None:
            platform.clock.move_by(jump)
            for message in self._questions(platform):
                if message.ts in again:
                    platform.events.message_posted(message)

        self.storm.stand_in.look(pass_time)

    def _by_chance(self) -> bool:
        return self.storm.luck.random() < 0.02

    def _not_taken_in(self) -> set[str]:
        return self.asked.keys() - self.storm.wire.acknowledged

    def is_taken_in(self) -> bool:
        return not self._not_taken_in()

    def _questions(self, platform: Platform) -> list[Message]:
        asked = (each for id_ in self.channels for each in platform.workspace.messages[id_].values())
        return sorted((each for each in asked if each.user != BOT_USER), key=lambda each: each.ts)

    def messages(self, platform: Platform) -> Counter[str]:
        said = (each for id_ in self.channels for each in platform.workspace.messages[id_].values())
        return Counter(str(each.thread_ts) for each in said if each.user == BOT_USER)
