"""`brief eval --collection` and `brief lookup`, as they are typed and from within."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from rich.console import Console

from bot.cli import collection, collection_report
from bot.cli.collection import IndexCost, Latency, ask, evaluate, judged
from bot.cli.lookup_lines import answer_lines
from bot.library.snapshot import Library
from bot.lookup.collection import CollectionQuery, read_library, read_queries
from bot.lookup.engine import Lookup
from bot.lookup.features import Features
from bot.lookup.outcome import Outcome, Verdict
from tests.conftest import ROOT
from tests.lookup.small_collection import CORPUS, QRELS, QUERIES, Row, write_collection
from tests.test_cli import brief


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "islands")


@pytest.fixture
def lookup(folder: Path) -> Lookup:
    return Lookup(read_library(folder))


class Listening(Lookup):
    """A lookup that keeps what it is asked."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.asked: list[tuple[str, tuple[str, ...], str | None]] = []

    def find(
        self, text: str, limit: int = 5, history: Sequence[str] = (), scope: str | None = None
    ) -> Outcome:
        self.asked.append((text, tuple(history), scope))
        return super().find(text, limit, history, scope)


def answered(lookup: Lookup, *lines: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    answer_lines(lookup, [line + "\n" for line in lines], out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_eval_prints_measures_with_intervals_by_kind_then_what_they_cost(folder: Path) -> None:
    done = brief("eval", "--collection", str(folder))
    assert done.returncode == 0
    assert "Lookup on islands: 4 queries, 3 items" in done.stdout
    headings = "hit@1 hit@3 MRR@10 nDCG@10 AUROC ans@95P coverage precision false".split()
    assert [word for word in headings if word not in done.stdout] == []
    rows = [line.split()[0] for line in done.stdout.splitlines() if line.startswith(" ") and line.strip()]
    kinds = ["exact", "alias", "far", "follow-up", "all"]
    assert [word for word in rows if word in kinds] == kinds * 2
    assert "1.000" in done.stdout
    assert ".21–1.00" in done.stdout
    assert all(word in done.stdout for word in ("CPU a query: p50", "wall a query: p50", "index: ", " MB"))


def test_eval_json_prints_one_object_and_nothing_else(folder: Path) -> None:
    (line,) = brief("eval", "--collection", str(folder), "--json").stdout.splitlines()
    found = json.loads(line)
    assert list(found) == ["collection", "items", "kinds", "all", "cpu", "wall", "index"]
    assert (found["collection"], found["items"], found["all"]["queries"]) == ("islands", 3, 4)
    assert list(found["kinds"]) == ["exact", "alias", "far", "follow-up"]
    assert found["kinds"]["exact"]["hit1"]["value"] == 1
    assert found["kinds"]["far"]["hit1"] is None
    assert found["kinds"]["far"]["false_answers"]["value"] == 0
    assert found["cpu"]["p99"] >= found["cpu"]["p50"] > 0
    assert found["wall"]["p99"] >= found["wall"]["p50"] > 0
    assert found["index"]["memory_mb"] > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give either QUERIES.jsonl or --collection DIR"),
        (("questions.jsonl", "--collection", "."), "give either QUERIES.jsonl or --collection DIR"),
        (("questions.jsonl", "--json"), "--json goes with --collection"),
        (("--collection", ".", "--misses"), "--misses and --content go with QUERIES.jsonl"),
        (("--collection", ".", "--content", "."), "--misses and --content go with QUERIES.jsonl"),
    ],
)
def test_eval_says_which_options_do_not_go_together(arguments: tuple[str, ...], message: str) -> None:
    done = brief("eval", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


@pytest.mark.parametrize("command", ["eval", "lookup"])
def test_a_folder_that_is_no_collection_is_told_in_plain_words(tmp_path: Path, command: str) -> None:
    done = brief(command, "--collection", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path}/corpus.jsonl: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_each_query_is_judged_once_with_its_thread_and_scope(folder: Path) -> None:
    scoped = {"id": "6", "text": "turbines", "kind": "scoped", "oos": False, "scope": "Power"}
    write_collection(folder, queries=[*QUERIES, scoped])
    made: list[Listening] = []

    def make(library: Library) -> Lookup:
        made.append(Listening(library))
        return made[-1]

    found = evaluate(folder, make)
    expected = [(query.text, query.history, query.scope) for query in read_queries(folder)]
    assert found.all.queries == 5
    assert made[0].asked[-5:] == expected
    assert ("why?", ("bhutan",), None) in expected
    assert ("turbines", (), "Power") in expected


def test_the_figures_are_those_of_the_lookup_that_is_given(folder: Path) -> None:
    nothing = write_collection(folder.parent / "nothing", corpus=CORPUS[:0])
    found = evaluate(folder, lambda _: Lookup(read_library(nothing))).all
    assert found.hit1 is not None
    assert found.coverage is not None
    assert (found.hit1.value, found.coverage.value, found.precision) == (0, 0, None)


def test_what_is_near_counts_as_a_hit_even_if_it_is_not_shown(lookup: Lookup) -> None:
    query = CollectionQuery("1", "druk yul", "alias", False, (), None, {"bhutan": 1})
    ranked = ask(lookup, query).ranked
    answer = judged(query, Outcome(Verdict.NOTHING, nearest=ranked, ranked=ranked))
    assert (answer.right, answer.answered, answer.confidence) == (True, False, ranked[0].score)
    assert judged(query, Outcome(Verdict.CHOICES, matches=ranked, ranked=ranked)).answered


def test_a_collection_without_queries_is_told_of_all_the_same(folder: Path) -> None:
    write_collection(folder, queries=[], qrels=[])
    found, out = evaluate(folder), io.StringIO()
    collection_report.show(found, Console(file=out, width=80))
    assert "0 queries, 3 items" in out.getvalue()
    assert "CPU a query: nothing was asked" in out.getvalue()


def test_latencies_are_told_in_microseconds() -> None:
    taken = [*[2_000] * 98, *[7_500] * 2]
    assert collection._latency(taken) == Latency(p50=2, p99=7.5)
    assert collection._latency([]) is None


def test_the_memory_of_an_index_grows_with_the_collection(tmp_path: Path) -> None:
    def cost(items: int) -> IndexCost:
        rows: list[Row] = [{**CORPUS[0], "id": f"{n}", "title": f"Island {n} {n:b}"} for n in range(items)]
        return evaluate(write_collection(tmp_path / f"{items}", rows, QUERIES[:1], QRELS[:1])).index

    small, large = cost(10), cost(2_000)
    assert small.memory_mb + 0.3 < large.memory_mb < 200


def test_lookup_answers_a_line_with_its_hits(lookup: Lookup) -> None:
    (found,) = answered(lookup, '{"id": "q1", "text": "aruba"}')
    assert list(found) == ["id", "hits", "confidence", "outcome"]
    assert (found["id"], found["outcome"], found["confidence"]) == ("q1", "found", 1)
    assert found["hits"] == [["aruba", 1]]


def test_both_commands_look_at_ten_hits(tmp_path: Path) -> None:
    rows: list[Row] = [{**CORPUS[0], "id": f"{n}", "title": f"Island {n}"} for n in range(12)]
    lookup = Lookup(read_library(write_collection(tmp_path, rows)))
    query = CollectionQuery("1", "which islands", "topic", False, (), None, {})
    assert len(ask(lookup, query).ranked) == 10
    (found,) = answered(lookup, '{"id": "1", "text": "which islands"}')
    assert len(found["hits"]) == 10


def test_lookup_takes_a_thread_and_a_scope(lookup: Lookup) -> None:
    threaded, scoped, neither = answered(
        lookup,
        '{"id": 1, "text": "why is that?", "history": ["turbines and steam"], "scope": null}',
        '{"id": 2, "text": "an island", "scope": "Power"}',
        '{"id": 3, "text": "an island", "history": null}',
    )
    assert threaded["hits"][0][0] == "steam"
    assert scoped["hits"] == []
    assert neither["hits"][0][0] == "aruba"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON: "),
        ("", "not JSON: "),
        ("[" * 100_000, "not JSON that can be read: nested too deeply"),
        ('{"id": ' + "9" * 5_000 + ', "text": ""}', "not JSON: "),
        ("7", "not an object"),
        ('{"text": "aruba"}', "'id' must be"),
        ('{"id": true, "text": "aruba"}', "'id' must be"),
        ('{"id": "1"}', "'text' must be"),
        ('{"id": "1", "text": null}', "'text' must be"),
        ('{"id": "1", "text": "x", "history": "aruba"}', "'history' must be"),
        ('{"id": "1", "text": "x", "history": [1]}', "'history' must be"),
        ('{"id": "1", "text": "x", "history": 0}', "'history' must be"),
        ('{"id": "1", "text": "x", "scope": ["Power"]}', "'scope' must be"),
    ],
)
def test_a_bad_line_gets_an_error_and_the_next_its_answer(lookup: Lookup, line: str, message: str) -> None:
    good = '{"id": "q", "text": "aruba"}'
    first, bad, last = answered(lookup, good, line, good)
    assert list(bad) == ["id", "error"]
    assert bad["id"] is None
    assert bad["error"].startswith(f"line 2: {message}")
    assert first == last
    assert last["hits"][0][0] == "aruba"


