"""Whatever is wrong, nothing that is told holds a secret."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from rich.console import Console

from bot.cli.doctor import as_object, draw, tell
from bot.doctor.checks import CHECKS
from bot.doctor.finding import Finding
from bot.doctor.machine import PACKAGES
from bot.doctor.running import examine
from bot.doctor.web import WebAnswer
from bot.playground.stand_in import StandIn
from bot.slack.inquiry import Answer
from tests.doctor.setting_up import FakeSlack, FakeWeb, around, no_answer, settings_for

PASSWORD = "hunter2-hunter2"
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-111-hidden",
    "SLACK_APP_TOKEN": "xapp-222-hidden",
    "SLACK_SIGNING_SECRET": "deadbeefdeadbeefdeadbeefdeadbeef",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "cafebabecafebabecafebabecafebabe",
    "BRIEF_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
    "BRIEF_DATABASE_URL": f"postgresql://briefbot:{PASSWORD}@127.0.0.1:1/briefbot",
    "BRIEF_PUBLIC_URL": "https://brief.example.org",
    "BRIEF_EDITORS_CHANNEL": "C0DESK",
}
HTTP = {name: value for name, value in SECRETS.items() if name != "SLACK_APP_TOKEN"}
PUBLIC = ("SLACK_CLIENT_ID", "BRIEF_PUBLIC_URL", "BRIEF_EDITORS_CHANNEL")
HIDDEN = [value for name, value in SECRETS.items() if name not in PUBLIC]
QUICK = [check for check in CHECKS if check.names != (PACKAGES,)]  # that one sees no setting, and takes long

QUERY = f"postgresql://127.0.0.1:1/briefbot?user=b&password={PASSWORD}"
WITHOUT_SLASHES = f"postgresql:/briefbot:{PASSWORD}@127.0.0.1/briefbot"
STATES: Mapping[str, Mapping[str, str]] = {
    "all set": SECRETS,
    "over HTTP": HTTP,
    "swapped": {
        **SECRETS,
        "SLACK_BOT_TOKEN": SECRETS["SLACK_APP_TOKEN"],
        "SLACK_APP_TOKEN": SECRETS["SLACK_BOT_TOKEN"],
    },
    "all malformed": {name: f"{value} {PASSWORD}" for name, value in SECRETS.items()},
    "all the same": dict.fromkeys(SECRETS, SECRETS["SLACK_CLIENT_SECRET"]),
    "a password in the query": {**SECRETS, "BRIEF_DATABASE_URL": QUERY},
    "a password in a URL that is none": {**SECRETS, "BRIEF_DATABASE_URL": WITHOUT_SLASHES},
    "a secret as a name": {SECRETS["SLACK_CLIENT_SECRET"]: "x", "SLACK_TOKEN": SECRETS["SLACK_BOT_TOKEN"]},
    "a password in the public URL": {**HTTP, "BRIEF_PUBLIC_URL": f"https://b:{PASSWORD}@brief.example.org"},
    "a password in Slack's URL": {**SECRETS, "SLACK_API_URL": f"http://b:{PASSWORD}@127.0.0.1:1/api/"},
}


def all_that_is_told(findings: Sequence[Finding], capsys: pytest.CaptureFixture[str]) -> str:
    """The three forms, one after the other; wide enough that nothing is wrapped."""
    console = Console(file=io.StringIO(), width=10_000)
    draw(findings, console)
    tell(findings)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue() + json.dumps(as_object(findings)) + capsys.readouterr().out


def leaked(told: str) -> list[str]:
    return [value for value in (*HIDDEN, PASSWORD) if value in told]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("way", ["no network", "a talkative one", "a broken one"])
def test_no_secret_is_told_in_any_state(way: str, state: str, capsys: pytest.CaptureFixture[str]) -> None:
    every = " ".join((*HIDDEN, PASSWORD))
    talkative = Answer("invalid_auth", {"error": every, "team": "T", "user": "u"}, {"date": every})
    slack, web = {
        "no network": (FakeSlack(dict.fromkeys(METHODS, ConnectionError(every))), no_answer(OSError(every))),
        "a talkative one": (
            FakeSlack(dict.fromkeys(METHODS, talkative)),
            FakeWeb(lambda *_: WebAnswer(302, every.encode(), {"location": f"//{every}/"})),
        ),
        "a broken one": (FakeSlack(dict.fromkeys(METHODS, RuntimeError(every))), no_answer(OSError(every))),
    }[way]
    findings = examine(around(STATES[state], slack=slack, web=web), QUICK, lambda _done, _of: None)
    assert leaked(all_that_is_told(findings, capsys)) == []


METHODS = ("auth.test", "apps.connections.open", "conversations.info")


def test_no_secret_is_told_by_the_stand_in_or_from_a_file(
    tmp_path: Path, stand_in: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"{name} {value}" for name, value in SECRETS.items()]
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    surroundings = around(settings_for(stand_in), env_file=tmp_path / ".env")
    told = all_that_is_told(examine(surroundings, QUICK, lambda _done, _of: None), capsys)
    assert leaked(told) == []
    for secret in (stand_in.app.bot_token, stand_in.app.signing_secret):
        assert secret not in told
