"""One process and two workspaces: each has its own token, its own library and its own settings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from cryptography.fernet import Fernet

from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, GENERAL
from bot.slack.manifest import manifest
from tests.opening.test_views import add_herons
from tests.slack.bots import Person
from tests.slack.installing import PUBLIC, Browser
from tests.support.two_workspaces import NORTH, SOUTH, TwoWorkspaces, two_workspaces
from tests.test_process import brief_run, ready


@dataclass(frozen=True, slots=True)
class Running:
    """The bot's process, from outside."""

    slack: TwoWorkspaces
    address: str
    database: Path

    def install(self, team: str) -> None:
        """Somebody in a workspace installs the app."""
        with Browser(self.address) as browser:
            assert "Briefbot" in browser.install(team).text

    def rows_of(self, team: str) -> int:
        """How many rows the database has that name a workspace."""
        with sqlite3.connect(self.database) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            rows = [row for (name,) in names for row in database.execute(f"SELECT * FROM {name}")]  # noqa: S608
        return sum(team in str(row) for row in rows)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    add_herons(tmp_path / "herons", "everyone")
    own = {SOUTH.id: {"content": ["herons"], "user_limit": 3}}
    (tmp_path / "workspaces.yaml").write_text(json.dumps(own), encoding="utf-8")
    with two_workspaces(manifest(PUBLIC)) as slack:
        settings = {
            "SLACK_CLIENT_ID": slack.north.app.client_id,
            "SLACK_CLIENT_SECRET": slack.north.app.client_secret,
            "SLACK_SIGNING_SECRET": slack.north.app.signing_secret,
            "SLACK_API_URL": slack.api_url,
            "BRIEF_PUBLIC_URL": PUBLIC,
            "BRIEF_PORT": "0",
            "BRIEF_WORKSPACES": str(tmp_path / "workspaces.yaml"),
            "BRIEF_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        }
        with brief_run(tmp_path, settings=settings) as process:
            address = ready(process).removeprefix("listening on ")
            for each in (slack.north, slack.south):
                each.send_over_http(address)
            yield Running(slack, address, tmp_path / "var" / "briefbot.db")


def replies(slack: StandIn, count: int) -> list[str]:
    """What the bot has said in the channel, as soon as there is so much."""

    def said(platform: Platform) -> list[str]:
        texts = [each.text for each in platform.workspace.visible(GENERAL, ANA) if each.user != ANA]
        return texts if len(texts) >= count else []

    return slack.wait_for(f"{count} replies", said)


def test_each_workspace_is_answered_from_its_own_library_with_its_own_token(running: Running) -> None:
    for team in (NORTH.id, SOUTH.id):
        running.install(team)
    assert "The China Factor" in Person(running.slack.north).types("china").text
    assert "Nothing on that" in Person(running.slack.south).types("china").text
    assert "Grey Herons" in Person(running.slack.south).types("grey herons").text
    assert "Grey Herons" not in Person(running.slack.north).types("grey herons").text
    assert running.slack.south.act(ANA, "post", channel=GENERAL, text="@brief grey herons")["ok"]
    assert any("Grey Herons" in text for text in replies(running.slack.south, 3))


def test_who_asks_too_fast_is_told_when_to_go_on_and_others_are_not_kept(running: Running) -> None:
    for team in (NORTH.id, SOUTH.id):
        running.install(team)
    south = Person(running.slack.south)
    said = [south.types("grey herons").text for _ in range(4)]
    assert "You have asked 3 times within a minute. Please go on in" in said[3]
    assert "Grey Herons" in said[2]
    assert "The China Factor" in Person(running.slack.north).types("china").text


def test_a_workspace_that_removes_the_app_leaves_nothing_and_the_other_goes_on(running: Running) -> None:
    for team in (NORTH.id, SOUTH.id):
        running.install(team)
    for each in (running.slack.north, running.slack.south):
        Person(each).types("something that no library has an answer to")
    assert running.rows_of(NORTH.id) > 0
    assert running.slack.north.act(ANA, "uninstall")["ok"]
    running.slack.north.wait_for("the end of its data", lambda _: running.rows_of(NORTH.id) == 0)
    assert running.rows_of(SOUTH.id) > 0
    assert "Grey Herons" in Person(running.slack.south).types("grey herons").text


def test_no_token_lies_readable_in_the_database(running: Running) -> None:
    running.install(NORTH.id)
    assert "The China Factor" in Person(running.slack.north).types("china").text
    stored = b"".join(path.read_bytes() for path in running.database.parent.iterdir())
    assert running.slack.north.app.bot_token.encode() not in stored
    assert b"sealed:1:" in stored


def test_the_health_of_the_process_can_be_read(running: Running) -> None:
    base = running.address.replace("/slack/events", "")
    ready_now = httpx.get(f"{base}/readyz", trust_env=False)
    assert (ready_now.status_code, ready_now.json()["checks"]["library"]["reports"]) == (200, 2)
    assert "briefbot_requests_total" in httpx.get(f"{base}/metrics", trust_env=False).text
