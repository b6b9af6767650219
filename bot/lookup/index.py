"""What ranking looks at, in flat arrays: which items have a word, where, and how much it tells.

`bot.lookup.building` makes one from a library's entries; `bot.opening.index_file` writes and maps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.lookup.adjacent import adjacent_stems
from bot.lookup.ragged import Floats, Ints, Ragged, owners_of
from bot.lookup.rows import RowsOfItems
from bot.lookup.sieve import Sieve, pair_hash
from bot.lookup.spelling import Forms, Speller
from bot.lookup.vocabulary import JOINING_WORDS
from bot.lookup.words import stem


@dataclass(frozen=True)
class Phrases:
    """Names by their words, as sorted 64-bit hashes: chance makes two of a million names one in 10⁷."""

    hashes: npt.NDArray[np.uint64]
    names: Ints

    @cached_property
    def _sieve(self) -> Sieve:
        """What lets the keys of names through: most keys have none."""
        return Sieve.of(self.hashes)

    @classmethod
    def of(cls, hashes: npt.NDArray[np.uint64], names: Ints) -> Phrases:
        """The names of these keys' hashes; those of one key stay in their order."""
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], names[order])

    def spliced(self, start: int, end: int, more: Phrases, many: int) -> Phrases:
        """The same with the `many` names of `more` in the place of those from `start` to before `end`."""
        stay = (self.names < start) | (self.names >= end)
        hashes, names = self.hashes[stay], self.names[stay]
        names[names >= end] += np.int32(start + many - end)
        own = more.names + np.int32(start)
        at, after = hashes.searchsorted(more.hashes), hashes.searchsorted(more.hashes, "right")
        for shared in np.flatnonzero(after > at).tolist():  # names of one key stay in their order
            at[shared] += int(names[at[shared] : after[shared]].searchsorted(own[shared]))
        return Phrases(np.insert(hashes, at, more.hashes), np.insert(names, at, own))

    def find(self, key: str) -> list[int]:
        """The names of a key."""
        hashed = phrase_hash(key)
        if not self._sieve.passes(hashed):
            return []
        hashes, wanted = self.hashes, np.uint64(hashed)
        start = end = int(hashes.searchsorted(wanted))
        while end < len(hashes) and hashes[end] == wanted:  # few names have one key
            end += 1
        found: list[int] = self.names[start:end].tolist()
        return found


