"""Peers that score every item by numbers of words or characters: rank_bm25, bm25s and scikit-learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import Stemmer

from tests.bench.lookup.corpus import MOST_HITS, Item, Ranking, all_rows
from tests.bench.lookup.full_text import words


def rank_bm25(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """BM25Okapi. The package brings no tokenizer: words are cut as for the full-text engines."""
    from rank_bm25 import BM25Okapi

    okapi = BM25Okapi([words(item.everything) for item in items])
    ids = [item.id for item in items]
    return lambda text: _best(ids, okapi.get_scores(words(text)))


def bm25s(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """BM25 as its manual shows it: English stop words and stems."""
    import bm25s as package

    stemmer = Stemmer.Stemmer("english")
    retriever = package.BM25()
    documents = [item.everything for item in items]
    tokens = package.tokenize(documents, stopwords="en", stemmer=stemmer, show_progress=False)
    retriever.index(tokens, show_progress=False)
    ids = [item.id for item in items]
    most = min(MOST_HITS, len(ids))

    def search(text: str) -> Ranking:
        asked = package.tokenize(
            [text], stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False
        )
        found, scores = retriever.retrieve(asked, k=most, show_progress=False)
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [(ids[number], score) for number, score in pairs if score > 0]

    return search


def tf_idf_rows(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """Cosines with each name and each text; an item has that of its nearest."""
    rows = all_rows(items)
    ids = list(dict.fromkeys(row.id for row in rows))
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        first.setdefault(row.id, number)
    starts = np.array([first[item_id] for item_id in ids])
    cosines = _cosines([row.text for row in rows])
    return lambda text: _best(ids, np.maximum.reduceat(cosines(text), starts))


def tf_idf_documents(items: Sequence[Item]) -> Callable[[str], Ranking]:
    """Cosines with all of an item as one document."""
    ids = [item.id for item in items]
    cosines = _cosines([item.everything for item in items])
    return lambda text: _best(ids, cosines(text))


def _cosines(texts: Sequence[str]) -> Callable[[str], npt.NDArray[np.float64]]:
    """The cosines of a query's character 2- to 4-grams with those of each text."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4))
    matrix = vectorizer.fit_transform(texts).tocsr()

    def cosines(text: str) -> npt.NDArray[np.float64]:
        return np.asarray((matrix @ vectorizer.transform([text]).T).toarray().ravel(), np.float64)

    return cosines


def _best(ids: Sequence[str], scores: npt.NDArray[np.float64]) -> Ranking:
    """The highest of all scores, without those of items that have nothing in common with the query."""
    most = min(MOST_HITS, len(scores))
    top = np.argpartition(-scores, most - 1)[:most]
    top = top[np.argsort(-scores[top], kind="stable")]
    return [(ids[number], float(scores[number])) for number in top.tolist() if scores[number] > 0]
