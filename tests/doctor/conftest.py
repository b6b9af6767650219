"""Slack's stand-in, which no proxy of the machine's may come before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.playground.stand_in import StandIn
from tests.slack.bots import new_stand_in


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with new_stand_in() as running:
        yield running
