"""The `brief` command, as it is typed."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.desk.digest.subscription import Part, Schedule, Subscription
from bot.desk.records import Heard, Miss
from bot.state.memory import open_memory
from tests.conftest import ROOT

CHINA = "us-pakistan-reengagement/china-factor"


def brief(
    *arguments: str, typed: str = "", content: Path = ROOT / "content"
) -> subprocess.CompletedProcess[str]:
    """Run `python -m bot …` in a process of its own."""
    environment = {
        **os.environ,
        "BRIEF_CONTENT": str(content),
        "COLUMNS": "100",
        "XDG_STATE_HOME": "/nonexistent",
    }
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(  # noqa: S603 - our own command
        command,
        input=typed,
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        check=False,
        timeout=120,
    )


def test_ask_prints_the_brief() -> None:
    said = brief("ask", "china").stdout
    assert "The China Factor" in said
    assert "Source: US Reengagement with Pakistan" in said


def test_ask_takes_several_words_as_one_query() -> None:
    assert "Recommendations: The China Factor" in brief("ask", "recs", "china").stdout


def test_ask_json_prints_one_object_on_one_line() -> None:
    (line,) = brief("ask", "--json", "cpec").stdout.splitlines()
    found = json.loads(line)
    assert list(found) == ["query", "outcome", "matches", "took_ms"]
    first = found["matches"][0]
    assert list(first) == ["id", "kind", "title", "heading", "number", "score", "why"]
    assert (found["query"], found["outcome"]) == ("cpec", "found")
    assert (first["id"], first["kind"], first["number"]) == (CHINA, "section", None)
    assert first["heading"] == "The China Factor"
    assert "CPEC" in first["why"]


def test_ask_json_stdin_prints_an_object_for_each_line() -> None:
    queries = ["china", "", "tacos", "r8", "recs", "define FATF", "\u202e😀", "about"]
    lines = brief("ask", "--json", "--stdin", typed="\n".join(queries) + "\n").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [each["query"] for each in found] == queries
    assert found[2]["outcome"] == "nothing"
    assert found[2]["matches"] == []
    assert (found[3]["matches"][0]["kind"], found[3]["matches"][0]["number"]) == ("recommendation", 8)
    assert found[4]["matches"][0]["heading"].startswith("Recommendations for a More Nuanced")
    assert found[5]["matches"][0]["kind"] == "term"
    assert found[7]["matches"][0]["kind"] == "report"


def test_bytes_that_are_no_text_still_get_their_answer() -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--stdin"]
    done = subprocess.run(command, input=b"chi\xff\nchina\n", capture_output=True, cwd=ROOT, check=True)  # noqa: S603
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()][1] == "found"


def test_the_prompt_answers_line_by_line_and_numbers_lead_on() -> None:
    done = brief("ask", typed="list\n1\nexit\n")
    assert done.returncode == 0
    assert "Topics in the library" in done.stdout
    assert "Introduction" in done.stdout.partition("Topics in the library")[2]


def test_the_prompt_reads_a_further_question_in_the_light_of_the_last() -> None:
    said = brief("ask", typed="china\nand the recommendations?\n").stdout
    assert "Recommendations: The China Factor" in said


def test_check_is_clean_on_the_real_content() -> None:
    done = brief("check")
    assert done.returncode == 0
    assert "no problems" in done.stdout


def test_check_prints_every_problem_and_exits_with_1(tmp_path: Path) -> None:
    report = tmp_path / "a-report"
    (report / "sections").mkdir(parents=True)
    (report / "report.yaml").write_text("title: A\nshort_titel: A\npublished: 2022-13\n", encoding="utf-8")
    (report / "sections" / "01-a.yaml").write_text("title:\n", encoding="utf-8")
    done = brief("check", str(tmp_path))
    assert done.returncode == 1
    assert f"{report}/report.yaml:2:1: error[unknown-key]: 'short_titel' is not a key here" in done.stdout
    assert "hint: did you mean 'short_title'?" in done.stdout
    assert "error[bad-date]" in done.stdout
    assert "01-a.yaml:1:7: error[empty-text]" in done.stdout


def test_show_prints_one_item_in_full() -> None:
    said = brief("show", CHINA).stdout
    assert "Points" in said
    assert "(5 of" not in said


def test_show_suggests_an_id_for_one_that_is_not_there() -> None:
    done = brief("show", CHINA.replace("china", "chnia"))
    assert done.returncode == 1
    assert f"did you mean '{CHINA}'?" in done.stderr


def test_export_prints_the_whole_library_as_json() -> None:
    (report,) = json.loads(brief("export", "--json").stdout)["reports"]
    assert len(report["sections"]) == 11
    assert [each["number"] for each in report["recommendations"]] == list(range(1, 15))
    assert {"id", "title", "summary", "points", "figures", "source"} <= set(report["sections"][0])


def test_manifest_prints_the_deployed_one() -> None:
    deployed = ROOT / "deploy/slack/manifest-socket.yaml"
    assert brief("manifest").stdout == deployed.read_text(encoding="utf-8")


def test_eval_prints_the_measures_by_kind(tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    rows = [
        {"q": "china", "gold": ["china"], "kind": "topic"},
        {"q": "tacos", "gold": ["none"], "kind": "oos"},
    ]
    questions.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    said = brief("eval", str(questions)).stdout
    assert "hit@1" in said
    assert "1.000" in said


@pytest.mark.parametrize("arguments", [("ask", "china"), ("show", CHINA), ("export", "--json")])
def test_a_library_with_problems_is_not_served(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = brief(*arguments, content=tmp_path)
    assert done.returncode == 1
    assert "error[no-reports]" in done.stderr
    assert "Traceback" not in done.stderr


def test_forget_deletes_what_a_person_left_and_says_how_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/briefbot.db"
    memory = open_memory(url)
    memory.misses.add(Miss("T", "C", "UANA", "tacos", Heard.COMMAND, datetime(2026, 11, 24, tzinfo=UTC)))
    memory.close()
    monkeypatch.setenv("BRIEF_DATABASE_URL", url)
    assert brief("forget", "UANA").stdout == "Forgotten: 1 misses.\n"
    assert brief("forget", "UANA").stdout == "Nothing of UANA is kept.\n"


@pytest.fixture
def gaps_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with what two people missed."""
    url = f"sqlite:///{tmp_path}/briefbot.db"
    memory = open_memory(url)
    for user, query in (("UANA", "bitcoin"), ("UBILAL", "bitcoin"), ("UANA", "=1+1 tacos")):
        memory.misses.add(Miss("T", "C", user, query, Heard.COMMAND, datetime.now(UTC)))
    memory.close()
    monkeypatch.setenv("BRIEF_DATABASE_URL", url)


