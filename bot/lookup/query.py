"""What was typed, taken apart: the words that carry a topic, and what is wanted about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.lookup.vocabulary import CARRIER_WORDS, FUNCTION_WORDS, GENERIC_WORDS
from bot.lookup.words import words_of

MAX_WORDS = 64
"""Words of a query that are looked at; a longer one is a pasted text, whose start tells enough."""

MAX_CHARACTERS = 2_000
"""Characters of a query that are looked at."""


class Wanted(Enum):
    """What the words around the topic ask for."""

    ANYTHING = "anything"
    RECOMMENDATIONS = "recommendations"
    ADVICE = "advice"  # "what should Congress do about …": a recommendation, or a section's own advice
    DEFINITION = "definition"
    FIGURES = "figures"  # "economy figures": a section, for its key figures


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart.

    `words` is everything typed; `topic` is what is left without the words around it; `number` is
    that of a recommendation asked for by number.
    """

    words: tuple[str, ...]
    topic: tuple[str, ...]
    wanted: Wanted
    number: int | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The words to look up: all of them, but for those that only ask for recommendations."""
        if self.wanted is Wanted.RECOMMENDATIONS:
            return tuple(word for word in self.words if not asks_for_recommendations(word))
        return self.words


_RECOMMENDATION_WORDS = frozenset(
    {"rec", "recs", "reccs", "reco", "recos", "recommend", "recommends", "recommended"}
)
_RECOMMENDATION_LONG = ("recommendation", "recommendations", "recommended", "recommends")
_ADVICE = re.compile(r"\b(?:should|ought)\b|^(?:advice|proposals?|suggestions?|policy options?)\b")
_DEFINITION = re.compile(
    r"^(?:please )?(?:define|definition of|meaning of|what is the (?:meaning|definition) of"
    r"|what do(?:es)?(?= .+ (?:stand for|mean)$))\s+(?P<what>.+?)(?: (?:stand for|mean))?$"
)
_FIGURE_WORDS = ("figures", "statistics", "stats", "numbers")
_FIGURES = re.compile(
    r"^(?:(?:what are|show me|give me|show|any) )?(?:the )?(?:key |main )?"
    rf"(?:{'|'.join(_FIGURE_WORDS)}) (?:on|for|about|of|in|from) (?P<on>.+)$"
    rf"|^(?P<of>.+?) (?:key |main )?(?:{'|'.join(_FIGURE_WORDS)})$"
)
_BY_NUMBER = re.compile(
    r"^(?:the )?(?:(?:r|rec|reco|recommendation) ?(?:no |number |nr )?(?P<after>\w{1,10})"
    r"|(?P<before>\w{1,10})(?: (?:st|nd|rd|th))? (?:rec|reco|recommendation))$"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()
LAST = -1
"""The number of the last recommendation, whichever that is."""


def parse(text: str) -> Query:
    """Take a query apart."""
    return parse_words(words_of(text[:MAX_CHARACTERS])[:MAX_WORDS])


def parse_words(words: tuple[str, ...]) -> Query:
    """Take a query apart that is folded into words already."""
    line = " ".join(words)
    if number := _number_asked_for(line):
        return Query(words, words, Wanted.RECOMMENDATIONS, number)
    if defined := _DEFINITION.match(line):
        what = tuple(word for word in defined["what"].split() if word not in {"a", "an", "the", "of"})
        return Query(words, what, Wanted.DEFINITION)
    if any(map(asks_for_recommendations, words)):
        rest = tuple(word for word in words if not asks_for_recommendations(word))
        topic = _without_carriers(rest)
        telling = [word for word in topic if word not in GENERIC_WORDS]
        return Query(words, topic if telling else (), Wanted.RECOMMENDATIONS)
    if any(word in words for word in _FIGURE_WORDS) and (figures := _FIGURES.match(line)):
        about = tuple((figures["on"] or figures["of"]).split())
        if topic := _without_carriers(about):
            return Query(about, topic, Wanted.FIGURES)
    wanted = Wanted.ADVICE if _ADVICE.search(line) else Wanted.ANYTHING
    return Query(words, _without_carriers(words), wanted)


def _number_asked_for(line: str) -> int | None:
    """8 for "r8", "rec no 8", "the eighth recommendation", "recommendation eight"; None without one."""
    match = _BY_NUMBER.match(line)
    if match is None:
        return None
    word = match["after"] or match["before"]
    if match["before"] == "last":
        return LAST
    if word.isdecimal():
        return int(word) if len(word) < 9 else None
    ordered = _CARDINALS if match["after"] else _ORDINALS
    return ordered.index(word) + 1 if word in ordered else None


def asks_for_recommendations(word: str) -> bool:
    """Whether a word, well or badly spelt, is one for recommendations."""
    if word in _RECOMMENDATION_WORDS:
        return True
    if len(word) < 8 or not word.startswith("re"):
        return False
    near = process.extractOne(word, _RECOMMENDATION_LONG, scorer=OSA.distance, score_cutoff=3)
    return near is not None


def _without_carriers(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in FUNCTION_WORDS and word not in CARRIER_WORDS)
