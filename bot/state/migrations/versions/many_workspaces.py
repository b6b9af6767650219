"""Many workspaces: who installed the app, names and news kept apart, and how many requests ended how."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. What was noted of the library so far is of the first library, called ""."""
    with op.batch_alter_table("aliases") as aliases:
        aliases.drop_constraint("pk_aliases", type_="primary")
        aliases.create_primary_key("pk_aliases", ["team", "report", "name"])
    with op.batch_alter_table("marks") as marks:
        marks.add_column(_text("library", server_default=""))
        marks.drop_constraint("pk_marks", type_="primary")
        marks.create_primary_key("pk_marks", ["library", "key"])
    with op.batch_alter_table("news") as news:
        news.add_column(_text("library", server_default=""))
    op.create_table(
        "tallies",
        *map(_text, ("team", "day", "surface", "outcome")),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "day", "surface", "outcome", name="pk_tallies"),
    )
    _make_slack_tables()


def _make_slack_tables() -> None:
    """As slack_sdk's stores want them, with room for tokens that are encrypted."""
    op.create_table("slack_bots", *_bot_columns())
    op.create_index("slack_bots_idx", "slack_bots", ["client_id", "enterprise_id", "team_id", "installed_at"])
    op.create_table(
        "slack_installations",
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
    )
    op.create_index(
        "slack_installations_idx",
        "slack_installations",
        ["client_id", "enterprise_id", "team_id", "user_id", "installed_at"],
    )
    op.create_table(
        "slack_oauth_states",
        sa.Column("id", sa.Integer(), nullable=False, primary_key=True, autoincrement=True),
        _text("state"),
        sa.Column("expire_at", sa.DateTime(), nullable=False),
    )


def _bot_columns() -> list[sa.Column[Any]]:
    texts = "enterprise_id enterprise_name team_id team_name bot_token bot_id bot_user_id bot_scopes"
    return [
        sa.Column("id", sa.Integer(), nullable=False, primary_key=True, autoincrement=True),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("app_id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in texts.split()),
        sa.Column("bot_refresh_token", sa.Text()),
        sa.Column("bot_token_expires_at", sa.DateTime()),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
    ]


def _text(name: str, server_default: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=server_default)
