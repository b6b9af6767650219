"""An index that is changed where its library has changed, in a share of the time that building takes.

It answers as one that was built does. Its scores may differ in a far digit: lengths are compared with the
averages of the library that was built last, and words that nothing has any more keep their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from bot.lookup.building import name_weights, weights
from bot.lookup.collecting import Collected, floats, ints
from bot.lookup.counting import counted, items_having, names_norm, rarity
from bot.lookup.entries import Entry
from bot.lookup.index import Index, Strings
from bot.lookup.ragged import Floats, Ints, Ragged, spliced_starts, starts_of

_Array = TypeVar("_Array", bound=npt.NDArray[Any])

_LARGEST_SHARE = 0.1
"""Of the items: a larger change is for building, which makes all exact again."""


def patched(
    index: Index, before: Sequence[Entry], after: Sequence[Entry], largest_share: float = _LARGEST_SHARE
) -> Index | None:
    """The index of entries, from that of others; None where too many of them are not the same objects."""
    span = _changed(before, after)
    if max(span.old_end, span.new_end) - span.start > largest_share * len(before):
        return None
    return _patched(index, span, before[span.start : span.old_end], after[span.start : span.new_end])


@dataclass(frozen=True, slots=True)
class _Span:
    """The items that differ: from `start` to before `old_end`, which become those to before `new_end`."""

    start: int
    old_end: int
    new_end: int


def _changed(before: Sequence[Entry], after: Sequence[Entry]) -> _Span:
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] is not after[at]), shorter)
    rest = shorter - start
    same = next((at for at in range(rest) if before[-1 - at] is not after[-1 - at]), rest)
    return _Span(start, len(before) - same, len(after) - same)


class _Part:
    """What some entries hold, counted with the numbers and the averages of the whole index."""

    def __init__(self, entries: Sequence[Entry], index: Index, grams: dict[str, int]) -> None:
        self.seen = Collected.after(index)
        for entry in entries:
            self.seen.add(entry)
        self.fields = self.seen.fields()
        self.count = counted(self.fields, index.averages)
        found, rows = self.seen.gram_rows()
        numbers = np.array([grams.setdefault(gram, len(grams)) for gram in found], np.int32)
        self.grams = Ragged(rows.starts, numbers[rows.values])

    def items_of_grams(self, many: int) -> Ints:
        """How many items have each of `many` runs of letters."""
        return items_having(self.grams, self.fields.first_name, many)


def _patched(index: Index, span: _Span, old: Sequence[Entry], new: Sequence[Entry]) -> Index:
    grams = dict(index.gram_number)
    leaving, coming = _Part(old, index, grams), _Part(new, index, grams)
    seen, fields = coming.seen, coming.fields
    first, last = index.first_name[[span.start, span.old_end]].tolist()
    since, until = index.first_sentence[[span.start, span.old_end]].tolist()

    first_name = spliced_starts(index.first_name, span.start, span.old_end, fields.first_name)
    first_sentence = spliced_starts(index.first_sentence, span.start, span.old_end, fields.first_sentence)
    names = index.name_stems.spliced(first, last, fields.names)
    name_grams = index.name_grams.spliced(first, last, coming.grams)
    named = np.diff(names.starts[first_name]) > 0
    filled = named | (np.diff(first_sentence) > 0)

    postings, impact, name_impact = _postings(index, span, coming)
    weight, unknown_weight = weights(np.diff(postings.starts), int(filled.sum()), seen.stems)
    named_documents = _recounted(
        index.named_documents, leaving.count.named_documents, coming.count.named_documents
    )
    name_rarity, unknown_name = rarity(named_documents, int(named.sum()))
    many = len(grams)
    gram_items = _recounted(index.gram_items, leaving.items_of_grams(many), coming.items_of_grams(many))
    gram_rarity, unknown_gram = rarity(gram_items, int(named.sum()))
    boosts = _spliced(index.name_boost, first, last, floats(seen.boosts))
    words, stems = list(seen.words), list(seen.stems)
    return Index(
        averages=index.averages,
        stems=_extended(index.stems, stems),
        weight=weight,
        name_rarity=name_rarity,
        named_documents=named_documents,
        postings=postings,
        impact=impact,
        name_impact=name_impact,
        first_name=first_name,
        name_stems=names,
        name_texts=index.name_texts.spliced(first, last, seen.texts),
        name_boost=boosts,
        name_weight=name_weights(weight, names, boosts),
        name_trust=_spliced(index.name_trust, first, last, floats(seen.trusts)),
        name_words=names_norm(names, first_name, index.averages.names),
        grams=_extended(index.grams, list(grams)),
        gram_items=gram_items,
        gram_rarity=gram_rarity,
        name_grams=name_grams,
        name_letters=names_norm(name_grams, first_name, index.averages.letters),
        first_sentence=first_sentence,
        sentence_stems=index.sentence_stems.spliced(since, until, fields.sentences),
        kinds=_spliced(index.kinds, span.start, span.old_end, np.frombuffer(bytes(seen.kinds), np.int8)),
        by_words=index.by_words.spliced(first, last, seen.by_words.phrases(), len(seen.texts)),
        by_stems=index.by_stems.spliced(first, last, seen.by_stems.phrases(), len(seen.texts)),
        by_letters=index.by_letters.spliced(first, last, seen.by_letters.phrases(), len(seen.texts)),
        vocabulary=_extended(index.vocabulary, words),
        stem_of_word=ints(seen.stem_of_word),
        counts=_recounted(index.counts, leaving.seen.times(), seen.times()),
        in_names=_recounted(index.in_names, leaving.seen.times_named(), seen.times_named()),
        forms=index.forms.with_words(words, len(index.vocabulary)),
        unknown_weight=unknown_weight,
        unknown_name_rarity=unknown_name,
        unknown_gram_rarity=unknown_gram,
    )


def _postings(index: Index, span: _Span, coming: _Part) -> tuple[Ragged, Floats, Floats]:
    """The postings with those of the changed items replaced, and both impacts beside them."""
    before, own = index.postings, coming.count.postings
    stays = (before.values < span.start) | (before.values >= span.old_end)
    left = np.concatenate([np.zeros(1, np.int64), np.cumsum(stays)])[before.starts]  # of each row, its start
    known, many = len(before.starts) - 1, np.diff(own.starts)
    stems = np.flatnonzero(many)
    smaller = [
        int(before.row(stem).searchsorted(span.start)) if stem < known else 0 for stem in stems.tolist()
    ]
    at = np.repeat(left[np.minimum(stems, known)] + np.array(smaller, np.int64), many[stems])
    kept = before.values[stays]
    kept[kept >= span.old_end] += np.int32(span.new_end - span.old_end)
    lengths = many.copy()
    lengths[:known] += np.diff(left)
    return (
        Ragged(starts_of(lengths), np.insert(kept, at, own.values + np.int32(span.start))),
        np.insert(index.impact[stays], at, coming.count.impact),
        np.insert(index.name_impact[stays], at, coming.count.name_impact),
    )


def _recounted(before: Ints, leaving: Ints, coming: Ints) -> Ints:
    """Counts without those of what leaves, and with those of what comes, which may have more rows."""
    after = coming.copy()
    after[: len(before)] += before
    after[: len(leaving)] -= leaving
    return after


def _spliced(values: _Array, start: int, end: int, own: _Array) -> _Array:
    return cast(_Array, np.concatenate([values[:start], own, values[end:]]))


def _extended(strings: Strings, all_of_them: list[str]) -> Strings:
    """Strings with those that are new, at the end of all of them."""
    many = len(strings)
    return strings.spliced(many, many, all_of_them[many:])
