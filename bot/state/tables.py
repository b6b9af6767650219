"""The tables. `migrations/` makes them; a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC on every database."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse a moment without a zone: it could be any."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """Give the zone back, where the database has none."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Whatever somebody typed: PostgreSQL takes neither NUL nor half a surrogate pair."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: sa.Dialect) -> str | None:
        """Replace what no database keeps."""
        if value is None:
            return None
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str, **more: Any) -> sa.Column[str]:
    return sa.Column(name, Words(), nullable=False, **more)


def _at(name: str = "at") -> sa.Column[datetime]:
    return sa.Column(name, Moment(), nullable=False, index=True)


questions = sa.Table(
    "questions",
    metadata,
    _text("key", primary_key=True),
    _text("team"),
    _text("channel"),
    _text("ts"),
    _text("thread"),
    _text("reply_thread"),
    _text("user"),
    _text("text"),
    _text("heard"),
    sa.Column("closed", sa.Boolean(), nullable=False, index=True),
    _at(),
    sa.Index(None, "team", "channel", "reply_thread"),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    _text("key", primary_key=True),
    _text("team"),
    _text("channel"),
    _text("thread"),
    _text("user"),
    sa.Column("message", sa.JSON(), nullable=False),
    _text("stage", index=True),
    _text("ts"),
    _text("reason"),
    _at(),
)

threads = sa.Table(
    "threads",
    metadata,
    _text("team", primary_key=True),
    _text("channel", primary_key=True),
    _text("thread", primary_key=True),
    _text("item"),
    _text("query"),
    _at(),
)

channels = sa.Table(
    "channels",
    metadata,
    _text("team", primary_key=True),
    _text("channel", primary_key=True),
    _text("mode"),
    _text("changed_by"),
    sa.Column("changed_at", Moment()),
)

votes = sa.Table(
    "votes",
    metadata,
    _text("team", primary_key=True),
    _text("channel", primary_key=True),
    _text("message", primary_key=True),
    _text("user", primary_key=True),
    _text("item"),
    sa.Column("useful", sa.Boolean(), nullable=False),
    _at(),
)

misses = sa.Table(
    "misses",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    _text("team"),
    _text("channel"),
    _text("user", index=True),
    _text("query"),
    _text("heard"),
    sa.Column("for_editors", sa.Boolean(), nullable=False),
    _at(),
    _text("thread"),
    _text("key", index=True),
    sa.Column("told", sa.Boolean(), nullable=False),
)

decisions = sa.Table(
    "decisions",
    metadata,
    _text("miss", primary_key=True),
    _text("ruling"),
    _text("by"),
    _text("words"),
    _text("item"),
    _at(),
)

aliases = sa.Table(
    "aliases",
    metadata,
    _text("team", primary_key=True),
    _text("report", primary_key=True),
    _text("name", primary_key=True),
    _text("item"),
    _text("text"),
    _text("by"),
    _text("miss"),
    sa.Column("at", Moment(), nullable=False),
)
"""`name` is the slug of the text: in a workspace, a name leads to one place in a report, however written."""

subscriptions = sa.Table(
    "subscriptions",
    metadata,
    _text("id", primary_key=True),
    _text("team"),
    _text("channel"),
    _text("user", index=True),
    _text("at"),
    sa.Column("weekdays", sa.JSON(), nullable=False),
    _text("zone"),
    sa.Column("topics", sa.JSON(), nullable=False),
    sa.Column("parts", sa.JSON(), nullable=False),
    sa.Column("even_if_empty", sa.Boolean(), nullable=False),
    sa.Column("next_due", Moment(), index=True),
    _text("paused_because"),
    sa.Column("created_at", Moment(), nullable=False),
    sa.Index(None, "team", "channel"),
)

editions = sa.Table(
    "editions",
    metadata,
    _text("key", primary_key=True),
    _text("subscription", index=True),
    _text("day"),
    _text("channel"),
    sa.Column("shown", sa.JSON(), nullable=False),
    _text("stage", index=True),
    _text("ts"),
    _at(),
)

marks = sa.Table(
    "marks",
    metadata,
    _text("library", primary_key=True, server_default=""),
    _text("key", primary_key=True),
    _text("mark"),
)

news = sa.Table(
    "news",
    metadata,
    sa.Column("number", sa.Integer(), primary_key=True),
    _text("library", server_default=""),
    _text("kind"),
    _text("item"),
    _text("detail"),
    _at(),
)

asked = sa.Table(
    "asked",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    _text("team"),
    _text("item"),
    _at(),
)

claims = sa.Table("claims", metadata, _text("key", primary_key=True), _at())

tallies = sa.Table(
    "tallies",
    metadata,
    _text("team", primary_key=True),
    _text("day", primary_key=True),
    _text("surface", primary_key=True),
    _text("outcome", primary_key=True),
    sa.Column("times", sa.Integer(), nullable=False),
)
"""How many requests of a day ended how: nobody's words, and nobody's name. `day` is ISO 8601, in UTC."""


def _bot_columns() -> list[sa.Column[Any]]:
    texts = "enterprise_id enterprise_name team_id team_name bot_token bot_id bot_user_id bot_scopes"
    return [
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("app_id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in texts.split()),
        sa.Column("bot_refresh_token", sa.Text()),
        sa.Column("bot_token_expires_at", sa.DateTime()),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
    ]


# The next three are as slack_sdk's SQLAlchemy stores want them, with room for tokens that are encrypted.

slack_bots = sa.Table(
    "slack_bots",
    metadata,
    *_bot_columns(),
    sa.Index("slack_bots_idx", "client_id", "enterprise_id", "team_id", "installed_at"),
)

slack_installations = sa.Table(
    "slack_installations",
    metadata,
    *_bot_columns(),
    sa.Column("enterprise_url", sa.Text()),
    sa.Column("user_id", sa.Text(), nullable=False),
    sa.Column("user_token", sa.Text()),
    sa.Column("user_scopes", sa.Text()),
    sa.Column("user_refresh_token", sa.Text()),
    sa.Column("user_token_expires_at", sa.DateTime()),
    sa.Column("incoming_webhook_url", sa.Text()),
    sa.Column("incoming_webhook_channel", sa.Text()),
    sa.Column("incoming_webhook_channel_id", sa.Text()),
    sa.Column("incoming_webhook_configuration_url", sa.Text()),
    sa.Column("token_type", sa.Text()),
    sa.Index("slack_installations_idx", "client_id", "enterprise_id", "team_id", "user_id", "installed_at"),
)

slack_oauth_states = sa.Table(
    "slack_oauth_states",
    metadata,
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("state", sa.Text(), nullable=False),
    sa.Column("expire_at", sa.DateTime(), nullable=False),
)
