"""A problem is told at the very word: its line and column in the file, however YAML folds the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.faithful_passages import Kind, Passage
from bot.library.yaml_source import read_document


def place(path: Path, yaml: str, word: str) -> tuple[int, int]:
    """Where a word of the text under `said` stands, as a passage tells it."""
    path.write_text(yaml, encoding="utf-8")
    document = read_document(path)
    said = document.said("said")
    assert isinstance(said, str)
    text = " ".join(said.split())
    at = Passage(text, Kind.SENTENCES, document, ("said",)).at(text.index(word))
    return at.line, at.column


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "section.yaml"


@pytest.mark.parametrize(
    ("yaml", "line", "column"),
    [
        ("said: Old boats need (ladders) too.\n", 1, 23),
        ("said: 'Old boats need (ladders) too.'\n", 1, 24),
        ('said: "Old boats need\n  (ladders) too."\n', 2, 4),
        ("title: x\nsaid: Old boats\n  need (ladders) too.\n", 3, 9),
        ("said: >-\n  Old boats\n  need\n  (ladders) too.\n", 4, 4),
        ("said: |  # as it is\n\n  Old  boats need\n\n  (ladders) too.\n", 5, 4),
        ("said:\n  >-\n    Old boats need (ladders) too.\n", 3, 21),
    ],
    ids=[
        "plain",
        "quoted",
        "quoted, folded",
        "plain, folded",
        "block",
        "literal block",
        "block on its own line",
    ],
)
def test_a_word_is_told_where_it_stands(file: Path, yaml: str, line: int, column: int) -> None:
    assert place(file, yaml, "ladders") == (line, column)


def test_the_same_word_is_told_apart_from_an_earlier_one(file: Path) -> None:
    assert place(file, "said: >-\n  dry boats,\n  wet boats.\n", "boats.") == (3, 7)


def test_where_the_file_spells_a_word_otherwise_the_text_as_a_whole_is_named(file: Path) -> None:
    assert place(file, 'said: "Old \\u0062oats"\n', "boats") == (1, 7)


def test_a_file_that_has_gone_is_still_named(file: Path) -> None:
    file.write_text("said: >-\n  old boats\n", encoding="utf-8")
    document = read_document(file)
    file.unlink()
    at = Passage("old boats", Kind.SENTENCES, document, ("said",)).at(4)
    assert str(at) == f"{file}:1:7"


@given(
    lines=st.lists(st.lists(st.sampled_from("oar mast rope sail".split()), min_size=1), min_size=1),
    data=st.data(),
)
def test_any_word_of_a_block_is_found(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    spot = data.draw(st.integers(0, len(lines[number]) - 1))
    lines = [[*words] for words in lines]
    lines[number][spot] = "HERE"
    yaml = "said: >-\n" + "".join(f"  {' '.join(words)}\n" for words in lines)
    column = 3 + len(" ".join((*lines[number][:spot], ""))) if spot else 3
    path = tmp_path_factory.mktemp("block") / "section.yaml"
    assert place(path, yaml, "HERE") == (number + 2, column)
