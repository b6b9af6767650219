"""Everything that a library's entries hold, as numbers: the first half of building an index."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.lookup.counting import Fields
from bot.lookup.entries import Entry, Kind
from bot.lookup.grams import gram_rows
from bot.lookup.index import Index, Phrases, phrase_hash
from bot.lookup.ragged import Ints, Ragged, starts_of
from bot.lookup.vocabulary import FUNCTION_WORDS, JOINING_WORDS
from bot.lookup.words import sentences_of, stem, words_of

KINDS = tuple(Kind)

OF_A_NAME = 3
"""How often a word in a name counts, beside one in a text, when the likeliest correction is chosen."""

_SINGLED_OUT = 1.25
"""What a name weighs more that has one telling word among others: "IT exports" is not all of "exports"."""


class Numbers(dict[str, int]):
    """Strings numbered in the order of their first appearance; `seen` hears of each new one."""

    def __init__(self, seen: Callable[[str], None] = lambda _: None) -> None:
        super().__init__()
        self._seen = seen

    def __missing__(self, text: str) -> int:
        """Give a new string the next number."""
        number = self[text] = len(self)
        self._seen(text)
        return number

    def of(self, texts: Iterable[str]) -> list[int]:
        """The numbers of some strings."""
        return list(map(self.__getitem__, texts))


class Rows:
    """Rows of numbers as they come; kept as machine integers, since there are many."""

    def __init__(self) -> None:
        self.values, self.lengths = array("i"), array("i")

    def add(self, row: Sequence[int]) -> None:
        """Add a row."""
        self.values.extend(row)
        self.lengths.append(len(row))

    def ragged(self) -> Ragged:
        """All rows."""
        return Ragged.of_lengths(ints(self.lengths), ints(self.values))


class Keys:
    """Names by keys, which are only kept as hashes."""

    def __init__(self) -> None:
        self._hashes, self._names = array("Q"), array("i")

    def add(self, key: str, name: int) -> None:
        """Let a name be found by a key."""
        self._hashes.append(phrase_hash(key))
        self._names.append(name)

    def phrases(self) -> Phrases:
        """All of them, to be searched."""
        return Phrases.of(np.array(self._hashes, np.uint64), ints(self._names))


@dataclass
class Collected:
    """The words, names and sentences of entries. `names` and `sentences` hold words, a row each."""

    names: Rows = field(default_factory=Rows)
    lettered: array[int] = field(default_factory=lambda: array("b"))
    sentences: Rows = field(default_factory=Rows)
    names_per_item: array[int] = field(default_factory=lambda: array("i"))
    sentences_per_item: array[int] = field(default_factory=lambda: array("i"))
    texts: list[str] = field(default_factory=list)
    trusts: array[float] = field(default_factory=lambda: array("f"))
    boosts: array[float] = field(default_factory=lambda: array("f"))
    titles: array[int] = field(default_factory=lambda: array("b"))
    by_words: Keys = field(default_factory=Keys)
    by_stems: Keys = field(default_factory=Keys)
    by_letters: Keys = field(default_factory=Keys)
    term_words: array[int] = field(default_factory=lambda: array("i"))
    kinds: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        """Number words and, with each new one, its stem."""
        self.stems = Numbers()
        self.stem_of_word: array[int] = array("i")
        self.words = Numbers(lambda word: self.stem_of_word.append(self.stems[stem(word)]))

    @classmethod
    def after(cls, index: Index) -> Collected:
        """Nothing yet, with the words and stems of an index numbered as they are there."""
        seen = cls()
        seen.stems.update((stemmed, number) for number, stemmed in enumerate(index.stems))
        seen.words.update((word, number) for number, word in enumerate(index.vocabulary))
        seen.stem_of_word.frombytes(index.stem_of_word.tobytes())
        return seen

    def add(self, entry: Entry) -> None:
        """Take in an entry. A term lends its names to the items that it is about, and has none itself."""
        for name in entry.names:
            self._add_name(name.text, entry.kind is not Kind.TERM)
            self.trusts.append(name.trust)
            self.titles.append(name.sort == "title")
        self.names_per_item.append(len(entry.names))
        before = len(self.sentences.lengths)
        if entry.kind not in (Kind.TERM, Kind.REPORT):
            headline = (entry.headline,) if entry.kind is Kind.RECOMMENDATION else ()
            for words in sentences_of("\n".join((*headline, *entry.sentences))):
                if words:
                    self.sentences.add(self.words.of(words))
        self.sentences_per_item.append(len(self.sentences.lengths) - before)
        self.kinds.append(KINDS.index(entry.kind))

    def fields(self) -> Fields:
        """The stems of everything, as counting wants them."""
        names, sentences, stem_of_word = self.names.ragged(), self.sentences.ragged(), ints(self.stem_of_word)
        return Fields(
            names=Ragged(names.starts, stem_of_word[names.values]),
            is_title=np.array(self.titles, np.bool_),
            sentences=Ragged(sentences.starts, stem_of_word[sentences.values]),
            first_name=starts_of(self.names_per_item),
            first_sentence=starts_of(self.sentences_per_item),
            stems=len(self.stems),
        )

    def times_named(self) -> Ints:
        """How often names have each word, be they a term's."""
        many = len(self.words)
        own = np.bincount(ints(self.names.values), minlength=many)
        return (own + np.bincount(ints(self.term_words), minlength=many)).astype(np.int32)

    def times(self) -> Ints:
        """How often each word stands somewhere; those of names count for more."""
        many = len(self.words)
        in_names = np.bincount(ints(self.names.values), minlength=many)
        return (np.bincount(ints(self.sentences.values), minlength=many) + OF_A_NAME * in_names).astype(
            np.int32
        )

    def gram_rows(self) -> tuple[list[str], Ragged]:
        """The runs of letters in names, and those of each name; a term's names have none."""
        own = (text if lettered else "" for text, lettered in zip(self.texts, self.lettered, strict=True))
        return gram_rows(list(own))

    def _add_name(self, name: str, named: bool) -> None:
        words = words_of(name)
        numbers = self.words.of(words)
        text = " ".join(words)
        place = len(self.texts)
        self.texts.append(text)
        self.lettered.append(named)
        if named:
            self.names.add(numbers)
        else:
            self.names.add(())
            self.term_words.extend(numbers)
        telling = sum(word not in FUNCTION_WORDS for word in words)
        self.boosts.append(_SINGLED_OUT if telling == 1 and len(words) > 1 else 1.0)
        if words:
            self._add_keys(words, text, place)

    def _add_keys(self, words: tuple[str, ...], text: str, place: int) -> None:
        self.by_words.add(text, place)
        self.by_letters.add("".join(words), place)
        self.by_stems.add(" ".join(map(stem, words)), place)
        telling = [word for word in words if word not in JOINING_WORDS]
        if 1 < len(telling) < len(words):
            self.by_stems.add(" ".join(map(stem, telling)), place)


def ints(values: array[int]) -> Ints:
    """The same numbers, to be computed with."""
    return np.frombuffer(values, np.int32) if len(values) else np.zeros(0, np.int32)


def floats(values: array[float]) -> npt.NDArray[np.float32]:
    """The same numbers, to be computed with."""
    return np.array(values, np.float32)
