"""A draft report from what a document says: sections, figures, recommendations and terms, for an editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.errors import DocumentError
from bot.ingest.acronyms import acronyms_in
from bot.ingest.advice import Advice, advice_of
from bot.ingest.areas import Areas
from bot.ingest.figures import figures_in
from bot.ingest.front_matter import front_matter_of
from bot.ingest.manuscript import Block, Manuscript, Role
from bot.ingest.names import aliases_of, slugs_of, titles_of
from bot.ingest.outline import Part, items_of, outline_of
from bot.ingest.sentences import sentences_of
from bot.ingest.summary import summary_of
from bot.ingest.text import printable
from bot.library.model import (
    Figure,
    RecommendationFile,
    RecommendationsFile,
    ReportFile,
    SectionFile,
    Source,
    TermFile,
)
from bot.library.slug import slug_of

_MOST_SENTENCES = 3
"""Sentences of one point: what is quoted alone should be short."""

_MOST_PLACES = 3
_UNTITLED = "Untitled"
_NOTHING = "The document says nothing here."


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a draft report: sections by their slugs, in their order."""

    report: ReportFile
    sections: dict[str, SectionFile]
    recommendations: RecommendationsFile | None


def draft_of(manuscript: Manuscript, today: date) -> Draft:
    """The draft of a report. Its sentences are the document's: an editor has to put them in other words.

    Raises:
        DocumentError: the document has no text below its headings.

    """
    front = front_matter_of(manuscript, today)
    outline = outline_of(manuscript.blocks)
    if not outline.sections:
        raise DocumentError(
            f"{manuscript.path} has no text below its headings: see that it is the right file"
        )
    parts = dict(zip(slugs_of([part.heading for part in outline.sections]), outline.sections, strict=True))
    texts = {slug: _text(part.blocks) for slug, part in parts.items()}
    advice = list(_advice(outline.recommendations, texts)) if outline.recommendations else []
    titles = titles_of({slug: part.heading for slug, part in parts.items()})
    aliases = aliases_of(titles)
    year = str(front.published.year)
    sections = {
        slug: _section(part, titles[slug], aliases[slug], _related(slug, advice), year)
        for slug, part in parts.items()
    }
    listed = None
    if outline.recommendations and advice:
        listed = _recommendations(outline.recommendations, advice)
    report = ReportFile(
        draft=True,
        title=printable(front.title) or _UNTITLED,
        short_title=printable(front.short_title) or _UNTITLED,
        published=front.published,
        review_by=front.review_by,
        language=front.language,
        terms=tuple(_terms(texts, advice)),
    )
    return Draft(report, sections, listed)


def _related(slug: str, advice: Sequence[Advice]) -> tuple[int, ...]:
    """The recommendations that belong to a section."""
    return tuple(item.number for item in advice if slug in item.areas)


def _section(
    part: Part, title: str, aliases: tuple[str, ...], numbers: tuple[int, ...], year: str
) -> SectionFile:
    sentences = [sentence for block in _spoken(part.blocks) for sentence in sentences_of(block.text)]
    return SectionFile(
        draft=True,
        title=title,
        aliases=aliases,
        summary=printable(" ".join(summary_of(sentences))) or _NOTHING,
        points=tuple(_points(part.blocks)) or (_NOTHING,),
        figures=tuple(_figures(sentences, year)),
        recommendations=numbers,
        source=Source(heading=printable(part.heading) or title, locator=_span(part) or None),
    )


def _points(blocks: Sequence[Block]) -> Iterator[str]:
    """A bullet is a point, and so are up to three sentences of a paragraph."""
    for block in _spoken(blocks):
        for sentences in _passages(sentences_of(block.text)):
            point = printable(" ".join(sentences))
            if point:
                yield point


def _passages(sentences: Sequence[str]) -> Iterator[Sequence[str]]:
    """A paragraph's sentences in parts of nearly one length: seven are two, two and three."""
    many = -(-len(sentences) // _MOST_SENTENCES)
    cuts = [len(sentences) * number // many for number in range(many + 1)] if many else []
    for start, end in pairwise(cuts):
        yield sentences[start:end]


def _figures(sentences: Sequence[str], year: str) -> Iterator[Figure]:
    for found in dict.fromkeys(each for sentence in sentences for each in figures_in(sentence, year)):
        yield Figure(
            value=printable(found.value),
            unit=printable(found.unit),
            what=printable(found.what),
            as_of=printable(found.as_of),
        )


def _advice(part: Part, texts: dict[str, str]) -> Iterator[Advice]:
    items, _ = items_of(part)
    areas = Areas(texts)
    for number, block in enumerate(items, start=1):
        yield advice_of(number, block, areas)


def _recommendations(part: Part, advice: Sequence[Advice]) -> RecommendationsFile:
    _, around = items_of(part)
    said = [sentence for block in around for sentence in sentences_of(block.text)]
    heading = printable(part.heading) or "Recommendations"
    return RecommendationsFile(
        draft=True,
        summary=printable(" ".join(summary_of(said))) or f"The document has {len(advice)} recommendations.",
        source=Source(heading=heading, locator=_span(part) or None),
        recommendations=tuple(
            RecommendationFile(
                number=item.number,
                action=printable(item.action),
                detail=printable(item.detail),
                actors=tuple(map(printable, item.actors)),
                instruments=(),
                areas=item.areas,
                source=Source(heading=heading, locator=item.locator or None),
            )
            for item in advice
        ),
    )


def _terms(texts: dict[str, str], advice: Sequence[Advice]) -> Iterator[TermFile]:
    """The document's acronyms, each with the sentence where it first stands."""
    places = {**texts, **{f"r{item.number}": item.detail for item in advice}}
    taken: set[str] = set()
    for text in places.values():
        for found in acronyms_in(text):
            slug = slug_of(found.short)
            see = [place for place, said in places.items() if found.short in said or found.long in said]
            if not slug or slug in taken or not see:
                continue
            taken.add(slug)
            told = (sentence for sentence in sentences_of(text) if found.short in sentence)
            yield TermFile(
                term=printable(found.short),
                name=printable(found.long),
                definition=printable(next(told, text)),
                see=tuple(see[:_MOST_PLACES]),
            )


def _spoken(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.role is not Role.HEADING]


def _text(blocks: Sequence[Block]) -> str:
    return " ".join(block.text for block in _spoken(blocks))


def _span(part: Part) -> str:
    """Where a part stands: "lines 302-341", "pages 3-5", or what its one locator says."""
    first, last = part.locator, part.blocks[-1].locator
    kind, _, start = first.partition(" ")
    other, _, end = last.partition(" ")
    return f"{kind}s {start}–{end}" if start and end and kind == other and start != end else first
