"""Why something matched, in a sentence that is true and that a reader can check."""

from __future__ import annotations

from collections.abc import Sequence

from bot.lookup.index import Index, IndexedName
from bot.lookup.rank import Candidate, TopicWord, hits_of

_NAME_ENOUGH = 0.62
"""From here on the likeness of a name is the reason; below it, the words of the text are."""


def by_exact_name(name: IndexedName) -> str:
    """The query is one of the item's names."""
    return f"matched the {name.name.sort} '{name.name.text}'"


def by_words(index: Index, candidate: Candidate, words: list[TopicWord]) -> str:
    """The query is near to one of the item's names, or shares words with it, or names its section."""
    hits = hits_of(index, words, candidate)
    features, name = candidate.features, candidate.near_name
    if candidate.through is not None:
        why = f"is recommended under '{index.entries[candidate.through].item.title}'"
    elif name is not None and features.name >= _NAME_ENOUGH:
        whole = set(name.stems) == {word.stem for word in words}
        why = f"{'matches' if whole else 'is close to'} the {name.name.sort} '{name.name.text}'"
    else:
        telling = sorted(hits, key=lambda word: -word.weight)[:3]
        noun = "word" if len(telling) == 1 else "words"
        why = f"has the {noun} " + _listed([f"'{word.corrected or word.typed}'" for word in telling])
    read_as = _read_as(hits)
    return f"{why}; {read_as}" if read_as else why


def nothing(words: Sequence[TopicWord], known: bool) -> str:
    """No item is near enough."""
    if not words:
        return "there is no topic in it"
    if not known:
        return "the library has none of these words"
    return "nothing in the library is close enough"


def _read_as(words: Sequence[TopicWord]) -> str:
    corrected = [f"read '{word.typed}' as '{word.corrected}'" for word in words if word.corrected]
    return " and ".join(corrected)


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
