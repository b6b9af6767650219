"""An index from a library's entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bot.lookup.collecting import Collected, floats, ints
from bot.lookup.counting import averages_of, counted, items_having, names_norm, rarity
from bot.lookup.entries import Entry
from bot.lookup.index import Averages, Index, Strings
from bot.lookup.ragged import Floats, Ints, Ragged
from bot.lookup.spelling import Forms
from bot.lookup.vocabulary import CARRIER_WORDS, FUNCTION_WORDS, GENERIC_WORDS
from bot.lookup.words import stem

FUNCTION_SHARE = 0.3
"""What a word around the topic weighs, of what its rarity would give it."""

GENERIC_SHARE = 0.5
"""The same for a word of every subject."""


def build(entries: Sequence[Entry], averages: Averages | None = None) -> Index:
    """Index a library's entries. Lengths are compared with their own averages, or with the given ones."""
    collected = Collected()
    for entry in entries:
        collected.add(entry)
    return _indexed(collected, averages)


def _indexed(seen: Collected, averages: Averages | None) -> Index:
    fields = seen.fields()
    grams, name_grams = seen.gram_rows()
    averages = averages or averages_of(fields, name_grams)
    count = counted(fields, averages)
    weight, unknown_weight = weights(count.documents, count.filled, seen.stems)
    name_rarity, unknown_name = rarity(count.named_documents, count.named)
    gram_items = items_having(name_grams, fields.first_name, len(grams))
    gram_rarity, unknown_gram = rarity(gram_items, count.named)
    boosts = floats(seen.boosts)
    vocabulary = list(seen.words)
    return Index(
        averages=averages,
        stems=Strings.of(list(seen.stems)),
        weight=weight,
        name_rarity=name_rarity,
        named_documents=count.named_documents,
        postings=count.postings,
        impact=count.impact,
        name_impact=count.name_impact,
        first_name=fields.first_name,
        name_stems=fields.names,
        name_texts=Strings.of(seen.texts),
        name_boost=boosts,
        name_weight=name_weights(weight, fields.names, boosts),
        name_trust=floats(seen.trusts),
        name_words=names_norm(fields.names, fields.first_name, averages.names),
        grams=Strings.of(grams),
        gram_items=gram_items,
        gram_rarity=gram_rarity,
        name_grams=name_grams,
        name_letters=names_norm(name_grams, fields.first_name, averages.letters),
        first_sentence=fields.first_sentence,
        sentence_stems=fields.sentences,
        kinds=np.frombuffer(bytes(seen.kinds), np.int8),
        by_words=seen.by_words.phrases(),
        by_stems=seen.by_stems.phrases(),
        by_letters=seen.by_letters.phrases(),
        vocabulary=Strings.of(vocabulary),
        stem_of_word=ints(seen.stem_of_word),
        counts=seen.times(),
        in_names=seen.times_named(),
        forms=Forms.of(vocabulary),
        unknown_weight=unknown_weight,
        unknown_name_rarity=unknown_name,
        unknown_gram_rarity=unknown_gram,
    )


def weights(documents: Ints, filled: int, stems: Mapping[str, int]) -> tuple[Floats, float]:
    """What each stem tells of an item, and what one would that no item has.

    The words of every subject, and those around a topic, tell less than their rarity says.
    """
    weight, unknown = rarity(documents, filled)
    shares = dict.fromkeys(map(stem, GENERIC_WORDS), GENERIC_SHARE)
    shares |= dict.fromkeys(map(stem, FUNCTION_WORDS | CARRIER_WORDS), FUNCTION_SHARE)
    for stemmed, share in shares.items():
        if (number := stems.get(stemmed)) is not None:
            weight[number] *= share
    return weight, unknown


def name_weights(weight: Floats, names: Ragged, boosts: Floats) -> Floats:
    """What each name tells by its stems."""
    running = np.concatenate([np.zeros(1), np.cumsum(weight[names.values], dtype=np.float64)])
    sums: Floats = (running[names.starts[1:]] - running[names.starts[:-1]]).astype(np.float32)
    return sums * boosts
