"""Where in a report's files an item stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.library.draft import ReportDraft
from bot.library.model import RECOMMENDATIONS_SLUG
from bot.library.slug import slug_of
from bot.library.yaml_source import Trail

Place = tuple[Path, Trail]
"""A file, and what leads from its top to the mapping of an item."""


def places_of(draft: ReportDraft) -> dict[str, Place]:
    """The place of each item of a report, by its id."""
    return dict(_places(draft))


def _places(draft: ReportDraft) -> Iterator[tuple[str, Place]]:
    main = draft.document.path
    yield draft.id, (main, ())
    for number, term in enumerate(draft.report.terms):
        yield draft.full_id(f"terms/{slug_of(term.term)}"), (main, ("terms", number))
    for section in draft.sections:
        yield draft.full_id(section.slug), (section.document.path, ())
    if draft.recommendations is None or draft.recommendations_document is None:
        return
    listed = draft.recommendations_document.path
    yield draft.full_id(RECOMMENDATIONS_SLUG), (listed, ())
    for number, item in enumerate(draft.recommendations.recommendations):
        yield draft.full_id(f"r{item.number}"), (listed, ("recommendations", number))
