"""Writes the reply to a question: the desk's words, drawn for Slack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from bot.desk.ports import Audiences, Desks, Memory
from bot.desk.records import Delivery, Heard, Miss, Question, Stage
from bot.desk.reply import Reply, Verb
from bot.metrics import Metrics, timed
from bot.slack.apology import apology
from bot.slack.misses import note_miss
from bot.slack.render.message import Message, render
from bot.slack.tallying import answered

_SOMEBODY_CAN_HELP: Final[Mapping[str, str]] = {
    "not_in_channel": "Briefbot is not in that channel. Invite it there (/invite @brief), then ask again.",
    "channel_not_found": "Briefbot cannot see that channel. Invite it there with /invite @brief, ask again.",
    "is_archived": "The channel was archived before the reply came. Ask again with /brief elsewhere.",
    "restricted_action": "An admin has restricted who may post there. Ask again with /brief elsewhere.",
    "thread_not_found": "The message that you asked with is gone. Ask again.",
}


@dataclass(frozen=True, slots=True)
class Author:
    """Answers with the desk, and remembers what the conversation is about."""

    desks: Desks
    audiences: Audiences
    memory: Memory
    now: Callable[[], datetime]
    metrics: Metrics = field(default_factory=lambda: Metrics(""))

    def write(self, key: str) -> Delivery | None:
        """The reply as a message on its way: dropped when the question was not for us after all."""
        question = self.memory.questions.get(key)
        return None if question is None else self._reply_to(question)

    def _reply_to(self, question: Question) -> Delivery:
        desk = self.desks.at(self.audiences.of(question.team, question.channel, question.user))
        topic = self.memory.threads.topic(question.place, self.now())
        if question.heard is Heard.FOLLOW_UP and (
            topic is None or not desk.meant_for_us(question.text, topic, mentions_others=False)
        ):
            return replace(_delivery(question, {}), stage=Stage.DROPPED)
        with timed(self.metrics.looked_up):
            reply = desk.follow_up(question.text, topic, self.now().date())
        if reply.topic is not None:
            self.memory.threads.remember(question.place, reply.topic, self.now())
            self.memory.popularity.add(question.team, reply.topic.item, question.at)
        note_miss(
            self.memory,
            reply,
            Miss(
                question.team,
                question.channel,
                question.user,
                question.text,
                question.heard,
                question.at,
                thread=question.place.thread,
            ),
        )
        answered(self.metrics, self.memory, question.team, question.heard, reply.outcome, question.at)
        return _delivery(question, render(for_everyone(reply)))

    def apologise(self, key: str, error: Exception) -> Delivery | None:
        """What is said when writing failed."""
        question = self.memory.questions.get(key)
        if question is None:
            return None
        self.metrics.answered(question.heard, "error")
        return _delivery(question, apology(error, question.heard.value))

    def refused(self, _delivery: Delivery, reason: str) -> str:
        """What the asker can do about it."""
        return _SOMEBODY_CAN_HELP.get(reason, "")


def for_everyone(reply: Reply) -> Reply:
    """A reply that all can see: there is nothing left to share."""
    kept = tuple(action for action in reply.actions if action.verb is not Verb.SHARE)
    return replace(reply, actions=kept)


def _delivery(question: Question, message: Message) -> Delivery:
    return Delivery(question.key, question.place, question.user, question.at, message)
