"""A text is split into its sentences, and not where an abbreviation ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The boats are old. They leak!", ["The boats are old.", "They leak!"]),
        ("Are they old? “Yes.” We know.", ["Are they old?", "“Yes.”", "We know."]),
        ("Mr. Holm and Dr. Berg met at No. 5 Pier.", ["Mr. Holm and Dr. Berg met at No. 5 Pier."]),
        ("It needs lamps, e.g. Those of glass.", ["It needs lamps, e.g. Those of glass."]),
        ("It costs 2.5 million. Nobody pays.", ["It costs 2.5 million.", "Nobody pays."]),
        ("J. Holm wrote it. It is long.", ["J. Holm wrote it.", "It is long."]),
        ("They met the U.S. Coast Guard there.", ["They met the U.S. Coast Guard there."]),
        ("They are made in the U.S. The rest is not.", ["They are made in the U.S.", "The rest is not."]),
        ("(It leaks.) All know it.", ["(It leaks.)", "All know it."]),
        ("no capital. no end here", ["no capital. no end here"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


@given(st.text())
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(sentences_of(text)).split() == text.split()
