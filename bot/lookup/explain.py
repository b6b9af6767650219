"""Why something matched: values that word themselves when asked, in a sentence that a reader can check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from bot.lookup.asked import AROUND, AskedWord
from bot.lookup.entries import Name
from bot.lookup.index import Index
from bot.lookup.naming import Likeness, Naming
from bot.lookup.words import stem, words_of

_NAME_ENOUGH = 0.62
"""From here on the likeness of a name is the reason; below it, the words of the text are."""


class Reason(Protocol):
    """Why an item matched."""

    @property
    def why(self) -> str:
        """The rest of a sentence that begins with "it"."""

    @property
    def corrected(self) -> bool:
        """Whether a word typed was read as another."""


@dataclass(frozen=True, slots=True)
class Plainly:
    """A reason that is always worded the same."""

    why: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class ByName:
    """The query is one of the item's names, or that name misspelt."""

    name: Name
    naming: Naming

    @property
    def corrected(self) -> bool:
        """As in `Reason`."""
        return self.naming.likeness is Likeness.MISSPELT

    @property
    def why(self) -> str:
        """As in `Reason`."""
        name = f"the {self.name.sort} '{self.name.text}'"
        if not self.corrected:
            return f"matched {name}"
        both = zip(self.naming.words, self.naming.read, strict=True)
        changed = [(typed, word) for typed, word in both if typed != word]
        return f"matches {name}" + (f"; {_read_as(changed)}" if changed else "")


@dataclass(frozen=True, slots=True)
class Later:
    """A reason that is only made when somebody asks for it: most matches are never shown."""

    make: Callable[[], ByWords]

    @property
    def why(self) -> str:
        """As in `Reason`."""
        return self.make().why

    @property
    def corrected(self) -> bool:
        """As in `Reason`."""
        return self.make().corrected


@dataclass(frozen=True)
class ByWords:
    """The query is near to a name of the item, or shares words with it, or names its section.

    `items` holds the item and, where it was found `through` a section of that title, the section. `has`
    says which of the words asked they have; `near` is the item's nearest name, and how near.
    """

    index: Index = field(repr=False)
    items: tuple[int, ...]
    asked: Sequence[AskedWord] = field(repr=False)
    has: Sequence[bool] = field(repr=False)
    near: tuple[Name, float] | None
    through: str | None

    @property
    def scattered(self) -> bool:
        """Whether it rests on words here and there alone."""
        return self.through is None and (self.near is None or self.near[1] < _NAME_ENOUGH)

    @cached_property
    def corrected(self) -> bool:
        """As in `Reason`."""
        return bool(self._changed)

    @cached_property
    def why(self) -> str:
        """As in `Reason`."""
        if self.through is not None:
            why = f"is recommended under '{self.through}'"
        elif self.near is not None and not self.scattered:
            why = self._near_name(self.near[0])
        else:
            telling = sorted(self._hits, key=lambda hit: -hit[0].weight)[:3]
            noun = "word" if len(telling) == 1 else "words"
            why = f"has the {noun} " + listed([f"'{read}'" for _, read in telling])
        return f"{why}; {_read_as(self._changed)}" if self._changed else why

    def _near_name(self, name: Name) -> str:
        telling = {stem(read) for word, read in self._hits if word.typed not in AROUND}
        whole = telling == {stem(word) for word in words_of(name.text) if word not in AROUND}
        return f"{'matches' if whole else 'is close to'} the {name.sort} '{name.text}'"

    @cached_property
    def _hits(self) -> list[tuple[AskedWord, str]]:
        """The words asked that the items have, and how they have them."""
        found = ((word, self._read(word)) for word, hit in zip(self.asked, self.has, strict=True) if hit)
        return [(word, read) for word, read in found if read is not None]

    @cached_property
    def _changed(self) -> list[tuple[str, str]]:
        return [(word.typed, read) for word, read in self._hits if read != word.typed]

    def _read(self, word: AskedWord) -> str | None:
        """The word as the items have it: as typed, corrected, or one that says nearly the same."""
        if len(word.meant) == 1 and word.meant[0].trust == 1:
            return word.meant[0].corrected or word.typed
        for meant in word.meant:
            if any(self.index.has(meant.stem, item) for item in self.items):
                if meant.corrected:
                    return meant.corrected
                return word.typed if meant.trust == 1 else self.index.word_of(meant.stem)
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