@pytest.mark.usefixtures("gaps_url")
def test_gaps_lists_what_people_asked_for_in_vain_the_most_frequent_first() -> None:
    said = brief("gaps").stdout
    assert said.index("bitcoin") < said.index("tacos")
    assert "a new section?" in said


@pytest.mark.usefixtures("gaps_url")
def test_gaps_as_csv_are_safe_in_a_spreadsheet() -> None:
    first, second = csv.DictReader(io.StringIO(brief("gaps", "--csv").stdout))
    assert (first["question"], first["times"], first["people"]) == ("bitcoin", "2", "2")
    assert second["question"] == "'=1+1 tacos"


def test_gaps_says_plainly_that_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_DATABASE_URL", f"sqlite:///{tmp_path}/briefbot.db")
    assert brief("gaps").stdout == "No unanswered questions in the last 90 days.\n"


def test_an_edition_is_printed_and_posted_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_DATABASE_URL", f"sqlite:///{tmp_path}/briefbot.db")
    said = brief("digest", "preview", "--date", "2026-11-24").stdout
    assert "Digest: Tuesday 24 November 2026" in said
    assert "Source: US Reengagement with Pakistan" in said


@pytest.fixture
def digests_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with one digest, of figures alone, due at 9 in Karachi."""
    url, due = f"sqlite:///{tmp_path}/briefbot.db", datetime(2026, 11, 24, 4, tzinfo=UTC)
    schedule = Schedule(time(9), frozenset(range(7)), "Asia/Karachi")
    parts = frozenset({Part.FIGURE})
    memory = open_memory(url)
    memory.subscriptions.save(Subscription("S1", "T", "C1", "U", schedule, due, parts=parts, next_due=due))
    memory.close()
    monkeypatch.setenv("BRIEF_DATABASE_URL", url)


@pytest.mark.usefixtures("digests_url")
def test_a_channels_own_digest_is_printed() -> None:
    said = brief("digest", "preview", "--channel", "C1").stdout
    assert "Key figure" in said
    assert "Section of the day" not in said
    assert "C2 has no digest" in brief("digest", "preview", "--channel", "C2").stderr


@pytest.mark.usefixtures("digests_url")
def test_what_is_due_at_a_moment_is_listed() -> None:
    assert "C1" in brief("digest", "due", "--at", "2026-11-24T09:00+05:00").stdout
    assert "No digest is due" in brief("digest", "due", "--at", "2026-11-24T08:59+05:00").stdout
    assert "--at is a moment" in brief("digest", "due", "--at", "noon").stderr
