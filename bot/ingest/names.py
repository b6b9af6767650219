"""Slugs and first aliases for the sections of a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.ingest.text import printable
from bot.library.model import RECOMMENDATIONS_SLUG
from bot.library.slug import slug_of

_LONGEST = 50
_ARTICLES = frozenset({"the", "a", "an"})
_SMALL = _ARTICLES | frozenset("and at by for from in into of on or over to with".split())
"""Words that no name ends with, where the rest of a heading is cut off."""

_RESERVED = re.compile(rf"(?:{RECOMMENDATIONS_SLUG}|terms|r\d+)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CLAUSES = re.compile(r"\s*[:–—]\s*")
_LISTED = re.compile(r"\s+(?:and|&)\s+|,\s*(?:and\s+)?|\s*/\s*", re.IGNORECASE)


def slugs_of(headings: Sequence[str]) -> list[str]:
    """A slug for each heading, each once: whole words, without a leading article."""
    slugs: list[str] = []
    for number, heading in enumerate(headings, start=1):
        slug = short_slug(heading) or f"section-{number}"
        base, again = slug, 1
        while slug in slugs:
            again += 1
            slug = f"{base}-{again}"
        slugs.append(slug)
    return slugs


def titles_of(headings: Mapping[str, str]) -> dict[str, str]:
    """A title for each slug's section, each once: headings that stand there again are numbered."""
    titles: dict[str, str] = {}
    taken: set[str] = set()
    for slug, heading in headings.items():
        base, again = printable(heading) or slug, 1
        title = base
        while slug_of(title) in taken or not slug_of(title):
            again += 1
            title = f"{again}. {base}"  # before it: what is compared of a title is its beginning
        taken.add(slug_of(title))
        titles[slug] = title
    return titles


def aliases_of(headings: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Other names to propose for each slug's section: parts of its heading that no other section has."""
    proposed = {slug: _proposals(heading) for slug, heading in headings.items()}
    taken = Counter(key for names in proposed.values() for key in {slug_of(name) for name in names})
    titles = {slug_of(printable(heading)) for heading in headings.values()}
    return {
        slug: tuple(name for name in names if taken[slug_of(name)] == 1 and slug_of(name) not in titles)
        for slug, names in proposed.items()
    }


def short_slug(heading: str) -> str:
    """A slug of a heading's first words, "" where none can be made of them."""
    words = slug_of(heading).split("-")
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and (len("-".join(words)) > _LONGEST or words[-1] in _SMALL):
        words.pop()
    slug = "-".join(words)[:_LONGEST].strip("-")
    return slug if _SLUG.fullmatch(slug) and not _RESERVED.fullmatch(slug) else ""


def _proposals(heading: str) -> list[str]:
    """The heading without its article, its parts at a colon, and what it lists."""
    name = printable(heading)
    first, _, rest = name.partition(" ")
    whole = rest if first.casefold() in _ARTICLES and rest else name
    clauses = _CLAUSES.split(whole)
    names = [whole, *clauses, *(part for clause in clauses for part in _listed(clause))]
    found: dict[str, str] = {}
    for text in names:
        if slug_of(text):
            found.setdefault(slug_of(text), text.strip().casefold())
    return list(found.values())


def _listed(clause: str) -> list[str]:
    """What "and" joins in "Piers and Old Boats"; nothing of "Old Northern and Southern Boats"."""
    parts = _LISTED.split(clause)
    return parts if any(" " not in part for part in parts) else []
