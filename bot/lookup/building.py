"""An index from a library's entries."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.lookup.entries import Entry, Kind
from bot.lookup.grams import grams_of
from bot.lookup.index import Index, Phrases, Strings
from bot.lookup.ragged import Floats, Ints, Ragged, starts_of
from bot.lookup.spelling import Forms
from bot.lookup.vocabulary import CARRIER_WORDS, FUNCTION_WORDS, GENERIC_WORDS, JOINING_WORDS
from bot.lookup.words import stem, words_of

TITLE, ALIAS, TEXT = (5.0, 0.0), (1.8, 0.4), (1.0, 0.75)
"""BM25F's weight and length normalisation (b) of each field."""

K1 = 1.4
"""BM25's saturation: how soon further mentions of a word stop to add."""

NAMES_K1, NAMES_B = 3.0, 0.75
"""The same among an item's names, of which many examples may have a word."""

FUNCTION_SHARE = 0.3
"""What a word around the topic weighs, of what its rarity would give it."""

GENERIC_SHARE = 0.5
"""The same for a word of every subject."""

KINDS = tuple(Kind)

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")


class _Numbers:
    """Strings numbered in the order of their first appearance."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}

    def of(self, text: str) -> int:
        return self.number.setdefault(text, len(self.number))


class _Rows:
    """Rows of numbers as they come; kept as machine integers, since there are many."""

    def __init__(self) -> None:
        self.values, self.lengths = array("i"), array("i")

    def add(self, row: Sequence[int]) -> None:
        self.values.extend(row)
        self.lengths.append(len(row))

    def ragged(self) -> Ragged:
        return Ragged.of_lengths(_ints(self.lengths), _ints(self.values))


@dataclass
class _Seen:
    """Everything that the entries hold, as numbers."""

    stems: _Numbers = field(default_factory=_Numbers)
    words: _Numbers = field(default_factory=_Numbers)
    grams: _Numbers = field(default_factory=_Numbers)
    stem_of_word: array[int] = field(default_factory=lambda: array("i"))
    names: _Rows = field(default_factory=_Rows)  # words, a row each name
    name_grams: _Rows = field(default_factory=_Rows)
    sentences: _Rows = field(default_factory=_Rows)  # words, a row each sentence
    names_per_item: array[int] = field(default_factory=lambda: array("i"))
    sentences_per_item: array[int] = field(default_factory=lambda: array("i"))
    texts: list[str] = field(default_factory=list)
    trusts: array[float] = field(default_factory=lambda: array("f"))
    titles: array[int] = field(default_factory=lambda: array("b"))
    keys: tuple[list[tuple[str, int]], ...] = field(default_factory=lambda: ([], [], []))

    def numbered(self, text: str) -> list[int]:
        numbers = self.words.number
        row = []
        for word in words_of(text):
            number = numbers.get(word)
            if number is None:
                number = self.words.of(word)
                self.stem_of_word.append(self.stems.of(stem(word)))
            row.append(number)
        return row


def build(entries: Sequence[Entry]) -> Index:
    """Index a library's entries."""
    seen = _Seen()
    for entry in entries:
        _see_names(seen, entry)
        _see_text(seen, entry)
    return _indexed(seen, np.array([KINDS.index(entry.kind) for entry in entries], np.int8))


def _see_names(seen: _Seen, entry: Entry) -> None:
    """A term is found by its whole names only: it lends them to the items that it is about."""
    named = entry.kind is not Kind.TERM
    for name in entry.names:
        words = words_of(name.text)
        numbers = seen.numbered(name.text)
        text = " ".join(words)
        place = len(seen.texts)
        seen.texts.append(text)
        seen.trusts.append(name.trust)
        seen.titles.append(name.sort == "title")
        seen.names.add(numbers if named else ())
        seen.name_grams.add(
            [seen.grams.of(gram) for gram in sorted(grams_of(text))] if named and text else ()
        )
        if words:
            for keys, key in zip(seen.keys, (text, " ".join(map(stem, words)), "".join(words)), strict=True):
                keys.append((key, place))
            telling = [word for word in words if word not in JOINING_WORDS]
            if 1 < len(telling) < len(words):
                seen.keys[1].append((" ".join(map(stem, telling)), place))
    seen.names_per_item.append(len(entry.names))


