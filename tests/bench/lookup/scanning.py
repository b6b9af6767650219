"""Peers that compare a query with every name: rapidfuzz and difflib."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process, utils

from tests.bench.lookup.corpus import MOST_HITS, Item, Ranking, best_of, name_rows


def wratio(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """`process.extract` with the scorer that it has by default."""
    return _extract(items, fuzz.WRatio)


def token_set_ratio(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """`process.extract` with `token_set_ratio`."""
    return _extract(items, fuzz.token_set_ratio)


def _extract(items: Sequence[Item], scorer: Callable[..., float]) -> Callable[[str], Ranking]:
    rows = name_rows(items)
    texts = [utils.default_process(row.text) for row in rows]

    def search(text: str) -> Ranking:
        found = process.extract(utils.default_process(text), texts, scorer=scorer, limit=MOST_HITS)
        return best_of((rows[number].id, score) for _, score, number in found)

    return search


def close_matches(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """`get_close_matches`, which tells no scores, so those of the few that it returns are taken again."""
    ids: dict[str, list[str]] = defaultdict(list)
    for row in name_rows(items):
        ids[row.text.casefold()].append(row.id)
    texts = list(ids)

    def search(text: str) -> Ranking:
        folded = text.casefold()
        close = difflib.get_close_matches(folded, texts, MOST_HITS)
        scores = [(each, difflib.SequenceMatcher(None, each, folded).ratio()) for each in close]
        return best_of((item_id, score) for each, score in scores for item_id in ids[each])

    return search
