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
        (
            "Holm Inc. builds it. The boats of Holm Inc. Then leaked.",
            ["Holm Inc. builds it.", "The boats of Holm Inc.", "Then leaked."],
        ),
        (
            "It is at Pier St. Olaf, on Long St. The lamp is lit.",
            ["It is at Pier St. Olaf, on Long St.", "The lamp is lit."],
        ),
        ("They said no. Nobody left.", ["They said no.", "Nobody left."]),
        ("They said no. A boat left.", ["They said no.", "A boat left."]),
        ("See Fig. B and Art. IV there.", ["See Fig. B and Art. IV there."]),
        ("A Ph.D. Student of herons came.", ["A Ph.D. Student of herons came."]),
        ("He said, “It leaks.” The board left.", ["He said, “It leaks.”", "The board left."]),
        ("(It leaks.) All know it.", ["(It leaks.)", "All know it."]),
        ("no capital. no end here", ["no capital. no end here"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_marks_without_end_are_no_sentences_and_take_no_time() -> None:
    for text in ("." * 100_000, "A. " * 50_000):
        assert sentences_of(text) == [text.strip()]


@given(st.text())
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(sentences_of(text)).split() == text.split()
