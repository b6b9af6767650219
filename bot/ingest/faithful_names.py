"""The names in a text, and whether a source has them: words whose capital no sentence's start explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.ingest.faithful_kin import acronyms_of, key_of, spelled_out, stems_of
from bot.ingest.sentences import sentences_of

_PART = r"(?:(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*)"
_WORD = re.compile(rf"{_PART}(?:[-‑]{_PART})*['’]?")
_POSSESSIVE = re.compile(r"['’]s?$")
_HYPHEN = re.compile(r"[-‑]")
_QUOTES = re.compile(r"[:“‘\"(\[—–…•/]\s*$")
_FINITE = frozenset(
    "is was has had does did will would should must may might can could says said agrees agreed announced"
    " became becomes bought expects expected gave gives joined makes made needs needed plans planned pledged"
    " refused remains remained saw sends sent sells signed sold spent takes took wants wanted".split()
)
"""Verbs before which a common noun in the singular would mostly have its article."""

_ORDINARY = frozenset(
    "all another any anybody anyone anything both children dr each either enough even everybody everyone"
    " everything few he her here his how however i it its less let little many men more most mr mrs ms much"
    " my neither never no nobody none nor not nothing now nowhere often one only other others our people she"
    " so some somebody someone something such that their there these they this those today together tomorrow"
    " too we what whatever when where which who whoever why women yesterday you your".split()
)
_ORDINARY_ENDS = tuple("ance ed ence ing ism ity ly ment ness s ship sion sis tion ture".split())
"""How words that a sentence begins with end, if they are no names; plurals are mostly none."""

_ALIKE = 0.75
"""How alike a name must be to one of the source to be a misspelling of it."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words with capitals in a row, as a text writes them."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    text: str
    begins: bool
    """Whether a sentence or a quotation begins with it: its capital may mean nothing."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def parts(self) -> list[str]:
        """The parts of a compound that have a capital."""
        return [part for part in _HYPHEN.split(self.text) if _is_name(part)]


class Names:
    """The words of a source, by which the names of a report are known.

    `ordinary` are words that are known to be no names when a sentence begins with them.
    """

    def __init__(self, source: str, ordinary: Iterable[str] = ()) -> None:
        compounds = _WORD.findall(source)
        words = [word for compound in compounds for word in _HYPHEN.split(compound)]
        self._spelled = sorted({word for word in words if _is_name(word)})
        names = set(map(key_of, self._spelled))
        self._words = {key_of(_HYPHEN.sub("", word)) for word in {*words, *compounds}}
        self._words.update(word for name in names for word in spelled_out(name))
        self._stems = {stem for name in names for stem in stems_of(name)}
        self._acronyms = set(acronyms_of(words))
        self._ordinary = _ORDINARY.union(map(key_of, ordinary))

    def has(self, text: str) -> bool:
        """Whether all words of a term are the source's, those without a capital too."""
        return all(
            self._knows(word) if word.parts else key_of(_HYPHEN.sub("", word.text)) in self._words
            for word in _words_of(text)
        )

    def foreign_in(self, text: str, *, is_name: bool = False) -> Iterator[Name]:
        """The names in a text that the source lacks; `is_name` tells that the text is but a name."""
        for run in _runs_of(_words_of(text), text):
            foreign = [
                word
                for number, word in enumerate(run)
                if not self._knows(word)
                and (
                    not word.begins or self._is_name_at_start(word, run[number + 1 :], text, is_name=is_name)
                )
            ]
            if foreign:
                start, end = foreign[0].start, foreign[-1].end
                yield Name(start, _POSSESSIVE.sub("", text[start:end]))

    def like(self, name: str) -> str:
        """The name of the source that a foreign one is likely a misspelling of, "" for none."""
        best = process.extractOne(name, self._spelled, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
        return best[0] if best else ""

    def _knows(self, word: _Word) -> bool:
        if key_of(_HYPHEN.sub("", word.text)) in self._words:
            return True
        return all(self._knows_part(part) for part in word.parts)

    def _knows_part(self, part: str) -> bool:
        key = key_of(part)
        singular = key.removesuffix("s")
        if key in self._words or singular in self._words:
            return True
        if part.rstrip("s").isupper():
            return not self._acronyms.isdisjoint({key, singular})
        return not self._stems.isdisjoint(stems_of(key))

    def _is_name_at_start(self, word: _Word, following: Sequence[_Word], text: str, *, is_name: bool) -> bool:
        """Whether the first word of a sentence is a name: its form says so, or what comes after it."""
        key = key_of(word.text)
        if any(sum(map(str.isupper, part)) > 1 for part in word.parts):
            return True
        if key in self._ordinary:
            return False
        if is_name or (following and not self._knows(following[0])):  # "Ada Lovelace"
            return True
        if key.endswith(_ORDINARY_ENDS):
            return False
        after = text[word.end :].split(maxsplit=1)[:1]
        return _POSSESSIVE.search(word.text) is not None or bool(_FINITE.intersection(after))


def _is_name(part: str) -> bool:
    return len(part) > 1 and any(map(str.isupper, part))


def _words_of(text: str) -> Iterator[_Word]:
    starts, at = set[int](), 0
    for sentence in sentences_of(text):
        at = text.index(sentence, at)
        if first := _WORD.search(text, at):
            starts.add(first.start())
        at += len(sentence)
    for word in _WORD.finditer(text):
        begins = word.start() in starts or _QUOTES.search(text, 0, word.start()) is not None
        yield _Word(word.start(), word[0], begins)


def _runs_of(words: Iterable[_Word], text: str) -> Iterator[list[_Word]]:
    """Words with capitals, those in a row together."""
    run: list[_Word] = []
    for word in words:
        if run and not (word.parts and text[run[-1].end : word.start] == " "):
            yield run
            run = []
        if word.parts:
            run.append(word)
    if run:
        yield run
