"""How well items fit the words of a query: a few named features, each about 0 to 1.

The postings give the items that are worth a look (`first_look.py`); their names and sentences give the
rest (`close_look.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.lookup.asked import AskedWord
from bot.lookup.close_look import CloseLook
from bot.lookup.first_look import Allowed, first_look
from bot.lookup.index import Index
from bot.lookup.ragged import Ints

EVIDENCE = 10.0
"""A query's weight at which `evidence` is half of what it would be for a very long one."""

Matrix = npt.NDArray[np.float32]


class Features(NamedTuple):
    """What ranking knows of one item for one query."""

    words: float = 0.0  # how many of its names have the query's words
    pairs: float = 0.0  # how many of its names have neighbouring words of the query side by side
    order: float = 0.0  # the same for words that stand a word or two apart, in the query's order
    grams: float = 0.0  # how many of its names have the query's runs of three letters
    name: float = 0.0  # how nearly one of its names and the query are the same, by words
    likeness: float = 0.0  # the same by runs of three letters
    phrasing: float = 0.0  # its chance by what is learned from the names, where they are phrasings
    title: float = 0.0  # how much of its title the query has
    text: float = 0.0  # BM25F over title, names and text, as a share of the query's weight
    evidence: float = 0.0  # the same, more for a query that says more
    coverage: float = 0.0  # share of the query's weight that it has anywhere
    sentence: float = 0.0  # share of the query's weight that its best sentence has
    proximity: float = 0.0  # share of the query's neighbouring words near each other in a sentence
    has_text: float = 0.0  # whether it has more than names
    wanted: float = 0.0  # whether it is the kind of item that was asked for
    section: float = 0.0  # whether it is a section, which is what a bare topic mostly means


AT = {name: number for number, name in enumerate(Features._fields)}
"""The column of each feature."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Some items with their features, a row each; `nearest_name` is -1 where no name has a word asked."""

    items: Ints
    features: Matrix
    nearest_name: Ints
    hits: npt.NDArray[np.bool_]  # for each item and asked word, whether the item has it
    total: float  # the query's weight


def candidates(
    index: Index,
    words: Sequence[str],
    asked: Sequence[AskedWord],
    allowed: Allowed = None,
) -> Candidates:
    """The likeliest items for a query with their features; `allowed` says which items may be found."""
    total = sum(word.weight for word in asked) or 1.0
    first = first_look(index, asked, total, allowed)
    many = len(first.items)
    columns = np.zeros((len(Features._fields), many), np.float32)
    if not many:
        return Candidates(first.items, columns.T, first.items, np.zeros((0, len(asked)), np.bool_), total)
    look = CloseLook(index, words, asked, total, first.items)
    columns[AT["words"]] = first.names
    columns[AT["text"]] = first.text / total
    columns[AT["evidence"]] = first.text / (total + EVIDENCE)
    columns[AT["has_text"]] = index.has_text(first.items)
    for name, values in look.features().items():
        columns[AT[name]] = values
    return Candidates(first.items, columns.T, look.nearest_name, look.hits > 0, total)
