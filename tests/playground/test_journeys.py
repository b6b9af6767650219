"""Journeys: transcripts of the playground, driven again through the real bot."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from bot.cli.playground import starter
from bot.playground.model import JsonObject
from bot.playground.playground import Playground
from bot.playground.transcript import Transcript, read
from bot.settings import load_settings
from bot.slack.manifest import manifest
from tests.conftest import ROOT

JOURNEYS = sorted((ROOT / "tests" / "journeys").glob("*.yaml"))


@pytest.fixture
def open_playground(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Playground]]:
    """Playgrounds that are closed in the end; no proxy of the machine's may stand in between."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    opened: list[Playground] = []
    yield opened
    for each in opened:
        each.close()


def started(opened: list[Playground], transcript: Transcript) -> Playground:
    """A playground on the real library, as `brief run --playground` starts it."""
    folder = mkdtemp(prefix="briefbot-test-")
    atexit.register(rmtree, folder, ignore_errors=True)
    here = {"brief_content": ROOT / "content", "brief_database_url": f"sqlite:///{folder}/briefbot.db"}
    settings = load_settings(env_file=None).model_copy(update=here)
    playground = Playground(manifest("http://127.0.0.1"), starter(settings), transcript.transport)
    playground.open()
    opened.append(playground)
    playground.connect()
    return playground


@pytest.mark.parametrize("path", JOURNEYS, ids=lambda path: path.stem)
def test_a_journey_goes_as_it_went(path: Path, open_playground: list[Playground]) -> None:
    transcript = read(path)
    assert [str(each) for each in started(open_playground, transcript).replay(transcript)] == []


def test_there_are_journeys_over_both_transports() -> None:
    assert {read(path).transport for path in JOURNEYS} == {"http", "socket"}


def test_a_journey_that_goes_otherwise_is_told_line_by_line(open_playground: list[Playground]) -> None:
    transcript = read(JOURNEYS[0])
    first = {**transcript.steps[0], "sees": [{"at": "message 1", "text": "Something else"}]}
    other = Transcript(transcript.at, transcript.transport, [first])
    playground = started(open_playground, other)
    playground.patience = 0.2
    [mismatch] = playground.replay(other)
    assert mismatch.number == 1
    assert "-  text: Something else" in mismatch.why
    assert "+  text:" in mismatch.why


def test_a_recording_can_be_replayed(tmp_path: Path, open_playground: list[Playground]) -> None:
    transcript = read(JOURNEYS[0])
    first = started(open_playground, transcript)
    first.record(tmp_path / "again.yaml")
    assert first.replay(transcript) == []
    open_playground.remove(first)
    first.close()
    recorded = read(tmp_path / "again.yaml")
    assert list(map(done, recorded.steps)) == list(map(done, transcript.steps))
    assert started(open_playground, recorded).replay(recorded) == []


def done(step: JsonObject) -> JsonObject:
    """What was done in a step."""
    return {name: value for name, value in step.items() if name != "sees"}
