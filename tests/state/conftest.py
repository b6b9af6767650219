"""A memory on each of the two databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state.memory import SqlMemory, open_memory
from tests.support.postgres import fresh_postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/var/briefbot.db"
    else:
        with fresh_postgres() as postgres:
            yield postgres


@pytest.fixture
def memory(url: str) -> Iterator[SqlMemory]:
    memory = open_memory(url)
    yield memory
    memory.close()
