"""Claims on either database: the first one counts, can be looked at, and goes when it is old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.state.memory import SqlMemory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_a_look_claims_nothing(memory: SqlMemory) -> None:
    assert not memory.claims.holds("request:a")
    assert memory.claims.claim("request:a", AT)
    assert memory.claims.holds("request:a")
    assert not memory.claims.claim("request:a", AT)


def test_only_old_claims_with_the_prefix_expire(memory: SqlMemory) -> None:
    for key, at in {"request:old": AT, "request:new": AT + timedelta(minutes=2), "requests": AT}.items():
        memory.claims.claim(key, at)
    assert memory.claims.expire("request:", AT + timedelta(minutes=1)) == 1
    held = [key for key in ("request:old", "request:new", "requests") if memory.claims.holds(key)]
    assert held == ["request:new", "requests"]


def test_a_prefix_is_no_pattern(memory: SqlMemory) -> None:
    memory.claims.claim("request", AT)
    assert memory.claims.expire("%", AT + timedelta(days=1)) == 0
    assert memory.claims.expire("_equest", AT + timedelta(days=1)) == 0
