"""Questions taken in, and the ledger of what is posted in answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from bot.desk.records import Delivery, Heard, Place, Question, Stage
from bot.state.digests import close_edition
from bot.state.once import insert_once
from bot.state.tables import deliveries, questions


class SqlQuestions:
    """Implements `bot.desk.ports.Questions`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, question: Question) -> bool:
        """Take a question in."""
        row = {
            **asdict(question),
            "key": question.key,
            "reply_thread": question.place.thread,
            "heard": question.heard.value,
            "closed": False,
        }
        with self._engine.begin() as connection:
            return insert_once(connection, questions, row)

    def get(self, key: str) -> Question | None:
        """The question, while it is to be answered."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(questions).where(questions.c.key == key)).one_or_none()
        return None if row is None or row.closed else _question(row)

    def withdraw(self, key: str) -> None:
        """Forget what it said, and drop its reply if that has not gone out."""
        with self._engine.begin() as connection:
            close_question(connection, questions.c.key == key)
            drop = sa.update(deliveries).values(stage=Stage.DROPPED.value, message={}, user="")
            connection.execute(drop.where(deliveries.c.key == key, deliveries.c.stage == Stage.WAITING.value))

    def unanswered(self) -> Sequence[Question]:
        """Questions that are not closed, the oldest first."""
        wanted = sa.select(questions).where(questions.c.closed.is_(False)).order_by(questions.c.at)
        with self._engine.connect() as connection:
            return [_question(row) for row in connection.execute(wanted)]

    def asked_in(self, place: Place) -> bool:
        """Whether we were asked something in a place."""
        wanted = sa.select(sa.literal(1)).where(
            questions.c.team == place.team,
            questions.c.channel == place.channel,
            questions.c.reply_thread == place.thread,
        )
        with self._engine.connect() as connection:
            return connection.scalar(wanted.limit(1)) is not None


class SqlDeliveries:
    """Implements `bot.desk.ports.Deliveries`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def plan(self, delivery: Delivery) -> Delivery:
        """Write a delivery down, unless there is one with its key."""
        row = {
            "key": delivery.key,
            **asdict(delivery.place),
            "user": delivery.user,
            "message": dict(delivery.message),
            "stage": delivery.stage.value,
            "ts": delivery.ts,
            "reason": delivery.reason,
            "at": delivery.at,
        }
        with self._engine.begin() as connection:
            insert_once(connection, deliveries, row)
            found = connection.execute(sa.select(deliveries).where(deliveries.c.key == delivery.key)).one()
        return _delivery(found)

    def get(self, key: str) -> Delivery | None:
        """The delivery with a key."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(deliveries).where(deliveries.c.key == key)).one_or_none()
        return None if row is None else _delivery(row)

    def close(self, key: str, stage: Stage, *, ts: str = "", reason: str = "") -> None:
        """Say how it ended; neither the message nor the question is needed any more."""
        ended = sa.update(deliveries).values(stage=stage.value, ts=ts, reason=reason, message={})
        with self._engine.begin() as connection:
            connection.execute(ended.where(deliveries.c.key == key, deliveries.c.stage != Stage.POSTED.value))
            close_question(connection, questions.c.key == key)
            close_edition(connection, key, stage, ts)

    def open(self) -> Sequence[Delivery]:
        """Deliveries that are still waiting, the oldest first."""
        wanted = sa.select(deliveries).where(deliveries.c.stage == Stage.WAITING.value)
        with self._engine.connect() as connection:
            return [_delivery(row) for row in connection.execute(wanted.order_by(deliveries.c.at))]


def close_question(connection: sa.Connection, which: sa.ColumnElement[bool]) -> int:
    """Forget what questions said and who asked; their keys stay taken. Returns how many that were."""
    return connection.execute(
        sa.update(questions).where(which).values(closed=True, text="", user="")
    ).rowcount


def _question(row: sa.Row[Any]) -> Question:
    return Question(
        row.team, row.channel, row.ts, row.user, row.text, Heard(row.heard), row.at, thread=row.thread
    )


def _delivery(row: sa.Row[Any]) -> Delivery:
    place = Place(row.team, row.channel, row.thread)
    return Delivery(row.key, place, row.user, row.at, row.message, Stage(row.stage), row.ts, row.reason)