def test_half_a_surrogate_pair_in_an_id_or_a_text_survives(folder: Path) -> None:
    line = r'{"id": "\ud83d", "text": "aruba \udc00"}'
    done = brief("lookup", "--collection", str(folder), "--json", "--stdin", typed=line + "\n")
    assert done.stdout.startswith(r'{"id": "\ud83d", "hits": [["aruba", ')
    assert done.returncode == 0


def test_bytes_that_are_no_text_cost_a_letter_and_not_the_answer(folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "lookup", "--collection", str(folder), "--json", "--stdin"]
    typed = b'{"id": "1", "text": "aruba \xff"}\n'
    done = subprocess.run(command, input=typed, capture_output=True, cwd=ROOT, check=True)  # noqa: S603
    assert json.loads(done.stdout)["hits"][0][0] == "aruba"


def test_lookup_answers_each_line_before_the_next_is_read(folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "lookup", "--collection", str(folder), "--json", "--stdin"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        impatient = Timer(60, process.kill)  # an answer that does not come fails, and does not hang
        impatient.start()
        try:
            for number in range(3):
                process.stdin.write(f'{{"id": {number}, "text": "aruba"}}\n')
                process.stdin.flush()
                assert json.loads(process.stdout.readline())["id"] == number
            process.stdin.close()
            assert process.wait() == 0
        finally:
            impatient.cancel()
            process.kill()


def test_features_are_left_out_when_asked(folder: Path) -> None:
    query: Row = {"id": "1", "text": "an island", "kind": "text", "oos": False}
    write_collection(folder, queries=[query], qrels=[{"qid": "1", "did": "aruba", "rel": 1}])
    blind = [word for feature in Features._fields for word in ("--without", feature)]
    coverage = []
    for options in ([], blind):
        done = brief("eval", "--collection", str(folder), "--json", *options)
        coverage.append(json.loads(done.stdout)["all"]["coverage"]["value"])
    assert coverage == [1, 0]  # what its sentence has makes it an answer, and only the features tell of it


def test_a_feature_that_there_is_not_is_told_with_those_there_are(folder: Path) -> None:
    done = brief("eval", "--collection", str(folder), "--without", "magic")
    assert done.returncode == 2
    assert "magic" in done.stderr
    assert "likeness" in done.stderr
