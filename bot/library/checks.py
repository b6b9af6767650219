"""What no single file can show: references, names and links between the files of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.library.draft import ReportDraft
from bot.library.model import RECOMMENDATIONS_SLUG
from bot.library.problems import Position, Problem, did_you_mean
from bot.library.slug import slug_of


def problems_of(draft: ReportDraft) -> Iterator[Problem]:
    """Every problem between the parts of one report."""
    yield from _duplicate_ids(draft)
    yield from _dangling_references(draft)
    yield from _one_sided_links(draft)
    yield from _shared_aliases(draft)
    yield from _dates(draft)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name at its place: an alias, a title, an id."""

    name: str
    owner: str
    at: Position


def _numbers(draft: ReportDraft) -> tuple[int, ...]:
    return (
        tuple(item.number for item in draft.recommendations.recommendations) if draft.recommendations else ()
    )


def _references(draft: ReportDraft) -> frozenset[str]:
    """Everything that `see` and `areas` may name."""
    return frozenset(_slugs(draft) | {f"r{number}" for number in _numbers(draft)})


def _slugs(draft: ReportDraft) -> set[str]:
    """The sections that are there, be their files readable or not: what is wrong with these is told once."""
    return {section.slug for section in draft.sections} | draft.unread


def _lacks_numbers(draft: ReportDraft) -> bool:
    """Whether there are recommendations, but nothing is known of them."""
    return draft.recommendations is None and draft.recommendations_document is not None


def _duplicate_ids(draft: ReportDraft) -> Iterator[Problem]:
    claims = [
        _Claim(section.slug, section.slug, Position(section.document.path)) for section in draft.sections
    ]
    reserved = {RECOMMENDATIONS_SLUG, "terms"}
    for claim in claims:
        if claim.name in reserved or (claim.name[0] == "r" and claim.name[1:].isdigit()):
            hint = "choose another slug for the file's name"
            yield Problem(claim.at, "duplicate-id", f"'{claim.name}' is an id that Briefbot gives", hint)
    yield from _repeated(claims, "duplicate-id", "section '{name}'")
    if draft.recommendations and draft.recommendations_document:
        document = draft.recommendations_document
        numbered = (
            _Claim(f"r{item.number}", str(index), document.at(("recommendations", index, "number")))
            for index, item in enumerate(draft.recommendations.recommendations)
        )
        yield from _repeated(numbered, "duplicate-id", "recommendation '{name}'")
    terms = (
        _Claim(slug_of(term.term), str(index), draft.document.at(("terms", index, "term")))
        for index, term in enumerate(draft.report.terms)
    )
    yield from _repeated(terms, "duplicate-id", "term '{name}'")


def _repeated(claims: Iterable[_Claim], code: str, what: str) -> Iterator[Problem]:
    first: dict[str, _Claim] = {}
    for claim in claims:
        before = first.setdefault(claim.name, claim)
        if before is not claim:
            message = f"{what.format(name=claim.name)} is there already"
            yield Problem(claim.at, code, message, f"the first is at {before.at}; rename or delete one")


def _dangling_references(draft: ReportDraft) -> Iterator[Problem]:
    known, numbers = _references(draft), set(_numbers(draft))
    slugs, numbers_unknown = _slugs(draft), _lacks_numbers(draft)
    for term_index, term in enumerate(draft.report.terms):
        for index, reference in enumerate(term.see):
            if reference not in known and not (numbers_unknown and re.fullmatch(r"r\d+", reference)):
                at = draft.document.at(("terms", term_index, "see", index))
                yield _dangling(at, reference, known)
    for section in draft.sections:
        for index, number in enumerate(section.section.recommendations):
            if number not in numbers and not numbers_unknown:
                at = section.document.at(("recommendations", index))
                yield _dangling(at, f"r{number}", (f"r{known}" for known in numbers))
    if draft.recommendations and draft.recommendations_document:
        for item_index, item in enumerate(draft.recommendations.recommendations):
            for index, area in enumerate(item.areas):
                if area not in slugs:
                    trail = ("recommendations", item_index, "areas", index)
                    yield _dangling(draft.recommendations_document.at(trail), area, slugs)


def _dangling(at: Position, reference: str, known: Iterable[str]) -> Problem:
    return Problem(
        at, "dangling-reference", f"there is no '{reference}' in this report", did_you_mean(reference, known)
    )


def _one_sided_links(draft: ReportDraft) -> Iterator[Problem]:
    """A section and a recommendation name each other, or neither does."""
    if not (draft.recommendations and draft.recommendations_document):
        return
    sections = {section.slug: section for section in draft.sections}
    for index, item in enumerate(draft.recommendations.recommendations):
        at = draft.recommendations_document.at(("recommendations", index, "areas"))
        for slug in item.areas:
            if slug in sections and item.number not in sections[slug].section.recommendations:
                hint = f"add {item.number} to 'recommendations' in {sections[slug].document.path}"
                yield Problem(at, "one-sided-link", f"section '{slug}' does not name r{item.number}", hint)
        for section in draft.sections:
            if item.number in section.section.recommendations and section.slug not in item.areas:
                where = section.document.at(("recommendations",))
                hint = f"add '{section.slug}' to the areas at {at}"
                yield Problem(where, "one-sided-link", f"r{item.number} does not name '{section.slug}'", hint)


def _shared_aliases(draft: ReportDraft) -> Iterator[Problem]:
    """A name leads to one place; titles are names too."""
    titles = (
        _Claim(section.section.title, section.slug, section.document.at(("title",)))
        for section in draft.sections
    )
    claims = [*titles, *_section_aliases(draft), *_recommendation_aliases(draft)]
    first: dict[str, _Claim] = {}
    for claim in claims:
        before = first.setdefault(slug_of(claim.name), claim)
        if before is claim:
            continue
        if before.owner == claim.owner:
            yield Problem(claim.at, "duplicate-alias", f"'{claim.name}' is a name of it already", "delete it")
        else:
            message = f"'{claim.name}' is claimed by '{before.owner}' too"
            yield Problem(claim.at, "shared-alias", message, f"the other is at {before.at}; keep one")


def _section_aliases(draft: ReportDraft) -> Iterator[_Claim]:
    for section in draft.sections:
        for index, alias in enumerate(section.section.aliases):
            yield _Claim(alias, section.slug, section.document.at(("aliases", index)))


def _recommendation_aliases(draft: ReportDraft) -> Iterator[_Claim]:
    if not (draft.recommendations and draft.recommendations_document):
        return
    at = draft.recommendations_document.at
    for index, alias in enumerate(draft.recommendations.aliases):
        yield _Claim(alias, RECOMMENDATIONS_SLUG, at(("aliases", index)))
    for item_index, item in enumerate(draft.recommendations.recommendations):
        for index, alias in enumerate(item.aliases):
            yield _Claim(alias, f"r{item.number}", at(("recommendations", item_index, "aliases", index)))


def _dates(draft: ReportDraft) -> Iterator[Problem]:
    report = draft.report
    if report.review_by.last_day < report.published.first_day:
        hint = f"the report was published {report.published}"
        yield Problem(
            draft.document.at(("review_by",)), "bad-date", "'review_by' is before 'published'", hint
        )
