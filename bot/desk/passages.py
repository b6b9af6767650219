"""The sentences of a section that answer a question, before anything else of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2s

from bot.desk.age import age_note
from bot.desk.cards import FIGURES_IN_BRIEF, RECOMMENDATIONS_IN_BRIEF, citation, votes
from bot.desk.command import Room
from bot.desk.reply import Action, Origin, Passage, Reply, Style, Verb, share
from bot.library.model import Section
from bot.lookup.words import stem, words_of

SENTENCES = 3
"""Sentences that an answer shows at most."""

_ASKING = re.compile(
    r"^(?:and |so |but |ok |hi |please )*(?:what|who|whom|whose|when|where|why|how|which|is|are|was|were"
    r"|do|does|did|can|could|should|would|will|has|have|had)\b",
    re.IGNORECASE,
)
_FOR_A_NUMBER = re.compile(
    r"\b(?:how (?:much|many|big|large|high|long|old|often)|what (?:share|percentage|percent|number|amount)"
    r"|(?:number|share|cost|value|size|amount|total) of|percent|when)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:half|thirds?|quarters?|dozens?|hundreds|thousands|millions|billions)\b", re.IGNORECASE
)
_WITHOUT_NUMBER = 0.6
_THE_US = re.compile(r"\bUS\b|\bU\.S\.|\bthe us\b|\b[Aa]merica|\b[Uu]nited [Ss]tates\b")
"""To lookup "us" says nothing, as it is mostly a pronoun; in a sentence it can be told apart."""
_WEIGHT_OF_THE_US = 1.0
_ENOUGH_OF_QUESTION = 0.4
"""With less of the question than this, a sentence stands alone: the next are beside the point."""
_TOO_LITTLE_OF_QUESTION = 0.25
_LEAST_SHARE = 0.55
"""A sentence is shown if it has this share of what the best one has of the question."""


def is_question(text: str) -> bool:
    """Whether a text reads like a question, rather than a topic's name."""
    return text.rstrip().endswith("?") or _ASKING.match(text.strip()) is not None


def wants_passage(text: str, *, named: bool) -> bool:
    """Whether sentences answer a text better than a whole brief; `named`: it names the topic, and no more."""
    return is_question(text) and (not named or _FOR_A_NUMBER.search(text) is not None)


def passage_for(room: Room, section: Section, text: str) -> Reply | None:
    """The sentences of a section that answer a question; None when none of them stands out."""
    scored = [(score, place) for place, score in enumerate(_scores(room, section, text))]
    if not scored or not (most := max(score for score, _ in scored)):
        return None
    wants_number = _FOR_A_NUMBER.search(text) is not None
    first_figure = len(section.points)
    near = [(score, place) for score, place in scored if score >= _LEAST_SHARE * most]
    near.sort(key=lambda pair: (not (wants_number and pair[1] >= first_figure), -pair[0], pair[1]))
    sentences = tuple(_sentences(section))
    share = most / sum(room.lookup.weights(text).values())
    if share < _TOO_LITTLE_OF_QUESTION:  # which sentence it is would be chance
        figures = sentences[first_figure:][:FIGURES_IN_BRIEF]
        return _reply(room, section, figures) if wants_number and figures else None
    shown = SENTENCES if share >= _ENOUGH_OF_QUESTION else 1
    return _reply(room, section, [sentences[place] for _, place in near[:shown]])


def fit(room: Room, section: Section, text: str) -> float:
    """How much of a question a section has: in its best sentence, and in the longest of its names."""
    typed = f" {' '.join(words_of(text))} "
    names = (words_of(name) for name in (section.title, *section.aliases))
    longest = max((len(name) for name in names if f" {' '.join(name)} " in typed), default=0)
    return max(_scores(room, section, text), default=0.0) + longest


def passage_again(room: Room, target: str) -> Reply | None:
    """The reply that a target stands for, with those of its sentences that the section still has."""
    item_id, _, marks = target.partition("#")
    section = room.library.get(item_id)
    if not isinstance(section, Section):
        return None
    by_mark = {_mark(sentence): sentence for sentence in _sentences(section)}
    chosen = [by_mark[mark] for mark in marks.split(",") if mark in by_mark]
    return _reply(room, section, chosen or [section.summary])


def _sentences(section: Section) -> Iterator[str]:
    yield from section.points
    yield from map(str, section.figures)


def _scores(room: Room, section: Section, text: str) -> list[float]:
    """How much of a question each sentence has; one without a number has less of "how much …?"."""
    weights = room.lookup.weights(text)
    wants_number, about_the_us = _FOR_A_NUMBER.search(text) is not None, _THE_US.search(text) is not None
    scores = []
    for sentence in _sentences(section):
        score = sum(weights.get(each, 0.0) for each in {stem(word) for word in words_of(sentence)})
        if score and about_the_us and _THE_US.search(sentence):
            score += _WEIGHT_OF_THE_US
        scores.append(score * (1 if not wants_number or _NUMBER.search(sentence) else _WITHOUT_NUMBER))
    return scores


def _mark(sentence: str) -> str:
    return blake2s(sentence.encode(), digest_size=4).hexdigest()


def _reply(room: Room, section: Section, sentences: Iterable[str]) -> Reply:
    chosen = tuple(sentences)
    report = room.library.report_of(section)
    passages = [Passage(chosen, style=Style.BULLETS)]
    related = room.library.recommendations_of(section)[:RECOMMENDATIONS_IN_BRIEF]
    if related:
        lines = tuple(f"{item.number}. {item.action}" for item in related)
        passages.append(Passage(lines, "Related recommendations", Style.NUMBERED))
    origin = Origin(Verb.ANSWER, f"{section.id}#{','.join(map(_mark, chosen))}")
    return Reply(
        title=section.title,
        passages=tuple(passages),
        notes=(age_note(report, room.today),),
        citations=(citation(report, section.source),),
        actions=(
            Action("Whole brief", Verb.BRIEF, section.id),
            Action("Recommendations", Verb.RECOMMENDATIONS, section.id),
            share(origin),
            *votes(section),
        ),
        origin=origin,
    )
