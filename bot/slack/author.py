"""Writes the reply to a question: the desk's words, drawn for Slack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.desk.desk import Desk
from bot.desk.ports import Memory
from bot.desk.records import Delivery, Heard, Miss, Question
from bot.desk.reply import Reply, Verb
from bot.slack.apology import apology
from bot.slack.misses import note_miss
from bot.slack.render.message import Message, render

_log = structlog.get_logger("briefbot")


@dataclass(frozen=True, slots=True)
class Author:
    """Answers with the desk, and remembers what the conversation is about."""

    desk: Desk
    memory: Memory
    now: Callable[[], datetime]

    def write(self, question: Question) -> Delivery | None:
        """The reply as a message on its way; None when the question was not for us after all."""
        topic = self.memory.threads.topic(question.place, self.now())
        if question.heard is Heard.FOLLOW_UP and (
            topic is None or not self.desk.meant_for_us(question.text, topic, mentions_others=False)
        ):
            return None
        reply = self.desk.follow_up(question.text, topic, self.now().date())
        if reply.topic is not None:
            self.memory.threads.remember(question.place, reply.topic, self.now())
        note_miss(
            self.memory,
            reply,
            Miss(question.team, question.channel, question.user, question.text, question.heard, question.at),
        )
        _log.info("answered", surface=question.heard.value, outcome=reply.outcome.value)
        return _delivery(question, render(for_everyone(reply)))

    def apologise(self, question: Question, error: Exception) -> Delivery:
        """What is said when writing failed."""
        return _delivery(question, apology(error, question.heard.value))


def for_everyone(reply: Reply) -> Reply:
    """A reply that all can see: there is nothing left to share."""
    kept = tuple(action for action in reply.actions if action.verb is not Verb.SHARE)
    return replace(reply, actions=kept)


def _delivery(question: Question, message: Message) -> Delivery:
    return Delivery(question.key, question.place, question.user, question.at, message)
