"""A collection is read as it is written, and a bad file is told by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import QuestionsError
from bot.lookup.collection import CollectionQuery, read_library, read_queries
from bot.lookup.engine import Lookup
from tests.lookup.small_collection import CORPUS, QUERIES, write_collection


def test_items_are_sections_with_their_names_and_text(tmp_path: Path) -> None:
    first, second, third = read_library(write_collection(tmp_path)).sections()
    assert (first.id, first.title, first.aliases) == ("aruba", "Aruba", ("AW",))
    assert first.summary == "An island off Venezuela."
    assert (second.id, third.id, third.title) == ("bhutan", "steam", "")


def test_items_of_one_parent_are_one_report(tmp_path: Path) -> None:
    reports = read_library(write_collection(tmp_path)).reports
    ids = {report.id: [section.id for section in report.sections] for report in reports}
    assert ids == {"collection": ["aruba", "bhutan"], "Power": ["steam"]}


def test_queries_have_their_labels_and_their_thread(tmp_path: Path) -> None:
    queries = read_queries(write_collection(tmp_path))
    assert queries[1] == CollectionQuery("2", "druk yul", "alias", False, (), None, {"bhutan": 2, "aruba": 0})
    assert queries[2].out_of_scope
    assert queries[2].relevant == {}
    assert queries[3].history == ("bhutan",)


def test_a_query_has_its_scope(tmp_path: Path) -> None:
    row = {"id": "1", "text": "turbines", "kind": "k", "oos": False, "scope": "Power"}
    assert read_queries(write_collection(tmp_path, queries=[row]))[0].scope == "Power"


def test_queries_that_are_set_aside_are_left_out(tmp_path: Path) -> None:
    assert [query.id for query in read_queries(write_collection(tmp_path))] == ["1", "2", "3", "4"]


def test_what_is_read_can_be_looked_up(tmp_path: Path) -> None:
    lookup = Lookup(read_library(write_collection(tmp_path)))
    assert lookup.find("Aruba").ranked[0].item.id == "aruba"
    assert lookup.find("who makes power from steam?").ranked[0].item.id == "steam"


def test_blank_lines_do_not_matter(tmp_path: Path) -> None:
    path = write_collection(tmp_path) / "queries.jsonl"
    path.write_text("\n" + path.read_text("utf-8").replace("\n", "\n\n"), "utf-8")
    assert len(read_queries(tmp_path)) == 4


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    item = {**CORPUS[0], "text": "one\u2028two"}
    path = write_collection(tmp_path) / "corpus.jsonl"
    path.write_text(str(item).replace("'", '"') + "\n", "utf-8")
    assert [section.summary for section in read_library(tmp_path).sections()] == ["one\u2028two"]


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("corpus.jsonl", '{"id": "x", "title": "X"}', "lacks aliases, text"),
        ("corpus.jsonl", "{", "not a JSON object"),
        ("corpus.jsonl", "7", "not a JSON object"),
        ("queries.jsonl", '{"id": "x", "text": "X", "oos": false}', "lacks kind"),
        ("queries.jsonl", "[]", "lacks id, text, kind, oos"),
        ("qrels.jsonl", '{"qid": "1", "did": "aruba"}', "lacks rel"),
    ],
)
def test_a_bad_line_is_told_by_file_and_number(tmp_path: Path, name: str, line: str, message: str) -> None:
    path = write_collection(tmp_path) / name
    before = path.read_text("utf-8")
    path.write_text(before + line + "\n", "utf-8")
    place = f"{path}:{before.count(chr(10)) + 1}: "
    with pytest.raises(QuestionsError, match=re.escape(place) + ".*" + re.escape(message)):
        (read_library if name == "corpus.jsonl" else read_queries)(tmp_path)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.jsonl"])
def test_a_missing_file_is_told_by_name(tmp_path: Path, name: str) -> None:
    (write_collection(tmp_path) / name).unlink()
    with pytest.raises(QuestionsError, match=re.escape(str(tmp_path / name)) + ": cannot be read"):
        (read_library if name == "corpus.jsonl" else read_queries)(tmp_path)


def test_a_file_that_is_no_text_is_told_by_name(tmp_path: Path) -> None:
    (write_collection(tmp_path) / "corpus.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(QuestionsError, match="cannot be read"):
        read_library(tmp_path)


@pytest.mark.parametrize(("key", "value"), [("aliases", None), ("title", 7), ("text", ["a"])])
def test_a_value_of_the_wrong_form_is_told_with_its_line(tmp_path: Path, key: str, value: object) -> None:
    folder = write_collection(tmp_path / "islands", corpus=[{**CORPUS[0], key: value}])
    with pytest.raises(QuestionsError, match=rf"corpus\.jsonl:1: .*{key}"):
        read_library(folder)


@pytest.mark.parametrize(("key", "value"), [("history", 7), ("scope", ["a"]), ("skip", "yes"), ("oos", None)])
def test_so_is_one_of_a_query(tmp_path: Path, key: str, value: object) -> None:
    folder = write_collection(tmp_path / "islands", queries=[{**QUERIES[0], key: value}])
    with pytest.raises(QuestionsError, match=rf"queries\.jsonl:1: .*{key}"):
        read_queries(folder)
