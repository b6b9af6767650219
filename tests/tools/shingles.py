"""Make the files by which tests know a report's wording and numbers without having its text.

    python -m tests.tools.shingles SOURCE.txt tests/data/<report-id>.shingles

SOURCE.txt is the report as plain text, as `pdftotext` gives it. Two files are written: OUT holds a
truncated SHA-256 of every run of ten words, sorted, and OUT with the ending `.numbers` every number.
Running headers and bullets are dropped, words that a line end splits are joined, and case, hyphens,
apostrophes and punctuation are set aside, on both sides of the comparison.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

RUN = 10
"""Words in a row that may not be the source's."""

_DIGITS = 12  # of the hash: 48 bits, so that a false find is out of the question
_RUNNING_HEADER = re.compile(r"^\W*US REENGAGEMENT WITH PAKISTAN\b.*$", re.MULTILINE)
_BULLET = "\u07ea"  # what the report's bullets turn into: a letter of N'Ko, which it nowhere else has
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011]\s*(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\s+(?:thousand|million|billion|trillion)\b)?")


def words_of(text: str) -> list[str]:
    """The words of a text, without what printing adds to them; a compound with hyphens is one word."""
    text = _RUNNING_HEADER.sub(" ", unicodedata.normalize("NFKC", text)).replace(_BULLET, " ")
    return _WORD.findall(_APOSTROPHE.sub("", _HYPHEN.sub("", text)).casefold())


def runs_of(text: str) -> Iterator[str]:
    """Every ten words in a row."""
    words = words_of(text)
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def shingle_of(run: str) -> str:
    """The hash that stands for a run of words."""
    return hashlib.sha256(run.encode()).hexdigest()[:_DIGITS]


def numbers_of(text: str) -> set[str]:
    """Every number of a text, with its million or billion: `2022`, `305.8 million`."""
    found = _NUMBER.findall(re.sub(r"(?<=[^\W\d])-\s*\n\s*(?=\w)", "", text))
    return {" ".join(number.split()) for number in found}


def write(source: str, out: Path) -> None:
    """Write both files for the text of a source."""
    out.write_text("".join(f"{shingle}\n" for shingle in sorted(set(map(shingle_of, runs_of(source))))))
    out.with_suffix(".numbers").write_text("".join(f"{number}\n" for number in sorted(numbers_of(source))))


def read(path: Path) -> frozenset[str]:
    """The lines of one of the two files."""
    return frozenset(path.read_text(encoding="utf-8").splitlines())


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the source, write the two files."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.shingles", description=__doc__)
    parser.add_argument("source", type=Path, metavar="SOURCE.txt")
    parser.add_argument("out", type=Path, metavar="OUT")
    given = parser.parse_args(arguments)
    write(given.source.read_text(encoding="utf-8"), given.out)


if __name__ == "__main__":
    main()
