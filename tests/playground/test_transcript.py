"""A transcript that cannot be used says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.transcript import TranscriptError, as_document, read

HEAD = as_document({"playground": 1, "at": "2026-11-24T09:00:00+00:00"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "must say playground: 1"),
        ("- a list", "must say playground: 1"),
        ("playground: 2", "must say playground: 1"),
        ("playground: [", "cannot be read"),
        ("playground: 1\nat: soon", "at must be a moment"),
        ("playground: 1\nat: 2026-11-24T09:00:00+00:00\ntransport: pigeon", "transport must be one of"),
        (HEAD + "---\ndo: post\n", "step 1 needs at least 'as' and 'do'"),
    ],
)
def test_what_is_no_transcript_is_told_plainly(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "journey.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TranscriptError, match=str(path)) as refused:
        read(path)
    assert expected in str(refused.value)


def test_a_missing_file_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="cannot be read"):
        read(tmp_path / "none.yaml")


def test_a_step_is_read_as_it_was_written(tmp_path: Path) -> None:
    step = {"as": "ana", "do": "post", "text": "two\nlines", "sees": [{"at": "message 1"}]}
    path = tmp_path / "journey.yaml"
    path.write_text(HEAD + as_document(step), encoding="utf-8")
    assert list(read(path).steps) == [step]
