"""Queries that are a name, as typed or misspelt, with no more than the words around a topic beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import islice, pairwise

from rapidfuzz.distance import OSA

from bot.lookup.asked import AROUND
from bot.lookup.index import Index
from bot.lookup.spelling import Correction
from bot.lookup.vocabulary import EVERYDAY_WORDS, GENERIC_WORDS, SOFT_CARRIER_WORDS
from bot.lookup.words import stem

_CARRIERS = AROUND | SOFT_CARRIER_WORDS
_SPANS = 40
_WORDS = 16
"""Words of a query that may be a name; a longer one is a sentence."""
_MISSPELT_WORDS = 5
"""Telling words of a name that may be misspelt: each has several readings, and all of them are tried."""
_MOST_READINGS = 96
"""Of the words so far: the likeliest ones go on to the next word."""


class Likeness(Enum):
    """How the words typed are those of a name."""

    SAME = "same"
    INFLECTED = "inflected"  # the same stems: "exports" for "export"
    JOINED = "joined"  # the same letters: "hongkong"
    MISSPELT = "misspelt"


@dataclass(frozen=True, slots=True)
class Naming:
    """The names that a query is; `words` are those typed, `read` those of the names.

    `costs` says how far each word is from the one that it is read as; `other_cost` what the next likely
    name costs, if there is one.
    """

    names: tuple[int, ...]
    likeness: Likeness
    words: tuple[str, ...]
    read: tuple[str, ...]
    costs: tuple[float, ...] = ()
    other_cost: float | None = None

    @property
    def cost(self) -> float:
        """How far the words typed are from the name, in edits."""
        return sum(self.costs)


def named_exactly(index: Index, words: Sequence[str]) -> Naming | None:
    """The names that the words are, whole or with the words around a topic taken off."""
    words = tuple(words)
    if len(words) > _WORDS:
        names = index.by_words.find(" ".join(words))
        return Naming(tuple(names), Likeness.SAME, words, words) if names else None
    known = index.name_words_known
    core = tuple(word for word in words if word not in _CARRIERS)
    if known.issuperset(core):  # every topic has them
        for topic in dict.fromkeys((words, *islice(topics_in(words), _SPANS))):
            if known.issuperset(topic) and (names := index.by_words.find(" ".join(topic))):
                return Naming(tuple(names), Likeness.SAME, topic, topic)
    for topic in {words: None, core or words[-1:]: None}:
        if names := _inflected(index, topic):
            return Naming(tuple(names), Likeness.INFLECTED, topic, topic)
        letters = "".join(topic)
        if len(letters) >= 5 and (names := index.by_letters.find(letters)):
            return Naming(tuple(names), Likeness.JOINED, topic, topic)
    return None


def _inflected(index: Index, words: tuple[str, ...]) -> list[int]:
    """The names with the same stems, where the words are alike too: "opens" is no "openness"."""
    stems = [stem(word) for word in words]
    if not all(each in index.stem_number for each in stems):
        return []
    names = index.by_stems.find(" ".join(stems))
    return [name for name in names if _same_words(words, index.name_texts[name].split(" "))]


def _same_words(words: Sequence[str], own: Sequence[str]) -> bool:
    furthest = 2 if len(own) == len(words) == 1 else 3
    typed = (word for word in words if len(word) > furthest)
    return all(any(OSA.distance(word, each) <= furthest for each in own) for word in typed)


def topics_in(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What may be the topic, the longest first: words around it are taken off at both ends, then inside."""
    core = [place for place, word in enumerate(words) if word not in _CARRIERS]
    if not core:
        ends = range(len(words), 0, -1)
        spans = ((start, start + length) for length in ends for start in range(len(words) - length + 1))
        yield from (words[start:end] for start, end in spans)
        return
    first, last = core[0], core[-1] + 1
    outer = sorted(
        ((start, end) for start in range(first + 1) for end in range(last, len(words) + 1)),
        key=lambda span: span[0] - span[1],
    )
    yield from (words[start:end] for start, end in outer)
    if len(core) < last - first:
        yield tuple(words[place] for place in core)