def phrase_hash(key: str) -> int:
    """A hash that is the same in every process."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Strings:
    """Many strings in one blob."""

    blob: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, strings: list[str]) -> Strings:
        """These strings."""
        encoded = [each.encode("utf-8") for each in strings]
        starts = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(each) for each in encoded], out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts)

    def spliced(self, start: int, end: int, strings: list[str]) -> Strings:
        """The same with other strings in the place of those from `start` to before `end`."""
        first, last, own = self.starts[start], self.starts[end], Strings.of(strings)
        moved = own.starts[-1] - (last - first)
        starts = (self.starts[:start], own.starts[:-1] + first, self.starts[end:] + moved)
        return Strings(
            np.concatenate([self.blob[:first], own.blob, self.blob[last:]]), np.concatenate(starts)
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> str:
        return self.blob[self.starts[number] : self.starts[number + 1]].tobytes().decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        whole, starts = self.blob.tobytes(), self.starts.tolist()
        return (whole[a:b].decode("utf-8") for a, b in pairwise(starts))


@dataclass(frozen=True, slots=True)
class Averages:
    """How long things are on average, which BM25 compares lengths with."""

    aliases: float  # words of an item's names but its titles
    text: float  # words of its sentences
    names: float  # words of all its names
    letters: float  # runs of three letters in its names


@dataclass(frozen=True)
class Index:
    """The index of a library. Item numbers follow `entries_of`; an item's names and sentences are contiguous.

    Words are kept as numbers of their stems. `weight` is what a stem tells of an item: its rarity, less
    for the words around a topic. `name_rarity` and `gram_rarity` are rarities among names alone.
    """

    averages: Averages
    stems: Strings
    weight: Floats
    name_rarity: Floats
    named_documents: Ints
    """For each stem, how many items have it in a name."""
    postings: Ragged
    """For each stem, the items that have it."""
    impact: Floats
    """Beside each posting: BM25F over title, names and text, saturated, 0 to 1."""
    name_impact: Floats
    """Beside each posting: the same over the item's names alone, 0 where no name has the stem."""
    first_name: Ints
    """For each item, the number of its first name, and one more at the end: names follow one another."""
    name_stems: Ragged
    name_texts: Strings
    name_boost: Floats
    name_weight: Floats
    name_trust: Floats
    name_words: Floats
    """For each item, how its names' number of words compares with the average: 0.25 to many."""
    grams: Strings
    gram_items: Ints
    """For each run of three letters, how many items have it in a name."""
    gram_rarity: Floats
    name_grams: Ragged
    """For each name, the distinct runs of three letters in it."""
    name_letters: Floats
    """For each item, how its names' number of such runs compares with the average."""
    first_sentence: Ints
    """The same for its sentences."""
    sentence_stems: Ragged
    kinds: npt.NDArray[np.int8]
    by_words: Phrases
    by_stems: Phrases
    by_letters: Phrases
    vocabulary: Strings
    stem_of_word: Ints
    counts: Ints
    """How often the library has each word; those of names count for more."""
    in_names: Ints
    """How often its names have each word, those of terms too."""
    forms: Forms
    unknown_weight: float
    unknown_name_rarity: float
    unknown_gram_rarity: float

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.kinds)

    @cached_property
    def stem_number(self) -> dict[str, int]:
        """The number of each stem; a stem that nothing has any more has none."""
        there = np.zeros(len(self.stems), np.bool_)
        there[self.stem_of_word[(self.counts > 0) | (self.in_names > 0)]] = True
        return {stem: number for number, stem in enumerate(self.stems) if there[number]}

    @cached_property
    def gram_number(self) -> dict[str, int]:
        """The number of each run of three letters."""
        return {gram: number for number, gram in enumerate(self.grams)}

    @cached_property
    def speller(self) -> Speller:
        """What misspelt words may mean here."""
        return Speller(list(self.vocabulary), self.counts.tolist(), self.in_names.tolist(), self.forms)

    @cached_property
    def stems_in_names(self) -> RowsOfItems:
        """The names of each item."""
        return RowsOfItems(self.name_stems, self.first_name)

    @cached_property
    def grams_in_names(self) -> RowsOfItems:
        """The same by their runs of three letters."""
        return RowsOfItems(self.name_grams, self.first_name)

    @cached_property
    def stems_in_text(self) -> RowsOfItems:
        """The sentences of each item."""
        return RowsOfItems(self.sentence_stems, self.first_sentence)

    @cached_property
    def _adjacent(self) -> Sieve:
        """The pairs of stems that stand side by side in names."""
        numbers = self.stem_number
        joining = {numbers[stemmed] for word in JOINING_WORDS if (stemmed := stem(word)) in numbers}
        elsewhere = np.flatnonzero(np.diff(self.name_stems.starts) == 0).tolist()  # those of terms
        words = (self.name_texts[number].split(" ") for number in elsewhere)
        others = ([numbers[stem(word)] for word in name] for name in words if name != [""])
        return adjacent_stems(self.name_stems, joining, others)

    def may_adjoin(self, first: int, second: int) -> bool:
        """Whether some name may have the second stem right after the first; if not, surely none has."""
        return self._adjacent.passes(pair_hash(first, second))

    def has_text(self, items: Ints) -> npt.NDArray[np.bool_]:
        """Which of some items have more than names."""
        return self.first_sentence[items + 1] > self.first_sentence[items]

    def has(self, stem: int, item: int) -> bool:
        """Whether an item has a stem anywhere."""
        row = self.postings.row(stem)
        place = int(row.searchsorted(item))
        return place < len(row) and row.item(place) == item

    def word_of(self, stem: int) -> str:
        """A word with this stem, as the library writes it."""
        return self.vocabulary[self._word_of_stem.item(stem)]

    @cached_property
    def _word_of_stem(self) -> Ints:
        """For each stem, the first word that has it."""
        return np.unique(self.stem_of_word, return_index=True)[1].astype(np.int32)

    @cached_property
    def name_words_known(self) -> frozenset[str]:
        """Every word of every name."""
        return frozenset(
            word for word, named in zip(self.vocabulary, self.in_names.tolist(), strict=True) if named
        )

    @cached_property
    def item_of_name(self) -> Ints:
        """The item that each name belongs to."""
        return owners_of(np.diff(self.first_name))
