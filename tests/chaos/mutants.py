"""The bot with one of its guards taken away: what the chaos tests must notice.

`python -m tests.chaos.mutants NAME run` is `brief run` without the guard NAME.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.http_retry.handler import RetryHandler

from bot.jobs import engine, postman
from bot.jobs.ports import Absent
from bot.slack import clients
from bot.slack.poster import SlackPoster


def take_away(owner: object, name: str, instead: Callable[..., Any]) -> None:
    """Let a class or a module do something else from now on."""
    setattr(owner, name, instead)


def no_look() -> None:
    """Post again without having looked."""

    def find(_self: SlackPoster, _delivery: Any) -> Absent:
        return Absent()

    take_away(SlackPoster, "find", find)


def no_boot() -> None:
    """After a crash, post again at once, as if nothing had been under way."""
    postman.FRESH_SECONDS = float("inf")
    whole = postman.Postman.__init__

    def init(self: postman.Postman, *given: Any, **named: Any) -> None:
        whole(self, *given, **{**named, "boot": "the same for all"})

    take_away(postman.Postman, "__init__", init)


def retrying_client() -> None:
    """The SDK's own retries on a broken connection, which post again."""

    def client(token: str | None, api_url: str, _listeners: Sequence[RetryHandler] = ()) -> WebClient:
        return WebClient(token, base_url=api_url, timeout=10)

    take_away(clients, "posting_client", client)


def no_recovery() -> None:
    """Nobody takes up the work of a replica that does not come back."""

    def nothing(_self: engine.Engine) -> None:
        return

    take_away(engine.Engine, "_recover_the_dead", nothing)


MUTANTS: dict[str, Callable[[], None]] = {
    "no-look": no_look,
    "no-boot": no_boot,
    "retrying-client": retrying_client,
    "no-recovery": no_recovery,
}

if __name__ == "__main__":
    MUTANTS[sys.argv.pop(1)]()
    from bot.cli import main

    main()