def named_with_misspellings(index: Index, words: Sequence[str]) -> Naming | None:
    """The name that is nearest to the words, when every one of them is near to a word of it."""
    words = tuple(words)
    core = tuple(word for word in words if word not in _CARRIERS)
    if not core or len(core) > _MISSPELT_WORDS or len(words) > _WORDS:
        return None
    topics = [topic for topic in islice(topics_in(words), _SPANS) if not _CARRIERS & {topic[0], topic[-1]}]
    best: Naming | None = None
    for topic in dict.fromkeys((words, *topics)):
        found = _nearest_name(index, topic)
        if found is not None and (best is None or found.cost < best.cost):
            best = found
            if topic == words:
                break
    return best


def _nearest_name(index: Index, words: tuple[str, ...]) -> Naming | None:
    if _need_two_misread(index, words):
        return None
    found: Naming | None = None
    for reading in _readings(index, words):
        if names := _names_of(index, reading):
            if found is None:
                found = Naming(tuple(names), Likeness.MISSPELT, words, reading.words, reading.costs)
            elif not _items(index, names) & _items(index, found.names):
                return replace(found, other_cost=reading.cost)
    return found


def _need_two_misread(index: Index, words: tuple[str, ...]) -> bool:
    """Whether more than one word that names have would have to be another: then it is not that name.

    Most questions are seen to be no name by this alone, before any word is looked up for its spelling.
    """
    known = [index.stem_number[stem(word)] if word in index.name_words_known else None for word in words]
    parted = [
        place
        for place, (first, second) in enumerate(pairwise(known))
        if first is not None and second is not None and not index.may_adjoin(first, second)
    ]
    return bool(parted) and parted[-1] - parted[0] > 1  # one word is in two pairs that follow one another


@dataclass(frozen=True, slots=True)
class _Reading:
    """Words that those typed may be, with what each costs; `last` is the stem of the last one."""

    words: tuple[str, ...] = ()
    costs: tuple[float, ...] = ()
    last: int | None = None

    @property
    def cost(self) -> float:
        return sum(self.costs)


def _readings(index: Index, words: tuple[str, ...]) -> list[_Reading]:
    """What words may be, the likeliest first, where a name may have each beside the next."""
    readings = [_Reading()]
    for word in words:
        near = [(each, index.stem_number[stem(each.word)]) for each in _near(index, word)]
        longer = [
            _Reading((*before.words, each.word), (*before.costs, each.cost), number)
            for before in readings
            for each, number in near
            if before.last is None or index.may_adjoin(before.last, number)
        ]
        readings = sorted(longer, key=lambda reading: reading.cost)[:_MOST_READINGS]
        if not readings:
            break
    return readings


def _near(index: Index, word: str) -> tuple[Correction, ...]:
    """What a word may be in a name; one that the library knows in another form is not far off by mistake."""
    near = index.speller.near_in_names(word)
    return tuple(each for each in near if each.cost < 1.5) if stem(word) in index.stem_number else near


def _names_of(index: Index, reading: _Reading) -> list[int]:
    """The names with these words; failing those, the ones with these stems."""
    names = index.by_stems.find(" ".join(map(stem, reading.words)))
    if len(names) < 2:
        return names
    line = " ".join(reading.words)
    return [name for name in names if index.name_texts[name] == line] or names


def _items(index: Index, names: Sequence[int]) -> set[int]:
    return {index.item_of_name.item(name) for name in names}


MISSPELT_FEATURES = (
    "cost", "cost_a_letter", "worst_word", "letters", "one_word", "lead", "everyday", "first_letter",
    "short", "several", "share", "always",
)  # fmt: skip
"""What the confidence in a misspelt name is made from, in this order."""


def misspelt_features(index: Index, naming: Naming, words: int) -> tuple[float, ...]:
    """What speaks for and against a name that was read out of misspelt words; `words` were typed in all."""
    letters = sum(map(len, naming.words))
    changed = [(a, b) for a, b in zip(naming.words, naming.read, strict=True) if a != b]
    other = naming.cost + 2 if naming.other_cost is None else naming.other_cost
    return (
        naming.cost,
        naming.cost / letters,
        max(cost / len(word) for cost, word in zip(naming.costs, naming.words, strict=True)),
        min(letters, 20) / 20,
        float(len(naming.words) == 1),
        min(other - naming.cost, 2) / 2,
        float(any(word in EVERYDAY_WORDS or word in GENERIC_WORDS for word, _ in changed)),
        float(any(a[0] != b[0] for a, b in changed)),
        float(any(len(a) == len(b) <= 4 for a, b in changed)),
        float(len(_items(index, naming.names)) > 1),
        len(naming.words) / words,
        1.0,
    )
