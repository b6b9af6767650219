"""The first form: questions, deliveries, conversations, channels, votes, misses, claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table. Plain types only: this must not change when `tables.py` does."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "questions",
        *_texts("key", "team", "channel", "ts", "thread", "reply_thread", "user", "text", "heard"),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_questions"),
    )
    _index("questions", "closed")
    _index("questions", "at")
    _index("questions", "team", "channel", "reply_thread")
    op.create_table(
        "deliveries",
        *_texts("key", "team", "channel", "thread", "user"),
        sa.Column("message", sa.JSON(), nullable=False),
        *_texts("stage", "ts", "reason"),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_deliveries"),
    )
    _index("deliveries", "stage")
    _index("deliveries", "at")
    op.create_table(
        "threads",
        *_texts("team", "channel", "thread", "item", "query"),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("team", "channel", "thread", name="pk_threads"),
    )
    _index("threads", "at")
    op.create_table(
        "channels",
        *_texts("team", "channel", "mode", "changed_by"),
        sa.Column("changed_at", moment),
        sa.PrimaryKeyConstraint("team", "channel", name="pk_channels"),
    )
    op.create_table(
        "votes",
        *_texts("team", "channel", "message", "user", "item"),
        sa.Column("useful", sa.Boolean(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("team", "channel", "message", "user", name="pk_votes"),
    )
    _index("votes", "at")
    op.create_table(
        "misses",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("team", "channel", "user", "query", "heard"),
        sa.Column("for_editors", sa.Boolean(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_misses"),
    )
    _index("misses", "user")
    _index("misses", "at")
    op.create_table(
        "claims",
        *_texts("key"),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_claims"),
    )
    _index("claims", "at")


def downgrade() -> None:
    """There is nothing before the first form."""
    for table in ("claims", "misses", "votes", "channels", "threads", "deliveries", "questions"):
        op.drop_table(table)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
