"""`brief doctor`, as an operator types it."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli.doctor import as_object, draw, tell
from bot.doctor.checks import NAMES
from bot.doctor.finding import Finding, State, failed, not_checked, not_needed, ok, warning
from bot.playground.stand_in import StandIn
from tests.conftest import ROOT
from tests.doctor.setting_up import settings_for
from tests.test_process import brief_run, ready

OF_EACH_STATE = [
    ok("bot token", "it is @brief's"),
    warning("clock", "61 s ahead", "Let NTP set it.", skew_seconds=61),
    failed("port", "something else listens", "Set BRIEF_PORT.\nOr stop it."),
    not_needed("app token", "HTTP is used"),
    not_checked("scopes", "[bold]the bot token[/bold] does not work"),
]


def doctor(folder: Path, settings: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    """`brief doctor` in a folder, with nothing but these settings."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "BRIEF_CONTENT": str(ROOT / "content"),
        "BRIEF_PORT": "0",
        **settings,
    }
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", "doctor", *options],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def states(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {each["name"]: each["state"] for each in json.loads(done.stdout)["checks"]}


def test_json_is_one_object_with_every_check(tmp_path: Path, stand_in: StandIn) -> None:
    done = doctor(tmp_path, settings_for(stand_in), "--json")
    assert list(states(done)) == list(NAMES)
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == []


def test_with_warnings_alone_it_ends_with_0(tmp_path: Path, stand_in: StandIn) -> None:
    done = doctor(tmp_path, settings_for(stand_in), "--json")
    assert {"warning", "ok"} <= set(states(done).values())
    assert "failed" not in states(done).values()
    assert done.returncode == 0


def test_in_socket_mode_what_http_takes_is_not_needed(tmp_path: Path, stand_in: StandIn) -> None:
    settings = {**settings_for(stand_in), "SLACK_APP_TOKEN": stand_in.app.app_token}
    found = states(doctor(tmp_path, settings, "--json"))
    assert (found["app token"], found["public URL"]) == ("ok", "not needed")


def test_beside_a_running_bot_it_proves_the_signing_secret(tmp_path: Path, stand_in: StandIn) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    settings = {**settings_for(stand_in), "BRIEF_PORT": port, "BRIEF_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with brief_run(tmp_path, settings=settings) as process:
        ready(process)
        done = doctor(tmp_path, settings)
    assert "ok          signing secret: the running bot has the same" in done.stdout
    assert f"ok          port: a Briefbot listens on 127.0.0.1:{port}" in done.stdout
    assert "in the newest form; 1 running on it" in done.stdout
    assert done.returncode == 0


def test_for_a_newcomer_who_has_set_nothing_it_ends_with_1_and_tells_where_to_begin(tmp_path: Path) -> None:
    done = doctor(tmp_path, {})
    assert done.returncode == 1
    assert "failed      settings: missing: SLACK_BOT_TOKEN" in done.stdout
    assert "api.slack.com/apps" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_settings_in_a_file_are_read_and_its_bad_lines_told_once(tmp_path: Path, stand_in: StandIn) -> None:
    lines = [f"{name}={value}" for name, value in settings_for(stand_in).items()]
    (tmp_path / ".env").write_text("\n".join([*lines, "BRIEF HOST x"]), encoding="utf-8")
    done = doctor(tmp_path, {})
    assert "ok          bot token" in done.stdout
    assert "failed      env file: .env: line 4 cannot be read" in done.stdout
    assert done.stderr == ""


def test_a_terminal_shows_a_sign_and_a_word_for_each_state() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system=None, width=100)
    draw(OF_EACH_STATE, console)
    assert isinstance(console.file, io.StringIO)
    drawn = console.file.getvalue()
    for shown in ("✓ ok", "! warning", "✗ failed", "– not needed", "? not checked"):
        assert shown in drawn
    assert drawn.count("Fix: ") == 3
    assert "[bold]the bot token[/bold]" in drawn
    assert "1 ok, 1 warning, 1 failed, 1 not needed, 1 not checked." in drawn


def test_elsewhere_each_check_is_a_line_with_its_fixes_below(capsys: pytest.CaptureFixture[str]) -> None:
    tell(OF_EACH_STATE)
    assert capsys.readouterr().out.splitlines()[2:5] == [
        "            fix: Let NTP set it.",
        "failed      port: something else listens",
        "            fix: Set BRIEF_PORT.",
    ]


def test_the_object_counts_the_states() -> None:
    told = as_object(OF_EACH_STATE)
    assert told["ok"] is False
    assert told["counts"] == {state.value: 1 for state in State}
    assert told["checks"][1] == {
        "name": "clock",
        "state": "warning",
        "found": "61 s ahead",
        "fix": "Let NTP set it.",
        "details": {"skew_seconds": 61},
    }


def test_warnings_do_not_make_it_fail() -> None:
    quiet: list[Finding] = [each for each in OF_EACH_STATE if each.state is not State.FAILED]
    assert as_object(quiet)["ok"] is True