def _see_text(seen: _Seen, entry: Entry) -> None:
    if entry.kind in (Kind.TERM, Kind.REPORT):
        seen.sentences_per_item.append(0)
        return
    headline = (entry.headline,) if entry.kind is Kind.RECOMMENDATION else ()
    count = 0
    for text in (*headline, *entry.sentences):
        for sentence in _SENTENCE_END.split(text):
            if row := seen.numbered(sentence):
                seen.sentences.add(row)
                count += 1
    seen.sentences_per_item.append(count)


def _indexed(seen: _Seen, kinds: npt.NDArray[np.int8]) -> Index:
    stem_of_word = _ints(seen.stem_of_word)
    names, sentences = seen.names.ragged(), seen.sentences.ragged()
    name_stems = Ragged(names.starts, stem_of_word[names.values])
    sentence_stems = Ragged(sentences.starts, stem_of_word[sentences.values])
    first_name, first_sentence = starts_of(seen.names_per_item), starts_of(seen.sentences_per_item)
    many = len(seen.stems.number)
    counted = _Counted.of(name_stems, sentence_stems, first_name, first_sentence, seen, many)
    weight, unknown_weight = _rarity(counted.documents, counted.filled)
    _weigh_less(weight, seen.stems)
    name_rarity, unknown_name = _rarity(counted.named_documents, counted.named)
    grams = seen.name_grams.ragged()
    gram_documents = _items_having(grams, first_name, len(seen.grams.number))
    gram_rarity, unknown_gram = _rarity(gram_documents, counted.named)
    vocabulary = list(seen.words.number)
    return Index(
        stems=Strings.of(list(seen.stems.number)),
        weight=weight,
        name_rarity=name_rarity,
        postings=counted.postings,
        impact=counted.impact,
        name_impact=counted.name_impact,
        first_name=first_name,
        name_stems=name_stems,
        name_texts=Strings.of(seen.texts),
        name_weight=_sums(weight[name_stems.values], name_stems.starts) * _singled_out(seen),
        name_trust=np.array(seen.trusts, np.float32),
        name_words=_length_norm(np.diff(name_stems.starts[first_name]), NAMES_B).astype(np.float32),
        grams=Strings.of(list(seen.grams.number)),
        gram_rarity=gram_rarity,
        name_grams=grams,
        name_letters=_length_norm(np.diff(grams.starts[first_name]), NAMES_B).astype(np.float32),
        first_sentence=first_sentence,
        sentence_stems=sentence_stems,
        kinds=kinds,
        by_words=Phrases.of(seen.keys[0]),
        by_stems=Phrases.of(seen.keys[1]),
        by_letters=Phrases.of(seen.keys[2]),
        word_of_stem=np.unique(stem_of_word, return_index=True)[1].astype(np.int32),
        vocabulary=Strings.of(vocabulary),
        counts=_word_counts(names, sentences, len(vocabulary)),
        in_names=_words_in_names(seen),
        forms=Forms.of(vocabulary),
        unknown_weight=unknown_weight,
        unknown_name_rarity=unknown_name,
        unknown_gram_rarity=unknown_gram,
    )


def _weigh_less(weight: Floats, stems: _Numbers) -> None:
    """Take their share from the words of every subject, and from those around a topic."""
    shares = dict.fromkeys(map(stem, GENERIC_WORDS), GENERIC_SHARE)
    shares |= dict.fromkeys(map(stem, FUNCTION_WORDS | CARRIER_WORDS), FUNCTION_SHARE)
    for stemmed, share in shares.items():
        if (number := stems.number.get(stemmed)) is not None:
            weight[number] *= share


def _items_having(rows: Ragged, first_row: Ints, many: int) -> Ints:
    """How many items have each of `many` values in one of their rows."""
    many = max(1, many)
    having = np.unique(_item_of_row(rows, first_row).astype(np.int64) * many + rows.values)
    return np.bincount(having % many, minlength=many).astype(np.int32)


def _word_counts(names: Ragged, sentences: Ragged, many: int) -> Ints:
    """How often each word stands in the library; in a name it counts three times."""
    in_names = np.bincount(names.values, minlength=many)
    return (np.bincount(sentences.values, minlength=many) + 3 * in_names).astype(np.int32)


def _words_in_names(seen: _Seen) -> npt.NDArray[np.bool_]:
    """Which words a name has, be it a term's."""
    named = {word for text in seen.texts for word in text.split(" ")}
    return np.array([word in named for word in seen.words.number], np.bool_)


