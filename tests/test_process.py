"""`brief run` as an operator runs it: a process that starts, refuses to start, drains and ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.desk.digest.subscription import Schedule, Subscription
from bot.playground.faults import server_error
from bot.playground.installed_app import BOT_USER, TEAM
from bot.playground.stand_in import StandIn
from bot.playground.transcript import read
from bot.playground.workspace import ANA, GENERAL, SOUTH_ASIA
from bot.state.memory import open_memory
from tests.conftest import ROOT
from tests.slack.bots import Person, new_stand_in
from tests.support.logs_of_all_tests import relayed


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """Slack's stand-in."""
    with new_stand_in() as running:
        yield running


@contextmanager
def brief_run(
    folder: Path, *options: str, settings: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """`brief run` in an empty folder with nothing but these options and settings; both outputs are one."""
    environment = {"PATH": os.environ["PATH"], "BRIEF_CONTENT": str(ROOT / "content"), **(settings or {})}
    environment["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-m", "bot", "run", *options]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        try:
            with relayed(process.stdout) as process.stdout:
                yield process
                process.kill()
        finally:
            process.kill()


def line_with(process: subprocess.Popen[str], wanted: str) -> str:
    """The first line that has this in it, as soon as it is printed."""
    assert process.stdout is not None
    for line in process.stdout:
        if wanted in line:
            return line
    raise AssertionError(f"ended with {process.wait()} before it said {wanted!r}")


def ready(process: subprocess.Popen[str]) -> str:
    """How it says that it is ready."""
    how: str = json.loads(line_with(process, '"ready"'))["how"]
    return how


def slack_settings(stand_in: StandIn) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": stand_in.app.bot_token, "SLACK_API_URL": stand_in.api_url, "BRIEF_PORT": "0"}


def test_what_an_editor_saves_is_served_and_what_has_problems_is_told(
    tmp_path: Path, stand_in: StandIn, own_content: Path
) -> None:
    settings = {
        **slack_settings(stand_in),
        "SLACK_SIGNING_SECRET": stand_in.app.signing_secret,
        "BRIEF_CONTENT": str(own_content),
        "BRIEF_EDITORS_CHANNEL": SOUTH_ASIA,
    }
    section = own_content / "us-pakistan-reengagement" / "sections" / "07-china-factor.yaml"
    text = section.read_text(encoding="utf-8")
    with brief_run(tmp_path, settings=settings) as process:
        address = ready(process).removeprefix("listening on ")
        stand_in.send_over_http(address)
        section.write_text(text.replace("aliases: [", "aliases: [ zanzibar,", 1), encoding="utf-8")
        line_with(process, '"library reloaded"')
        assert "The China Factor" in Person(stand_in).types("zanzibar").text
        section.write_text(text.replace("points:", "pionts:", 1), encoding="utf-8")
        assert "error[unknown-key]: 'pionts' is not a key here" in line_with(process, '"library refused"')
        assert "The China Factor" in Person(stand_in).types("zanzibar").text
        body = httpx.get(address.replace("/slack/events", "/readyz"), trust_env=False).json()
        library = body["checks"]["library"]
        assert (library["newest_files_are_served"], library["problems"]) == (False, 2)
        told = stand_in.wait_for(
            "the editors' channel",
            lambda platform: [each.text for each in platform.workspace.visible(SOUTH_ASIA, ANA)],
        )
        assert "2 problems, so it is not served" in told[0]


@pytest.mark.parametrize("asked_by", [signal.SIGTERM, signal.SIGINT])
def test_over_http_it_answers_and_ends_with_0_when_asked(
    tmp_path: Path, stand_in: StandIn, asked_by: signal.Signals
) -> None:
    settings = {**slack_settings(stand_in), "SLACK_SIGNING_SECRET": stand_in.app.signing_secret}
    with brief_run(tmp_path, settings=settings) as process:
        stand_in.send_over_http(ready(process).removeprefix("listening on "))
        assert "The China Factor" in Person(stand_in).types("china").text
        process.send_signal(asked_by)
        assert process.wait(timeout=30) == 0


def test_over_socket_mode_it_answers_and_ends_with_0_when_asked(tmp_path: Path, stand_in: StandIn) -> None:
    settings = {**slack_settings(stand_in), "SLACK_APP_TOKEN": stand_in.app.app_token}
    with brief_run(tmp_path, settings=settings) as process:
        assert "Socket Mode" in ready(process)
        stand_in.send_over_socket_mode()
        assert "The China Factor" in Person(stand_in).types("china").text
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


def refusal(folder: Path, settings: Mapping[str, str]) -> str:
    """What it says when it does not start; it must end with 1."""
    with brief_run(folder, settings=settings) as process:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 1
        return said


def test_it_tells_all_missing_settings_at_once_with_where_to_get_them(tmp_path: Path) -> None:
    said = refusal(tmp_path, {})
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        assert f"{name} is missing" in said
    assert "api.slack.com/apps" in said
    assert "Traceback" not in said


def test_it_never_serves_a_library_with_problems(tmp_path: Path, stand_in: StandIn) -> None:
    report = tmp_path / "content" / "a-report"
    report.mkdir(parents=True)
    (report / "report.yaml").write_text("title: [", encoding="utf-8")
    settings = {**slack_settings(stand_in), "SLACK_APP_TOKEN": stand_in.app.app_token}
    said = refusal(tmp_path, {**settings, "BRIEF_CONTENT": str(tmp_path / "content")})
    assert "report.yaml:1:9: error[broken-yaml]" in said or "error[broken-yaml]" in said
    assert stand_in.exchanges == []


def test_a_token_that_slack_refuses_is_told_plainly_and_not_printed(
    tmp_path: Path, stand_in: StandIn
) -> None:
    settings = {**slack_settings(stand_in), "SLACK_APP_TOKEN": stand_in.app.app_token}
    said = refusal(tmp_path, {**settings, "SLACK_BOT_TOKEN": "xoxb-0-wrong"})
    assert "Slack refuses the bot token (invalid_auth)" in said
    assert "xoxb-0-wrong" not in said


def test_a_port_that_is_taken_is_told_plainly(tmp_path: Path, stand_in: StandIn) -> None:
    taken = stand_in.api_url.split(":")[2].partition("/")[0]
    settings = {
        **slack_settings(stand_in),
        "SLACK_SIGNING_SECRET": stand_in.app.signing_secret,
        "BRIEF_PORT": taken,
    }
    assert "is it taken? Set BRIEF_PORT" in refusal(tmp_path, settings)


def address_of(process: subprocess.Popen[str]) -> str:
    """Where the page is, once the playground says so."""
    return line_with(process, "is open: ").partition("is open: ")[2].strip()


def test_the_playground_opens_needs_no_setting_and_ends_with_0_when_asked(tmp_path: Path) -> None:
    with brief_run(tmp_path, "--playground", "--port", "0") as process:
        answer = httpx.get(address_of(process), trust_env=False)
        assert "Not Slack" in answer.text
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


def test_the_playground_says_plainly_that_its_port_is_taken(tmp_path: Path, stand_in: StandIn) -> None:
    taken = stand_in.base.rpartition(":")[2]
    with brief_run(tmp_path, "--playground", "--port", taken) as process:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 1
        assert f"cannot listen on 127.0.0.1:{taken}; is it taken?" in " ".join(said.split())


def test_a_recording_is_replayed_from_the_command_line(tmp_path: Path) -> None:
    journey = ROOT / "tests" / "journeys" / "a-first-visit.yaml"
    with brief_run(tmp_path, "--playground", "--replay", str(journey)) as process:
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "steps, as recorded" in " ".join(said.split())


def test_another_outcome_is_shown_and_ends_with_1(tmp_path: Path) -> None:
    journey = (ROOT / "tests" / "journeys" / "a-first-visit.yaml").read_text(encoding="utf-8")
    head, first, *_ = journey.split("---\n")[1:]
    other = tmp_path / "other.yaml"
    other.write_text("---\n" + head + "---\n" + first.replace("Useful", "Splendid"), encoding="utf-8")
    with brief_run(tmp_path, "--playground", "--replay", str(other)) as process:
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "-  - Splendid" in said
    assert "+  - Useful" in said


def test_without_its_packages_the_playground_says_how_to_get_them(tmp_path: Path) -> None:
    program = "import sys; sys.modules['jinja2'] = None; sys.argv = ['brief', 'run', '--playground']; "
    command = [sys.executable, "-c", program + "from bot.cli import main; main()"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "pip install 'briefbot[playground]' (jinja2 is missing)" in " ".join(done.stderr.split())


def test_what_is_done_on_the_page_is_recorded(tmp_path: Path) -> None:
    with brief_run(tmp_path, "--playground", "--port", "0", "--record", "journey.yaml") as process:
        act = {"as": ANA, "do": "post", "channel": GENERAL, "text": "/brief china"}
        answer = httpx.post(f"{address_of(process)}act", json=act, trust_env=False)
        assert answer.json() == {"ok": True}
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    [step] = read(tmp_path / "journey.yaml").steps
    assert (step["as"], step["text"], step["channel"]) == ("ana", "/brief china", "general")
    assert step["sees"][0]["text"].startswith("The China Factor")


def over_http(stand_in: StandIn) -> dict[str, str]:
    """What the process needs to be called by the stand-in."""
    return {**slack_settings(stand_in), "SLACK_SIGNING_SECRET": stand_in.app.signing_secret}


def replies(stand_in: StandIn) -> list[str]:
    """The threads that the bot has written in, one entry a message."""
    seen = stand_in.look(lambda platform: list(platform.workspace.visible(GENERAL, ANA)))
    return [str(message.thread_ts) for message in seen if message.user == BOT_USER]


def test_a_process_that_is_killed_in_doubt_leaves_one_reply_to_the_next(
    stand_in: StandIn, tmp_path: Path
) -> None:
    """Slack takes the reply and says 500; the process dies while it waits to look."""
    settings = {**over_http(stand_in), "BRIEF_SETTLE_SECONDS": "2"}
    stand_in.look(lambda platform: platform.faults.add(server_error("chat.postMessage", after=True, times=1)))
    with brief_run(tmp_path, settings=settings) as first:
        stand_in.send_over_http(ready(first).removeprefix("listening on "))
        assert stand_in.act(ANA, "post", channel=GENERAL, text="@brief china")["ok"]
        line_with(first, '"outcome in doubt"')
        first.kill()
    with brief_run(tmp_path, settings=settings) as second:
        stand_in.send_over_http(ready(second).removeprefix("listening on "))
        assert stand_in.act(ANA, "post", channel=GENERAL, text="@brief india")["ok"]
        for _ in range(2):
            line_with(second, '"reply posted"')
        assert sorted(Counter(replies(stand_in)).values()) == [1, 1]


def test_a_second_process_on_one_sqlite_file_is_refused(stand_in: StandIn, tmp_path: Path) -> None:
    with brief_run(tmp_path, settings=over_http(stand_in)) as first:
        ready(first)
        with brief_run(tmp_path, settings=over_http(stand_in)) as second:
            assert "PostgreSQL" in line_with(second, "another Briefbot")


def test_what_is_due_is_posted_by_cron_without_a_running_bot(stand_in: StandIn, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    minute = now.replace(second=0, microsecond=0)
    url = f"sqlite:///{tmp_path}/briefbot.db"
    schedule = Schedule(minute.time(), frozenset(range(7)), "UTC")
    memory = open_memory(url)
    memory.subscriptions.save(Subscription("S1", TEAM, GENERAL, ANA, schedule, now, next_due=minute))
    memory.close()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "BRIEF_CONTENT": str(ROOT / "content"),
        "BRIEF_DATABASE_URL": url,
        **over_http(stand_in),
    }
    command = [sys.executable, "-m", "bot", "digest", "run", "--once"]
    for _ in range(2):  # the second finds nothing to do
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True, timeout=60
        )
        assert "No digest is due any more" in done.stdout
    seen = stand_in.look(lambda platform: list(platform.workspace.visible(GENERAL, ANA)))
    assert [message.text.startswith("Digest: ") for message in seen] == [True]
