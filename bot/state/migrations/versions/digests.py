"""Digests: subscriptions, editions, the library's marks and news, and what is asked most."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. Plain types only: this must not change when `tables.py` does."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "subscriptions",
        *_texts("id", "team", "channel", "user", "at"),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        *_texts("zone"),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("even_if_empty", sa.Boolean(), nullable=False),
        sa.Column("next_due", moment),
        *_texts("paused_because"),
        sa.Column("created_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
    )
    _index("subscriptions", "user")
    _index("subscriptions", "next_due")
    _index("subscriptions", "team", "channel")
    op.create_table(
        "editions",
        *_texts("key", "subscription", "day", "channel"),
        sa.Column("shown", sa.JSON(), nullable=False),
        *_texts("stage", "ts"),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_editions"),
    )
    _index("editions", "subscription")
    _index("editions", "stage")
    _index("editions", "at")
    op.create_table("marks", *_texts("key", "mark"), sa.PrimaryKeyConstraint("key", name="pk_marks"))
    op.create_table(
        "news",
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("kind", "item", "detail"),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_news"),
    )
    _index("news", "at")
    op.create_table(
        "asked",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("team", "item"),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_asked"),
    )
    _index("asked", "at")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