def _singled_out(seen: _Seen) -> Floats:
    """What names weigh more that have one telling word among others: "IT exports" is not all of "exports"."""
    telling = ([word for word in text.split(" ") if word not in FUNCTION_WORDS] for text in seen.texts)
    return np.array(
        [
            1.25 if len(words) == 1 and " " in text else 1.0
            for words, text in zip(telling, seen.texts, strict=True)
        ],
        np.float32,
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """The postings, and how many items have each stem."""

    postings: Ragged
    impact: Floats
    name_impact: Floats
    documents: Ints
    named_documents: Ints
    filled: int  # items that have any word
    named: int  # items that have a name

    @classmethod
    def of(
        cls, names: Ragged, sentences: Ragged, first_name: Ints, first_sentence: Ints, seen: _Seen, many: int
    ) -> _Counted:
        many = max(1, many)
        items = len(first_name) - 1
        is_title = np.repeat(np.array(seen.titles, np.bool_), np.diff(names.starts))
        name_items = _item_of_row(names, first_name)
        text_items = _item_of_row(sentences, first_sentence)
        name_keys = name_items.astype(np.int64) + names.values.astype(np.int64) * items
        text_keys = text_items.astype(np.int64) + sentences.values.astype(np.int64) * items
        keys = np.unique(np.concatenate([name_keys, text_keys]))
        where, which = (keys % max(1, items)).astype(np.int32), (keys // max(1, items)).astype(np.int32)
        mass = np.zeros(len(keys))
        fields = (
            (name_keys[is_title], name_items[is_title], TITLE),
            (name_keys[~is_title], name_items[~is_title], ALIAS),
            (text_keys, text_items, TEXT),
        )
        for field_keys, owners, (weight, b) in fields:
            found = np.bincount(np.searchsorted(keys, field_keys), minlength=len(keys))
            mass += weight * found / _norm(owners, items, b)[where]
        times = np.bincount(np.searchsorted(keys, _once_a_name(names, name_keys, many)), minlength=len(keys))
        norm = NAMES_K1 * _norm(name_items, items, NAMES_B)[where]
        return cls(
            postings=Ragged(starts_of(np.bincount(which, minlength=many)), where),
            impact=(mass / (K1 + mass)).astype(np.float32),
            name_impact=(times * (1 + NAMES_K1) / (times + norm)).astype(np.float32),
            documents=np.bincount(which, minlength=many).astype(np.int32),
            named_documents=np.bincount(which[times > 0], minlength=many).astype(np.int32),
            filled=len(np.unique(where)),
            named=len(np.unique(name_items)),
        )


def _once_a_name(names: Ragged, keys: npt.NDArray[np.int64], many: int) -> npt.NDArray[np.int64]:
    """The keys of the stems of names, each once a name."""
    row = np.repeat(np.arange(len(names.starts) - 1, dtype=np.int64), np.diff(names.starts))
    _, first = np.unique(row * many + names.values, return_index=True)
    return keys[first]


def _item_of_row(rows: Ragged, first_row: Ints) -> Ints:
    """For each value of some rows, the item that its row belongs to."""
    per_item = np.diff(rows.starts[first_row])
    return np.repeat(np.arange(len(per_item), dtype=np.int32), per_item)


def _norm(owners: Ints, items: int, b: float) -> npt.NDArray[np.float64]:
    """BM25's length norm of each item, whose values these are the owners of."""
    return _length_norm(np.bincount(owners, minlength=items), b)


def _length_norm(lengths: npt.NDArray[np.integer], b: float) -> npt.NDArray[np.float64]:
    """BM25's length norm: 1 for what is of average length."""
    filled = lengths[lengths > 0]
    average = filled.mean() if len(filled) else 1.0
    return 1 - b + b * lengths / average


def _rarity(documents: npt.NDArray[np.integer], total: int) -> tuple[Floats, float]:
    """BM25's inverse document frequency of each word, and that of a word which no document has."""
    rarity = np.log(1 + (total - documents + 0.5) / (documents + 0.5))
    return rarity.astype(np.float32), float(np.log(1 + (total + 0.5) / 0.5))


def _sums(values: Floats, starts: Ints) -> Floats:
    """The sum of each row."""
    running = np.concatenate([np.zeros(1), np.cumsum(values, dtype=np.float64)])
    sums: Floats = (running[starts[1:]] - running[starts[:-1]]).astype(np.float32)
    return sums


def _ints(values: array[int]) -> Ints:
    return np.frombuffer(values, np.int32) if len(values) else np.zeros(0, np.int32)
