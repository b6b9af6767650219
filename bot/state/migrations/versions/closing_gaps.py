"""Closing gaps: where a miss was asked, what editors decided about it, and the names that they added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Extend the misses, and make the tables. Older misses get keys of their own."""
    op.add_column("misses", sa.Column("thread", sa.Text(), nullable=False, server_default=""))
    op.add_column("misses", sa.Column("key", sa.Text(), nullable=False, server_default=""))
    op.add_column("misses", sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE misses SET key = 'older-' || id")
    op.create_index("ix_misses_key", "misses", ["key"])
    op.create_table(
        "decisions",
        *_texts("miss", "ruling", "by", "words", "item"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("miss", name="pk_decisions"),
    )
    op.create_index("ix_decisions_at", "decisions", ["at"])
    op.create_table(
        "aliases",
        *_texts("report", "name", "team", "item", "text", "by", "miss"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("report", "name", name="pk_aliases"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]
