"""Every check can find something wrong, tells how to mend it, and is in the docs."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot import clock
from bot.cli.doctor import tell
from bot.doctor import (
    channel,
    configuration,
    content,
    database,
    files,
    keys,
    machine,
    public_url,
    slack_app,
    tokens,
)
from bot.doctor.checks import NAMES
from bot.doctor.finding import Finding, State
from bot.doctor.given import EnvFile
from bot.doctor.web import WebAnswer
from bot.errors import StateError
from bot.slack.inquiry import Answer
from bot.state.fitness import Obstacle
from tests.conftest import ROOT
from tests.doctor.setting_up import SIGNING_SECRET, FakeWeb, around, found

HTTP = {"SLACK_SIGNING_SECRET": SIGNING_SECRET, "BRIEF_PUBLIC_URL": "https://brief.example.org"}
REFUSED = FakeWeb(lambda *_: WebAnswer(401, b"refused"))
GONE = FakeWeb(lambda *_: WebAnswer(404))
NFS = files.Place(Path("/srv"), may_write=True, free_bytes=10**12, file_system="nfs4")
CLIENT = {"SLACK_CLIENT_ID": "1.2"}

WRONG: Mapping[str, Callable[[], Finding]] = {
    configuration.SETTINGS: lambda: found(configuration.SETTINGS, around()),
    configuration.NAMES: lambda: found(configuration.NAMES, around({"SLACK_TOKEN": "x"})),
    configuration.ENV_FILE: lambda: configuration.judge_env_file(EnvFile(Path(".env"), 0o644)),
    tokens.KINDS: lambda: tokens.judge_tokens({"slack_bot_token": "xapp-1"}),
    slack_app.BOT_TOKEN: lambda: slack_app.judge_bot_token(Answer("invalid_auth", {})),
    slack_app.SCOPES: lambda: slack_app.judge_scopes(
        Answer("", {}, {"x-oauth-scopes": "commands"}), ["chat:write"]
    ),
    slack_app.CLOCK: lambda: slack_app.judge_clock("Thu, 01 Jan 1970 00:00:00 GMT", clock.now()),
    slack_app.APP_TOKEN: lambda: slack_app.judge_app_token(Answer("missing_scope", {})),
    public_url.PUBLIC_URL: lambda: found(public_url.PUBLIC_URL, around(HTTP, web=GONE)),
    public_url.SIGNING_SECRET: lambda: found(public_url.SIGNING_SECRET, around(HTTP, web=REFUSED)),
    channel.CHANNEL: lambda: channel.judge_channel(Answer("channel_not_found", {}), "C0"),
    keys.CLIENT: lambda: found(keys.CLIENT, around(CLIENT)),
    keys.KEYS: lambda: found(keys.KEYS, around({"BRIEF_ENCRYPTION_KEYS": "none"})),
    database.DATABASE: lambda: database.judge_database(Obstacle.REFUSED),
    database.ZONES: lambda: database.judge_zones(0, [], with_digests=False),
    database.INSTALLATIONS: lambda: database.judge_installations(StateError("add the key")),
    files.DISK: lambda: files.judge_disk(NFS),
    files.FILES: lambda: files.judge_files({Path("var/briefbot.db"): 0o644}, 0o755),
    content.CONTENT: lambda: found(content.CONTENT, around({"BRIEF_CONTENT": "/nonexistent"})),
    content.CACHE: lambda: content.judge_cache(Path("content/.cache"), may_write=False),
    content.WORKSPACES: lambda: found(content.WORKSPACES, around({"BRIEF_WORKSPACES": "/nonexistent"})),
    machine.PORT: lambda: machine.judge_port("127.0.0.1", 3000, errno.EADDRINUSE, is_ours=False),
    machine.OPEN_FILES: lambda: machine.judge_open_files(256),
    machine.PACKAGES: lambda: machine.judge_packages(1, "a requires b", "3.11.7"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_check_that_finds_something_wrong_prints_its_fix(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = WRONG[name]()
    assert finding.name == name
    assert finding.state in {State.FAILED, State.WARNING}
    assert finding.found
    assert finding.fix
    tell([finding])
    printed = capsys.readouterr().out
    assert all(f"fix: {line}\n" in printed for line in finding.fix.splitlines())


def rows() -> list[list[str]]:
    """The table of checks in the docs, a row a list of cells."""
    page = (ROOT / "docs" / "doctor.md").read_text(encoding="utf-8")
    table = page.partition("## The checks")[2].partition("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_the_docs_tell_of_every_check_in_the_order_in_which_they_are_printed() -> None:
    assert [row[0].strip("` ") for row in rows()] == list(NAMES)


def test_the_docs_tell_what_each_check_looks_at_and_when_it_is_not_ok() -> None:
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []


def test_the_docs_tell_of_every_state_and_of_every_key_of_the_object() -> None:
    page = (ROOT / "docs" / "doctor.md").read_text(encoding="utf-8")
    words = [state.value for state in State] + ["name", "state", "found", "fix", "details", "counts"]
    assert [word for word in words if not re.search(rf"[`\"]{word}[`\"]", page)] == []
