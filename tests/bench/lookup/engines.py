"""The engines that are compared, each with what a reader must know of how it is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.library.snapshot import Library
from bot.lookup.engine import Lookup
from tests.bench.lookup import full_text, scanning, scoring
from tests.bench.lookup.corpus import MOST_HITS, Item, Ranking, items_of, with_history

Ask = Callable[[str, Sequence[str]], Ranking]
"""A query and the earlier turns of its thread."""

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Engine:
    """`package` is what it is installed as; `module` is imported before the clock starts.

    `affords` bounds one that compares a query with every name: so many comparisons a collection.
    """

    name: str
    how: str
    build: Callable[[Library], Ask]
    package: str = ""
    module: str = ""
    affords: int | None = None


def ours(library: Library) -> Ask:
    """Briefbot's own, with its confidence as the score of the first."""
    lookup = Lookup(library)

    def ask(text: str, history: Sequence[str]) -> Ranking:
        outcome = lookup.find(text, limit=MOST_HITS, history=tuple(history))
        return [(match.item.id, match.score) for match in outcome.ranked]

    return ask


def peer(make: Callable[[Sequence[Item]], Callable[[str], Ranking]]) -> Callable[[Library], Ask]:
    """A peer as an engine: it is told of a thread by the turn before."""

    def build(library: Library) -> Ask:
        search = make(items_of(library))
        return lambda text, history: search(with_history(text, history))

    return build


_NAMES = "over titles and aliases, over the text where an item has neither"

ENGINES = (
    Engine(OURS, "`bot.lookup.engine.Lookup`, as the bot uses it", ours),
    Engine(
        "WRatio",
        f"`rapidfuzz.process.extract` {_NAMES}; `default_process` on both sides",
        peer(scanning.wratio),
        package="rapidfuzz",
        affords=15_000_000,
    ),
    Engine(
        "token_set_ratio",
        "the same with that scorer",
        peer(scanning.token_set_ratio),
        package="rapidfuzz",
    ),
    Engine(
        "difflib",
        f"`get_close_matches` with its own cutoff, {_NAMES}, without regard to case",
        peer(scanning.close_matches),
        affords=1_300_000,
    ),
    Engine(
        "FTS5",
        "SQLite, in memory: title, aliases and text as columns, `porter unicode61`, any word, `rank`",
        peer(full_text.fts5),
    ),
    Engine(
        "rank_bm25",
        "`BM25Okapi` over title, aliases and text as one document",
        peer(scoring.rank_bm25),
        package="rank-bm25",
        module="rank_bm25",
    ),
    Engine(
        "bm25s",
        "the same document, English stop words and PyStemmer, as its manual has it; no numba",
        peer(scoring.bm25s),
        package="bm25s",
        module="bm25s",
    ),
    Engine(
        "tantivy",
        "in memory: title, aliases and text as fields, `en_stem`, any word, one segment",
        peer(full_text.tantivy_plain),
        package="tantivy",
        module="tantivy",
    ),
    Engine(
        "tantivy fuzzy",
        "the same, and every word within one edit besides, with a boost of 0.3",
        peer(full_text.tantivy_fuzzy),
        package="tantivy",
        module="tantivy",
    ),
    Engine(
        "TF-IDF rows",
        "scikit-learn, `char_wb` 2–4: each title, alias and text a row, an item is as near as its nearest",
        peer(scoring.tf_idf_rows),
        package="scikit-learn",
        module="sklearn.feature_extraction.text",
    ),
    Engine(
        "TF-IDF document",
        "the same with title, aliases and text as one document",
        peer(scoring.tf_idf_documents),
        package="scikit-learn",
        module="sklearn.feature_extraction.text",
    ),
)


def engine_named(name: str) -> Engine:
    """The engine of that name."""
    return next(engine for engine in ENGINES if engine.name == name)
