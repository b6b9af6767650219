"""Surroundings for checks: what is set, and a Slack and a web that answer as told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot import clock
from bot.doctor.checks import CHECKS
from bot.doctor.finding import Finding
from bot.doctor.given import read_given
from bot.doctor.surroundings import Surroundings
from bot.doctor.web import UrllibWeb, Web, WebAnswer
from bot.playground.stand_in import StandIn
from bot.slack.inquiry import Answer, Slack, WebApi

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"
NO_FILE = Path("/nonexistent/.env")


@dataclass(frozen=True)
class FakeSlack:
    """Implements `Slack`: answers each method as told, or raises what it is told to."""

    answers: Mapping[str, Answer | Exception] = field(default_factory=dict)

    def call(self, method: str, token: str, **arguments: str) -> Answer:  # noqa: ARG002 - the port's
        answer = self.answers.get(method, Answer("unknown_method", {}))
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass(frozen=True)
class FakeWeb:
    """Implements `Web`: answers every request alike, by its body and headers."""

    answer: Callable[[bytes, Mapping[str, str]], WebAnswer]

    def ask(
        self,
        url: str,  # noqa: ARG002 - the port's
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        near: bool = False,  # noqa: ARG002 - the port's
    ) -> WebAnswer:
        return self.answer(body or b"", headers or {})


def no_answer(error: OSError) -> FakeWeb:
    """A web that fails."""

    def fail(_body: bytes, _headers: Mapping[str, str]) -> WebAnswer:
        raise error

    return FakeWeb(fail)


def around(
    settings: Mapping[str, str] | None = None,
    *,
    slack: Slack | None = None,
    web: Web | None = None,
    now: Callable[[], datetime] = clock.now,
    env_file: Path = NO_FILE,
) -> Surroundings:
    """Surroundings in which these settings are all that is set."""
    given = read_given(settings or {}, env_file)
    real = WebApi(given.settings.slack_api_url, 5)
    return Surroundings(given, now, slack or real, web or UrllibWeb(5))


def settings_for(stand_in: StandIn) -> dict[str, str]:
    """What it takes to talk to the stand-in over HTTP."""
    return {
        "SLACK_API_URL": stand_in.api_url,
        "SLACK_BOT_TOKEN": stand_in.app.bot_token,
        "SLACK_SIGNING_SECRET": stand_in.app.signing_secret,
    }


def found(name: str, surroundings: Surroundings) -> Finding:
    """What the check of that name finds."""
    [check] = [check for check in CHECKS if name in check.names]
    return one(name, check.run(surroundings))


def one(name: str, findings: Iterable[Finding]) -> Finding:
    """The finding of that name."""
    [finding] = [each for each in findings if each.name == name]
    return finding
