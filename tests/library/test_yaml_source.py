"""The subset of YAML that editors need: text, lists and keys, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.library.problems import Position
from bot.library.yaml_source import Document, Value, parse_into, read_document
from tests.library.conftest import FERRIES, REPORT

FILE = Path("file.yaml")


def parsed(text: str) -> Document:
    document = Document(FILE)
    parse_into(document, text)
    return document


def value_of(text: str) -> Value:
    document = parsed(text)
    assert document.problems == []
    return document.value


@pytest.mark.parametrize(
    "scalar", ["no", "yes", "1.10", "2022", "0x1F", "1e3", "2024-01-02", "12:30:45", ".inf"]
)
def test_a_scalar_stays_the_text_that_was_written(scalar: str) -> None:
    assert value_of(f"key: {scalar}") == {"key": scalar}


@pytest.mark.parametrize("scalar", ["", "~", "null"])
def test_an_empty_scalar_is_none(scalar: str) -> None:
    assert value_of(f"key: {scalar}\nother: x") == {"key": None, "other": "x"}


@pytest.mark.parametrize("scalar", ["''", '""'])
def test_a_quoted_empty_scalar_is_empty_text(scalar: str) -> None:
    assert value_of(f"key: {scalar}") == {"key": ""}


def test_a_quoted_null_is_text() -> None:
    assert value_of("key: 'null'") == {"key": "null"}


def test_an_empty_document_is_none() -> None:
    assert value_of("# only a comment\n") is None


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(b"\xef\xbb\xbftitle: Ferries\n")
    document = read_document(file)
    assert (document.value, document.problems) == ({"title": "Ferries"}, [])


def test_a_byte_order_mark_does_not_shift_columns(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(b"\xef\xbb\xbftitle: Ferries\n")
    assert read_document(file).at(("title",)) == Position(file, 1, 8)


def test_windows_line_ends_are_read_as_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(FERRIES.replace("\n", "\r\n").encode())
    assert read_document(file).value == value_of(FERRIES)


def test_windows_line_ends_count_as_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(b"a: 1\r\nb: 2\r\nc: 3\r\n")
    assert read_document(file).at(("c",)) == Position(file, 3, 4)


def test_a_folded_scalar_is_one_line() -> None:
    assert value_of("key: >-\n  one two\n  three\n") == {"key": "one two three"}


def test_plain_text_over_several_lines_is_one_line() -> None:
    assert value_of("key: one two\n  three\n") == {"key": "one two three"}


def test_a_value_has_the_place_where_it_begins() -> None:
    assert parsed("a:\n  - b\n  - c: d\n").at(("a", 1, "c")) == Position(FILE, 3, 8)


def test_a_key_has_a_place_of_its_own() -> None:
    assert parsed("a:\n  - b\n  - c: d\n").at_key(("a", 1, "c")) == Position(FILE, 3, 5)


def test_what_is_not_there_has_the_place_of_its_parent() -> None:
    assert parsed("a:\n  b: c\n").at(("a", "x", 3)) == Position(FILE, 2, 3)


def test_a_file_that_is_not_there_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    (problem,) = read_document(tmp_path / "nowhere.yaml").problems
    assert (problem.code, problem.message) == ("unreadable", "cannot be read: No such file or directory")


# --- properties ---

_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"))
"""Without the rare line ends, which PyYAML's own reader does not give back as it dumped them either."""

_TREES = st.recursive(
    _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(tree=_TREES, unicode=st.booleans(), flow=st.booleans())
@example(
    tree={"no": ["1.10", "null", "~", "", "2022", " padded ", "a: b", "- x", "#", "&a", "*a", "!t"]},
    unicode=True,
    flow=False,
)
def test_any_tree_of_texts_comes_back_as_it_was_dumped(tree: Value, unicode: bool, flow: bool) -> None:
    dumped = yaml.safe_dump(tree, allow_unicode=unicode, default_flow_style=flow, sort_keys=False)
    assert value_of(dumped) == tree


_YAML_LIKE = st.lists(
    st.sampled_from(
        [
            *"ab:-?[]{},&*!|>'\"%@`#~ \t\n\r\\",
            "\n  ",
            ": ",
            "- ",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "é",
            "\x00",
            "\x85",
            "\u2028",
            "\ufeff",
            "\U0001f6a2",
        ]
    )
).map("".join)


@st.composite
def _spoiled(draw: st.DrawFn) -> str:
    """A good file with some of it replaced."""
    text = draw(st.sampled_from([REPORT, FERRIES]))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(start + 20, len(text))))
    return text[:start] + draw(_YAML_LIKE) + text[end:]


def _positions(document: Document) -> Iterator[Position]:
    yield from document.values.values()
    yield from document.keys.values()
    yield from (problem.at for problem in document.problems)


_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # those that YAML knows


@given(text=st.text() | _YAML_LIKE | _spoiled())
def test_whatever_the_text_reading_it_raises_nothing(text: str) -> None:
    parsed(text)


@given(text=(st.text() | _YAML_LIKE | _spoiled()).map("{}\n".format))
def test_whatever_the_text_every_place_is_in_the_file(text: str) -> None:
    lines = _LINE_END.split(text)
    for at in _positions(parsed(text)):
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1


@given(text=st.text() | _YAML_LIKE | _spoiled())
def test_whatever_the_text_only_text_lists_and_keys_come_of_it(text: str) -> None:
    def check(value: Value) -> None:
        match value:
            case list():
                for entry in value:
                    check(entry)
            case dict():
                assert all(isinstance(key, str) for key in value)
                check(list(value.values()))
            case _:
                assert value is None or isinstance(value, str)

    check(parsed(text).value)


@given(data=st.binary())
def test_whatever_the_bytes_reading_a_file_raises_nothing(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("bytes") / "file.yaml"
    file.write_bytes(data)
    read_document(file)
