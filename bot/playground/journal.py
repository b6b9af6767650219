"""Everything that went between Slack and the bot, for the inspector."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.playground.ids import unique
from bot.playground.live import Live

_KEPT = 2_000


@dataclass(slots=True)
class Exchange:
    """One request and its answer.

    `direction` is who asked: Slack the bot (`to_bot`), or the bot Slack (`from_bot`). `refs` are the messages
    and views it is about; `error` is Slack's own code when it was refused or failed; `problems` say more;
    `cause` is the id of the exchange whose answer or response_url this is.
    """

    direction: Literal["to_bot", "from_bot"]
    kind: str
    at: datetime
    request: Any
    id: str = field(default_factory=lambda: unique("X"))
    headers: dict[str, str] = field(default_factory=dict)
    response: Any = None
    status: int | None = None
    took_ms: float | None = None
    error: str = ""
    problems: Sequence[str] = ()
    refs: set[str] = field(default_factory=set)
    channel: str = ""
    user: str = ""
    attempt: int = 0
    cause: str = ""


class Journal:
    """The exchanges, oldest first, and what was not sent at all with the reason."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._exchanges: deque[Exchange] = deque(maxlen=_KEPT)

    def __iter__(self) -> Iterator[Exchange]:
        return iter(self._exchanges)

    def add(self, exchange: Exchange) -> Exchange:
        """Keep an exchange; it may be completed later."""
        self._exchanges.append(exchange)
        self._live.change()
        return exchange

    def about(self, ref: str) -> list[Exchange]:
        """The exchanges about a message or a view, with those that caused them, oldest first."""
        found = {each.id for each in self._exchanges if ref in each.refs}
        found |= {each.cause for each in self._exchanges if each.id in found}
        return [each for each in self._exchanges if each.id in found]

    def likely_cause(self, channel: str) -> str:
        """The id of the last request about a channel: what the bot most likely answers there."""
        asked = (each for each in reversed(self._exchanges) if each.direction == "to_bot")
        return next((each.id for each in asked if channel and each.channel == channel), "")

    def refused(self) -> list[Exchange]:
        """Those that Slack refused, or that failed; newest first."""
        return [each for each in reversed(self._exchanges) if each.error]
