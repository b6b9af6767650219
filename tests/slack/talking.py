"""People who write in channels, and what the bot has said when it is done with that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.playground.installed_app import BOT_USER
from bot.playground.model import JsonObject, Message
from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, GENERAL
from bot.slack.surface import Office
from tests.support.direct_jobs import DirectJobs


class Talk:
    """A channel with the bot in it."""

    def __init__(self, stand_in: StandIn, office: Office) -> None:
        self.stand_in = stand_in
        self.office = office

    def says(self, text: str, user: str = ANA, channel: str = GENERAL, thread: str = "") -> Message:
        """The message, once the bot has done whatever it does about it."""
        where = {"thread_ts": thread} if thread else {}
        before = {message.ref for message in self.messages(channel)}
        assert self.stand_in.act(user, "post", channel=channel, text=text, **where)["ok"]
        self.finish()
        own = (each for each in self.messages(channel) if each.ref not in before and each.user == user)
        return next(own)

    def finish(self) -> None:
        self.stand_in.settle()
        assert isinstance(self.office.jobs, DirectJobs)
        self.office.jobs.finish()

    def messages(self, channel: str = GENERAL) -> list[Message]:
        def all_of(platform: Platform) -> list[Message]:
            return list(platform.workspace.visible(channel, ANA))

        return self.stand_in.look(all_of)

    def replies(self, channel: str = GENERAL) -> list[Message]:
        return [message for message in self.messages(channel) if message.user == BOT_USER]

    def does(self, name: str, user: str = ANA, **given: object) -> JsonObject:
        """Something that somebody does, once the bot has done whatever it does about it."""
        answer = self.stand_in.act(user, name, **given)
        assert answer["ok"], answer
        self.finish()
        return answer

    @contextmanager
    def while_the_bot_is_busy(self) -> Iterator[None]:
        """Things that happen before any reply is written."""
        assert isinstance(self.office.jobs, DirectJobs)
        with self.office.jobs.held():
            yield
        self.finish()
