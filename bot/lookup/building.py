"""An index from a library's entries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.lookup.collecting import Collected, floats, ints
from bot.lookup.counting import Fields, counted, items_having, names_norm, rarity
from bot.lookup.entries import Entry, Kind
from bot.lookup.index import Index, Strings
from bot.lookup.ragged import Floats, Ints, Ragged, starts_of
from bot.lookup.spelling import Forms
from bot.lookup.vocabulary import CARRIER_WORDS, FUNCTION_WORDS, GENERIC_WORDS
from bot.lookup.words import stem

FUNCTION_SHARE = 0.3
"""What a word around the topic weighs, of what its rarity would give it."""

GENERIC_SHARE = 0.5
"""The same for a word of every subject."""

_OF_A_NAME = 3
"""How often a word in a name counts, beside one in a text, when the likeliest correction is chosen."""

KINDS = tuple(Kind)


def build(entries: Sequence[Entry]) -> Index:
    """Index a library's entries."""
    collected = Collected()
    kinds = bytearray()
    for entry in entries:
        collected.add(entry)
        kinds.append(KINDS.index(entry.kind))
    return _indexed(collected, np.frombuffer(bytes(kinds), np.int8))


def _indexed(seen: Collected, kinds: npt.NDArray[np.int8]) -> Index:
    names, sentences, stem_of_word = seen.names.ragged(), seen.sentences.ragged(), ints(seen.stem_of_word)
    fields = Fields(
        names=Ragged(names.starts, stem_of_word[names.values]),
        is_title=np.array(seen.titles, np.bool_),
        sentences=Ragged(sentences.starts, stem_of_word[sentences.values]),
        first_name=starts_of(seen.names_per_item),
        first_sentence=starts_of(seen.sentences_per_item),
        stems=len(seen.stems),
    )
    count = counted(fields)
    weight, unknown_weight = rarity(count.documents, count.filled)
    _weigh_less(weight, seen.stems)
    name_rarity, unknown_name = rarity(count.named_documents, count.named)
    grams, name_grams = seen.gram_rows()
    gram_rarity, unknown_gram = rarity(items_having(name_grams, fields.first_name, len(grams)), count.named)
    vocabulary = list(seen.words)
    return Index(
        stems=Strings.of(list(seen.stems)),
        weight=weight,
        name_rarity=name_rarity,
        postings=count.postings,
        impact=count.impact,
        name_impact=count.name_impact,
        first_name=fields.first_name,
        name_stems=fields.names,
        name_texts=Strings.of(seen.texts),
        name_weight=_sums(weight[fields.names.values], names.starts) * floats(seen.boosts),
        name_trust=floats(seen.trusts),
        name_words=names_norm(fields.names, fields.first_name),
        grams=Strings.of(grams),
        gram_rarity=gram_rarity,
        name_grams=name_grams,
        name_letters=names_norm(name_grams, fields.first_name),
        first_sentence=fields.first_sentence,
        sentence_stems=fields.sentences,
        kinds=kinds,
        by_words=seen.by_words.phrases(),
        by_stems=seen.by_stems.phrases(),
        by_letters=seen.by_letters.phrases(),
        word_of_stem=np.unique(stem_of_word, return_index=True)[1].astype(np.int32),
        vocabulary=Strings.of(vocabulary),
        counts=_word_counts(names, sentences, len(vocabulary)),
        in_names=_words_in_names(names, seen.term_words, len(vocabulary)),
        forms=Forms.of(vocabulary),
        unknown_weight=unknown_weight,
        unknown_name_rarity=unknown_name,
        unknown_gram_rarity=unknown_gram,
    )


def _weigh_less(weight: Floats, stems: dict[str, int]) -> None:
    """Take their share from the words of every subject, and from those around a topic."""
    shares = dict.fromkeys(map(stem, GENERIC_WORDS), GENERIC_SHARE)
    shares |= dict.fromkeys(map(stem, FUNCTION_WORDS | CARRIER_WORDS), FUNCTION_SHARE)
    for stemmed, share in shares.items():
        if (number := stems.get(stemmed)) is not None:
            weight[number] *= share


def _word_counts(names: Ragged, sentences: Ragged, many: int) -> Ints:
    """How often each word stands in the library."""
    in_names = np.bincount(names.values, minlength=many)
    return (np.bincount(sentences.values, minlength=many) + _OF_A_NAME * in_names).astype(np.int32)


def _words_in_names(names: Ragged, term_words: set[int], many: int) -> npt.NDArray[np.bool_]:
    """Which words a name has, be it a term's."""
    named = np.zeros(many, np.bool_)
    named[names.values] = True
    named[list(term_words)] = True
    return named


def _sums(values: Floats, starts: Ints) -> Floats:
    """The sum of each row."""
    running = np.concatenate([np.zeros(1), np.cumsum(values, dtype=np.float64)])
    sums: Floats = (running[starts[1:]] - running[starts[:-1]]).astype(np.float32)
    return sums
