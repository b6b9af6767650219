"""Whether a report says what its source says: advice to an editor, who knows better."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from bot.ingest.acronyms import acronyms_in
from bot.ingest.faithful_likeness import Likeness
from bot.ingest.faithful_names import Names
from bot.ingest.faithful_numbers import Worth, numbers_in, worths_in
from bot.ingest.faithful_order import key_of_heading, order_problems
from bot.ingest.faithful_passages import Kind, Passage, passages_of
from bot.ingest.faithful_runs import Runs
from bot.ingest.manuscript import Manuscript, Role
from bot.ingest.outline import outline_of
from bot.library.draft import ReportDraft
from bot.library.problems import Position, Problem, Severity, did_you_mean

_CAPITALS_MEAN_LITTLE = ("de", "lb")
"""Languages that write every noun with a capital."""

_SMALL_WORD = re.compile(r"\b[^\W\d_]+\b")
_MOST_SHOWN = 16
"""Words of a copied run that are shown."""

_LONGEST_HEADING = 250
"""Letters of a block that may be a heading, though its reader did not see it."""


def compared(draft: ReportDraft, manuscript: Manuscript) -> Iterator[Problem]:
    """What in a report its source does not bear out: warnings, in the order of the files."""
    passages = list(passages_of(draft))
    found = [
        *_foreign_figures(draft, passages, manuscript),
        *_foreign_names(draft, passages, manuscript),
        *_copied(passages, manuscript),
        *_unknown_headings(draft, manuscript),
        *order_problems(draft, manuscript.blocks),
    ]
    yield from sorted(found)


def _warning(at: Position, code: str, message: str, hint: str) -> Problem:
    return Problem(at, code, message, hint, Severity.WARNING)


def _text_of(manuscript: Manuscript) -> str:
    return "\n".join((manuscript.title, *(block.text for block in manuscript.blocks)))


def _foreign_figures(
    draft: ReportDraft, passages: Iterable[Passage], manuscript: Manuscript
) -> Iterator[Problem]:
    published: Worth = Fraction(draft.report.published.first_day.year)
    known = worths_in(_text_of(manuscript)) | {published}
    likeness = Likeness([block.text for block in manuscript.blocks])
    for passage in passages:
        for number in numbers_in(passage.text):
            if not number.counts and number.worths.isdisjoint(known):
                message = f"the source has no '{number.text}'"
                hint = _near(passage.text, likeness, manuscript)
                yield _warning(passage.at(number.start), "foreign-figure", message, hint)


def _near(text: str, likeness: Likeness, manuscript: Manuscript) -> str:
    """Where to look: the block of the source that is most like a text, and its numbers."""
    best = likeness.best(text)
    if best is None:
        return ""
    block = manuscript.blocks[best]
    numbers = ", ".join(dict.fromkeys(number.text for number in numbers_in(block.text) if not number.counts))
    return f"what is most like it there ({block.locator}) has {numbers or 'no number'}"


def _foreign_names(
    draft: ReportDraft, passages: Sequence[Passage], manuscript: Manuscript
) -> Iterator[Problem]:
    if draft.report.language.split("-")[0] in _CAPITALS_MEAN_LITTLE:
        return
    source = _text_of(manuscript)
    ordinary = {word for passage in passages for word in _SMALL_WORD.findall(passage.text) if word.islower()}
    names = Names("\n".join((source, *_explained(draft, source))), ordinary)
    for passage in passages:
        if passage.kind is Kind.QUANTITY:
            continue
        for name in names.foreign_in(passage.text, is_name=passage.kind is Kind.NAME):
            hint = names.like(name.text)
            message = f"the source has no '{name.text}'"
            yield _warning(
                passage.at(name.start), "foreign-name", message, f"did you mean '{hint}'?" if hint else ""
            )


def _explained(draft: ReportDraft, source: str) -> Iterator[str]:
    """What a glossary adds to names of the source: an acronym, or a long form that the source leaves out."""
    names, spelled_out = Names(source), {acronym.short for acronym in acronyms_in(source)}
    for term in draft.report.terms:
        if term.name and names.has(term.name):
            yield term.term
        elif term.name and names.has(term.term) and term.term not in spelled_out:
            yield term.name


def _copied(passages: Sequence[Passage], manuscript: Manuscript) -> Iterator[Problem]:
    sentences = [passage for passage in passages if passage.kind is Kind.SENTENCES]
    runs = Runs((passage.text for passage in sentences), manuscript.blocks)
    for passage in sentences:
        for run in runs.found_in(passage.text):
            words = passage.text[run.start : run.end].split()
            shown = " ".join(words[:_MOST_SHOWN]) + (" …" if len(words) > _MOST_SHOWN else "")
            message = f"{run.length} words in a row are the source's ({run.block.locator}): “{shown}”"
            yield _warning(passage.at(run.start), "verbatim", message, "say it in your own words")


def _unknown_headings(draft: ReportDraft, manuscript: Manuscript) -> Iterator[Problem]:
    alone = [block.text for block in manuscript.blocks if len(block.text) <= _LONGEST_HEADING]
    opening = [part.heading for part in outline_of(manuscript.blocks).sections[:1]]
    known = {key_of_heading(heading) for heading in (manuscript.title, *alone, *opening)}
    printed = [block.text for block in manuscript.blocks if block.role is Role.HEADING]
    for heading, at in _headings(draft):
        if key_of_heading(heading) not in known:
            message = f"the source has no heading '{heading}'"
            yield _warning(at, "no-such-heading", message, did_you_mean(heading, printed))


def _headings(draft: ReportDraft) -> Iterator[tuple[str, Position]]:
    """The headings that a report cites, each with its place."""
    trail = ("source", "heading")
    for section in draft.sections:
        yield section.section.source.heading, section.document.at(trail)
    listed, document = draft.recommendations, draft.recommendations_document
    if listed and document:
        yield listed.source.heading, document.at(trail)
        for index, item in enumerate(listed.recommendations):
            if item.source:
                yield item.source.heading, document.at(("recommendations", index, *trail))
