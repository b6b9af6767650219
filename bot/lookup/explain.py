"""Why something matched, in a sentence that is true and that a reader can check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.lookup.asked import AROUND, AskedWord
from bot.lookup.entries import Entry, Name
from bot.lookup.index import Index
from bot.lookup.naming import Likeness, Naming
from bot.lookup.words import stem, words_of

_NAME_ENOUGH = 0.62
"""From here on the likeness of a name is the reason; below it, the words of the text are."""


def by_name(name: Name, naming: Naming) -> str:
    """The query is one of the item's names, or that name misspelt."""
    if naming.likeness is not Likeness.MISSPELT:
        return f"matched the {name.sort} '{name.text}'"
    read = ((typed, word) for typed, word in zip(naming.words, naming.read, strict=True) if typed != word)
    return f"matches the {name.sort} '{name.text}'; {_read_as(read)}"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence, whether it rests on scattered words alone, and whether one was read as another."""

    why: str
    scattered: bool
    corrected: bool


def by_words(
    index: Index,
    items: tuple[int, ...],
    asked: Sequence[AskedWord],
    has: Sequence[bool],
    near: tuple[Name, float] | None,
    through: Entry | None,
) -> Reason:
    """The query is near to a name of the item, or shares words with it, or names its section.

    `items` holds the item, and the section `through` which a recommendation was found; `has` says which
    of the words asked they have; `near` is the item's nearest name with its likeness.
    """
    hits = [
        (word, read)
        for word, hit in zip(asked, has, strict=True)
        for read in [_read_in(index, items, word) if hit else None]
        if read is not None
    ]
    scattered = False
    if through is not None:
        why = f"is recommended under '{through.item.title}'"
    elif near is not None and near[1] >= _NAME_ENOUGH:
        name = near[0]
        telling = {stem(read) for word, read in hits if word.typed not in AROUND}
        whole = telling == {stem(word) for word in words_of(name.text) if word not in AROUND}
        why = f"{'matches' if whole else 'is close to'} the {name.sort} '{name.text}'"
    else:
        scattered = True
        telling_hits = sorted(hits, key=lambda hit: -hit[0].weight)[:3]
        noun = "word" if len(telling_hits) == 1 else "words"
        why = f"has the {noun} " + listed([f"'{read}'" for _, read in telling_hits])
    changed = [(word.typed, read) for word, read in hits if read != word.typed]
    return Reason(f"{why}; {_read_as(changed)}" if changed else why, scattered, bool(changed))


def _read_in(index: Index, items: tuple[int, ...], word: AskedWord) -> str | None:
    """The word as the items have it: as typed, corrected, or one that says nearly the same."""
    if len(word.meant) == 1 and word.meant[0].trust == 1:
        return word.meant[0].corrected or word.typed
    for meant in word.meant:
        if any(index.has(meant.stem, item) for item in items):
            if meant.corrected:
                return meant.corrected
            return word.typed if meant.trust == 1 else index.word_of(meant.stem)
    return None


def nothing(asked: Sequence[AskedWord]) -> str:
    """No item is near enough."""
    if not asked:
        return "there is no topic in it"
    if not any(word.meant for word in asked if word.typed not in AROUND):
        return "the library has none of these words"
    return "nothing in the library is close enough"


def _read_as(changed: Iterable[tuple[str, str]]) -> str:
    return " and ".join(f"read '{typed}' as '{read}'" for typed, read in changed)


def listed(items: Sequence[str]) -> str:
    """Items as a sentence has them: 'a', 'b' and 'c'."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
