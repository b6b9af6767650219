"""How much words tell of items, by BM25F: the other half of building an index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.lookup.index import Averages
from bot.lookup.ragged import Floats, Ints, Keys, Ragged, distinct, owners_of, starts_of, with_counts

TITLE, ALIAS, TEXT = (5.0, 0.0), (1.8, 0.4), (1.0, 0.75)
"""BM25F's weight and length normalisation (b) of each field."""

K1 = 1.4
"""BM25's saturation: how soon further mentions of a word stop to add."""

NAMES_K1, NAMES_B = 3.0, 0.75
"""The same among an item's names, of which many examples may have a word."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The stems of all names and sentences, and how many of these each item has."""

    names: Ragged
    is_title: npt.NDArray[np.bool_]
    sentences: Ragged
    first_name: Ints
    first_sentence: Ints
    stems: int

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.first_name) - 1


@dataclass(frozen=True, slots=True)
class Counted:
    """The postings, and how many items have each stem."""

    postings: Ragged
    impact: Floats
    name_impact: Floats
    documents: Ints
    named_documents: Ints
    filled: int  # items that have any word
    named: int  # items that have a name


def averages_of(fields: Fields, name_grams: Ragged) -> Averages:
    """How long things are on average; what has none of them does not count."""
    titles = np.repeat(fields.is_title, np.diff(fields.names.starts))
    names = item_of_value(fields.names, fields.first_name)
    return Averages(
        aliases=_average(np.bincount(names[~titles], minlength=fields.items)),
        text=_average(np.diff(fields.sentences.starts[fields.first_sentence])),
        names=_average(np.diff(fields.names.starts[fields.first_name])),
        letters=_average(np.diff(name_grams.starts[fields.first_name])),
    )


def counted(fields: Fields, averages: Averages) -> Counted:
    """Count the stems of every item, field by field."""
    items, many = max(1, fields.items), max(1, fields.stems)
    name_items = item_of_value(fields.names, fields.first_name)
    text_items = item_of_value(fields.sentences, fields.first_sentence)
    is_title = np.repeat(fields.is_title, np.diff(fields.names.starts))
    found = [
        _mass(fields.names.values[is_title], name_items[is_title], items, TITLE, 1.0),
        _mass(fields.names.values[~is_title], name_items[~is_title], items, ALIAS, averages.aliases),
        _mass(fields.sentences.values, text_items, items, TEXT, averages.text),
    ]
    del text_items  # millions of numbers each: what is not needed any more is given back at once
    keys = distinct(np.concatenate([own for own, _ in found]))
    mass = np.zeros(len(keys), np.float32)
    while found:
        own, part = found.pop()
        mass[keys.searchsorted(own)] += part
    del own, part
    in_names, times_named = _once_a_name(fields.names, name_items, items, many)
    place = np.searchsorted(keys, in_names)
    which = (keys // items).astype(np.int32)
    keys %= items
    where = keys.astype(np.int32)
    del keys
    lengths = _length_norm(np.bincount(name_items, minlength=items), NAMES_B, averages.names)
    name_impact = np.zeros(len(mass), np.float32)
    name_impact[place] = times_named * (1 + NAMES_K1) / (times_named + NAMES_K1 * lengths[in_names % items])
    return Counted(
        postings=Ragged(starts_of(np.bincount(which, minlength=many)), where),
        impact=mass / (np.float32(K1) + mass),
        name_impact=name_impact,
        documents=np.bincount(which, minlength=many).astype(np.int32),
        named_documents=np.bincount(which[place], minlength=many).astype(np.int32),
        filled=int((np.bincount(where, minlength=items) > 0).sum()),
        named=int((np.bincount(name_items, minlength=items) > 0).sum()),
    )


def _mass(
    stems: Ints, owners: Ints, items: int, field: tuple[float, float], average: float
) -> tuple[Keys, Floats]:
    """The keys of a field, and what it adds to each: how often it has it, by the length of its item's."""
    weight, b = field
    keys = np.multiply(stems, items, dtype=np.int64)
    keys += owners
    keys, times = with_counts(keys)
    mass = times.astype(np.float32)
    del times
    mass /= _length_norm(np.bincount(owners, minlength=items), b, average).astype(np.float32)[keys % items]
    mass *= np.float32(weight)
    return keys, mass


def _once_a_name(names: Ragged, owners: Ints, items: int, many: int) -> tuple[Keys, npt.NDArray[np.integer]]:
    """The keys of the stems of names, and how many of an item's names have each."""
    row = np.repeat(np.arange(len(names.starts) - 1, dtype=np.int64), np.diff(names.starts))
    once = distinct(row * many + names.values)
    item_of_row = np.zeros(len(names.starts), np.int64)
    item_of_row[row] = owners
    return with_counts(once % many * items + item_of_row[once // many])


def items_having(rows: Ragged, first_row: Ints, many: int) -> Ints:
    """How many items have each of `many` values in one of their rows."""
    many = max(1, many)
    having = distinct(item_of_value(rows, first_row).astype(np.int64) * many + rows.values)
    return np.bincount(having % many, minlength=many).astype(np.int32)


def item_of_value(rows: Ragged, first_row: Ints) -> Ints:
    """For each value of some rows, the item that its row belongs to."""
    return owners_of(np.diff(rows.starts[first_row]))


def names_norm(rows: Ragged, first_row: Ints, average: float) -> Floats:
    """The length norm of what each item's names hold."""
    return _length_norm(np.diff(rows.starts[first_row]), NAMES_B, average).astype(np.float32)


def _length_norm(lengths: npt.NDArray[np.integer], b: float, average: float) -> npt.NDArray[np.floating]:
    """BM25's length norm: 1 for what is of average length."""
    return 1 - b + b * lengths / average


def _average(lengths: npt.NDArray[np.integer]) -> float:
    filled = lengths[lengths > 0]
    return float(filled.mean()) if len(filled) else 1.0


def rarity(documents: npt.NDArray[np.integer], total: int) -> tuple[Floats, float]:
    """BM25's inverse document frequency of each word, and that of a word which no document has."""
    rare = np.log(1 + (total - documents + 0.5) / (documents + 0.5))
    return rare.astype(np.float32), float(np.log(1 + (total + 0.5) / 0.5))
