"""What happens to a workspace's data when it removes the app: it goes, all of it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from bot.state.tables import (
    aliases,
    asked,
    channels,
    claims,
    decisions,
    deliveries,
    editions,
    misses,
    questions,
    subscriptions,
    tallies,
    threads,
    votes,
)

_OWN = (questions, deliveries, threads, channels, votes, misses, aliases, subscriptions, asked, tallies)
"""Every table whose rows name their workspace."""


def remove_workspace(connection: sa.Connection, team: str) -> Sequence[str]:
    """Delete all that a workspace left behind; the keys of what was on its way, or had been posted."""
    of_team = sa.select(deliveries.c.key).where(deliveries.c.team == team)
    own_digests = sa.select(subscriptions.c.id).where(subscriptions.c.team == team)
    asked_there = sa.select(questions.c.key).where(questions.c.team == team)
    own_editions = editions.c.subscription.in_(own_digests) | editions.c.key.in_(of_team)
    claimed = sa.select(editions.c.key).where(own_editions)
    keys = sorted(set(connection.scalars(sa.union(of_team, asked_there, claimed))))
    own_misses = sa.select(misses.c.key).where(misses.c.team == team)
    connection.execute(sa.delete(decisions).where(decisions.c.miss.in_(own_misses)))
    connection.execute(sa.delete(editions).where(own_editions))
    connection.execute(sa.delete(claims).where(claims.c.key.contains(f":{team}:", autoescape=True)))
    for table in _OWN:
        connection.execute(sa.delete(table).where(table.c.team == team))
    return keys
