"""Whatever the bytes of its files are, a library is read or refused with problems that have a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library.reader import Drafts, read_library
from tests.library.conftest import FILES, SmallLibrary

TROUBLE = [*b"\t|: |- |&a |*a|!!|[|{|'|\"|---\n|\xff|\x00|draft: true\n".split(b"|")]

DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(["cut", "flip", "double", "drop", "insert"]),
        st.floats(0, 1, exclude_max=True),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=12) | st.sampled_from(TROUBLE),
    ),
    min_size=1,
    max_size=4,
)


def damaged(data: bytes, damage: list[tuple[str, float, float, bytes]]) -> bytes:
    """The bytes after each damage, one after the other."""
    for how, first, second, inserted in damage:
        start, end = sorted((int(first * len(data)), int(second * len(data))))
        match how:
            case "cut":
                data = data[:end]
            case "flip":
                data = (
                    data[:start] + bytes(255 - byte for byte in data[start : start + 3]) + data[start + 3 :]
                )
            case "double":
                data = data[:end] + data[start:end] + data[end:]
            case "drop":
                data = data[:start] + data[end:]
            case _:
                data = data[:start] + inserted + data[start:]
    return data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(st.sampled_from(sorted(FILES)), DAMAGE, st.sampled_from(list(Drafts)))
def test_a_damaged_file_is_read_or_refused_with_the_place_of_each_problem(
    small: SmallLibrary, file: str, damage: list[tuple[str, float, float, bytes]], drafts: Drafts
) -> None:
    whole = FILES[file].encode()
    small.write(file, damaged(whole, damage))
    reading = read_library(small.root, drafts)
    small.write(file, whole)
    assert (reading.library is None) == bool(reading.problems)
    for problem in reading.problems:
        assert problem.at.line >= 1
        assert problem.at.column >= 1
        assert problem.at.path.is_relative_to(small.root)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200))
def test_so_is_a_file_of_any_bytes(small: SmallLibrary, file: str, data: bytes) -> None:
    small.write(file, data)
    assert read_library(small.root).problems
    small.write(file, FILES[file])


@pytest.mark.parametrize("name", ["sections", "report.yaml", "recommendations.yaml"])
def test_a_file_where_a_folder_belongs_and_a_folder_where_a_file_does_are_problems(
    small: SmallLibrary, name: str
) -> None:
    path = small.root / "crossings" / name
    path.rename(small.root.parent / "elsewhere")
    if path.suffix:
        path.mkdir()
    else:
        path.write_text("sections\n", encoding="utf-8")
    assert read_library(small.root).problems


def test_a_section_that_links_to_nowhere_is_a_problem(small: SmallLibrary, tmp_path: Path) -> None:
    (small.root / "crossings" / "sections" / "03-nowhere.yaml").symlink_to(tmp_path / "nowhere.yaml")
    [problem] = small.problems()
    assert "03-nowhere.yaml:1:1: error[unreadable]" in problem
