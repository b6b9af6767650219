"""Text to comparable words: case, accents, width, punctuation, possessives, endings."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import Stemmer

MAX_WORDS = 64
"""Words of a query that are looked at; a longer one is a pasted text, whose start tells enough."""

_MAX_CHARACTERS = 2_000
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?\b")
_DOTTED_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|[^\W_]+")
_LATIN_WITH_MARK = re.compile(r"([A-Za-z])[\u0300-\u036f]+")


def words_of(text: str) -> list[str]:
    """The words of a text, folded: "Pakistan’s R&D, U.S. $1,000" is pakistan r and d us 1000."""
    text = text[:_MAX_CHARACTERS].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    text = _LATIN_WITH_MARK.sub(r"\1", unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFC", text)
    text = _DOTTED_ACRONYM.sub(lambda match: match[0].replace(".", ""), text)
    text = _THOUSANDS.sub("", _POSSESSIVE.sub("", text))
    return _WORD.findall(text)[:MAX_WORDS]


class _PerThread(threading.local):
    """PyStemmer's objects may not be shared between threads."""

    def __init__(self) -> None:
        self.stem: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord


_stemmer = _PerThread()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word's Porter2 stem, so that 'militants' and 'militant' are one; acronyms' plurals too."""
    return _stemmer.stem(word)


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words_of(text)]


FUNCTION_WORDS = frozenset(
    """a about above across after again against all almost along already also although am among an and any
    anyone anything are around as at be because been before being below between both but by can
    cannot could d did do does doing don down during each either else ever every for from further
    get gets getting got had has have having he her here hers him his how however i if in into is
    isn it its itself just know least less let ll many may me might mine more most much must my near
    no nor not now of off often on once one only onto or other our ours out over own per please
    quite re really s same shall she should since so some somehow something still such t than that
    the their theirs them then there these they thing things this those though through to too toward
    towards under until up upon us ve very via was we were what whatever when where whether which
    while who whom whose why will with within without would yet you your yours""".split()
)
"""Words that carry grammar, not a topic."""

_FUNCTION_LETTERS = frozenset("".join(sorted(word)) for word in FUNCTION_WORDS if len(word) >= 3)


def swaps_function_word(word: str) -> bool:
    """Whether a word is a function word with its letters swapped: 'teh', 'adn', 'waht'."""
    return "".join(sorted(word)) in _FUNCTION_LETTERS


CARRIER_WORDS = frozenset(
    """actually angle anybody anything aspect basically bit brief briefing chapter current data describe
    description detail details discuss explain figure figures find give happen happened happens hear
    info information kind know lately learn like look main matter matters mean mention mentioned
    mentions number numbers overview page paper part please question questions quick read recently
    regarding remind report reports role said say saying says section sections see show situation
    someone specific stance statistics stats story stuff summarise summarize summary take tell
    thanks think thought thoughts today topic topics understand want wanted wonder""".split()
)
"""Words that people wrap around a topic when they ask for it."""

GENERIC_WORDS = frozenset(
    """able actually affect agree amount area back bad become begin best better big bring buy call case
    cause certain change come common compare consider countries country deal difference different do
    effect end enough exist expect face fact fall far feel few first focus follow full general go
    goes going good great group grow guy happen hard help high hold idea ideas important include
    increase involve issue issues job keep kind large last late lead leave less level list live long
    lose lot low make makes making manage mean might need needs new next offer old open people place
    plan play point policy possible problem problems provide put reach real really reason receive
    recent remain run serious set several short side simply small sort start state stay stop take
    talk term terms time total try turn use used using value view views want way ways week well work
    working world worth wrong year years""".split()
)
"""Words of every subject: they count, but little, both for a passage and against it."""
