"""Full-text search engines: SQLite's FTS5 and tantivy."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from tests.bench.lookup.corpus import MOST_HITS, Item, Ranking

FIELDS = ["title", "aliases", "body"]
FUZZY_BOOST = 0.3


def words(text: str) -> list[str]:
    """A query without anything that a query language could take for syntax."""
    return re.findall(r"\w+", text.casefold())


def fts5(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """A table in memory, with a column for each field."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE item USING fts5("
        "id UNINDEXED, title, aliases, body, tokenize = 'porter unicode61')"
    )
    rows = ((item.id, item.title, "\n".join(item.aliases), item.text) for item in items)
    database.executemany("INSERT INTO item VALUES (?, ?, ?, ?)", rows)
    database.commit()
    asked = "SELECT id, -rank FROM item WHERE item MATCH ? ORDER BY rank LIMIT ?"

    def search(text: str) -> Ranking:
        either = " OR ".join(f'"{word}"' for word in words(text))
        return list(database.execute(asked, (either, MOST_HITS))) if either else []

    return search


def tantivy_plain(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """Any word of the query in any field."""
    index = _tantivy_index(items)

    def parse(text: str) -> Any:
        return index.parse_query_lenient(text, FIELDS)[0]

    return _tantivy_search(index, parse)


def tantivy_fuzzy(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """The same, and each word within one edit besides, for less: alone it would rank by nothing else."""
    from tantivy import Occur, Query

    index = _tantivy_index(items)
    edits = dict.fromkeys(FIELDS, (False, 1, True))

    def parse(text: str) -> Any:
        plain, _ = index.parse_query_lenient(text, FIELDS)
        fuzzy, _ = index.parse_query_lenient(text, FIELDS, fuzzy_fields=edits)
        return Query.boolean_query(
            [(Occur.Should, plain), (Occur.Should, Query.boost_query(fuzzy, FUZZY_BOOST))]
        )

    return _tantivy_search(index, parse)


def _tantivy_index(items: Sequence[Item]) -> Any:
    """An index in memory, with a field for each."""
    import tantivy

    builder = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)  # one segment, the fastest to search
    for item in items:
        writer.add_document(
            tantivy.Document(id=item.id, title=item.title, aliases=list(item.aliases), body=item.text)
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _tantivy_search(index: Any, parse: Callable[[str], Any]) -> Callable[[str], Ranking]:
    searcher = index.searcher()

    def search(text: str) -> Ranking:
        hits = searcher.search(parse(" ".join(words(text))), MOST_HITS, count=False).hits
        return [(str(searcher.doc(address)["id"][0]), float(score)) for score, address in hits]

    return search
