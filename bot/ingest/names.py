"""Slugs and first aliases for the sections of a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.ingest.text import printable
from bot.library.model import RECOMMENDATIONS_SLUG
from bot.library.slug import slug_of

_LONGEST = 40
_ARTICLES = frozenset({"the", "a", "an"})
_RESERVED = re.compile(rf"(?:{RECOMMENDATIONS_SLUG}|terms|r\d+)")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARTED = re.compile(r"\s+(?:and|&)\s+|[,:/–—]\s*", re.IGNORECASE)


def slugs_of(headings: Sequence[str]) -> list[str]:
    """A slug for each heading, each once: whole words, without a leading article."""
    slugs: list[str] = []
    for number, heading in enumerate(headings, start=1):
        slug = _slug(heading) or f"section-{number}"
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


def _slug(heading: str) -> str:
    words = slug_of(heading).split("-")
    while len(words) > 1 and (words[0] in _ARTICLES or len("-".join(words)) > _LONGEST):
        words = words[1:] if words[0] in _ARTICLES else words[:-1]
    slug = "-".join(words)[:_LONGEST].strip("-")
    return slug if _SLUG.fullmatch(slug) and not _RESERVED.fullmatch(slug) else ""


def _proposals(heading: str) -> list[str]:
    """The heading without its article, and what "and" or a colon joins in it."""
    name = printable(heading)
    first, _, rest = name.partition(" ")
    whole = rest if first.casefold() in _ARTICLES and rest else name
    proposals = [part.strip() for part in _PARTED.split(whole) if part.strip()]
    found: dict[str, str] = {}
    for text in (whole, *proposals):
        if slug_of(text):
            found.setdefault(slug_of(text), text.casefold())
    return list(found.values())
