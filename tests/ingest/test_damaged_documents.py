"""A damaged document is read as far as it goes, or refused in plain words; nothing else happens."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import DocumentError
from tests.ingest.damage import damaged
from tests.ingest.documents import write_docx, write_html, write_md, write_txt
from tests.ingest.ferries import FERRIES
from tests.ingest.pdf_documents import write_pdf
from tests.ingest.reading import manuscript_of, written

bounded = settings(
    max_examples=150,
    derandomize=True,  # the same damage on every run: a find is put into a test of its own
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WRITERS = {".pdf": write_pdf, ".docx": write_docx, ".html": write_html, ".md": write_md, ".txt": write_txt}


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The bytes of a whole document, by its suffix."""
    folder = tmp_path_factory.mktemp("whole")
    contents = {
        suffix: write(folder / f"a{suffix}", FERRIES).read_bytes() for suffix, write in WRITERS.items()
    }
    return contents.__getitem__


def assert_read_or_refused(path: Path) -> None:
    try:
        manuscript = manuscript_of(path)
    except DocumentError as refused:
        assert str(refused).startswith(str(path))  # noqa: PT017  # either outcome is right, and each is looked at
        assert "\n" not in str(refused)  # noqa: PT017
    else:
        assert manuscript.blocks


@pytest.mark.parametrize("suffix", WRITERS)
@given(data=st.data())
@bounded
def test_a_damaged_document_is_read_or_refused(
    tmp_path: Path, whole: Callable[[str], bytes], suffix: str, data: st.DataObject
) -> None:
    content = data.draw(damaged(whole(suffix)))
    assert_read_or_refused(written(tmp_path / f"a{suffix}", content))


@given(data=st.data())
@bounded
def test_a_word_document_with_damage_inside_its_archive_is_read_or_refused(
    tmp_path: Path, whole: Callable[[str], bytes], data: st.DataObject
) -> None:
    with zipfile.ZipFile(BytesIO(whole(".docx"))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in members if name.endswith((".xml", ".rels"))]
    name = data.draw(st.sampled_from(names))
    members[name] = data.draw(damaged(members[name]))
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    assert_read_or_refused(tmp_path / "a.docx")


@pytest.mark.parametrize("suffix", WRITERS)
@given(data=st.data())
@bounded
def test_a_document_that_is_another_kind_of_file_halfway_is_read_or_refused(
    tmp_path: Path, whole: Callable[[str], bytes], suffix: str, data: st.DataObject
) -> None:
    first, second = whole(suffix), whole(data.draw(st.sampled_from(sorted(WRITERS))))
    content = (
        first[: data.draw(st.integers(1, len(first)))] + second[data.draw(st.integers(0, len(second))) :]
    )
    assert_read_or_refused(written(tmp_path / f"a{suffix}", content))
