"""Names of sections' files: their order, and their slug."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.errors import BriefbotError
from bot.library.problems import did_you_mean
from bot.library.slug import MAX_LENGTH, is_slug, slug_of

_NAME = re.compile(r"(?P<order>\d{2,4})-(?P<slug>.+)\.ya?ml")
_ARTICLES = re.compile(r"^(?:the|a|an)-(?=.)")
_WIDTHS = (2, 3, 4)
"""Digits that an order may have: `015` sorts between `01` and `02`."""


def slug_of_title(title: str) -> str:
    """The slug that a title gives, without its article; "" where its letters are not those of ids."""
    slug = _ARTICLES.sub("", slug_of(title))
    return slug if is_slug(slug) else ""


def slugs_of_files(names: Iterable[str]) -> dict[str, str]:
    """The file of each slug, in the order of the report, be the files readable or not."""
    return {match["slug"]: name for name in sorted(names) if (match := _NAME.fullmatch(name))}


def name_after(names: Iterable[str], after: str, slug: str) -> str:
    """The name for a new section's file, which follows the last section, or the one named.

    Raises:
        BriefbotError: there is no such section, or no free order behind it; the slug is taken or is none.

    """
    files = slugs_of_files(names)
    if not is_slug(slug):
        raise BriefbotError(
            f"'{slug}' is no slug: small letters, digits and single hyphens, at most {MAX_LENGTH}"
        )
    if slug in files:
        raise BriefbotError(
            f"There is a section '{slug}' already ({files[slug]}): give the new one another --id"
        )
    if after and after not in files:
        raise BriefbotError(f"There is no section '{after}'; {did_you_mean(after, files)}")
    if (order := next(_free_orders(list(files.values()), files.get(after, "")), None)) is None:
        where = f"'{after}'" if after else "the last section"
        raise BriefbotError(f"There is no room behind {where}: rename the files after it to higher numbers")
    return f"{order}-{slug}.yaml"


def _free_orders(names: list[str], after: str) -> Iterator[str]:
    """Orders that sort where the new file goes, the shortest first; between two files that in the middle."""
    after = after or max(names, default="")
    before = min((name for name in names if name > after), default="")
    taken = {name.partition("-")[0] for name in names}
    for width in _WIDTHS:
        orders = (f"{number:0{width}}" for number in range(1, 10**width))
        free = [order for order in orders if order not in taken and _lies_between(order, after, before)]
        if free:
            yield free[len(free) // 2] if before else free[0]


def _lies_between(order: str, after: str, before: str) -> bool:
    name = f"{order}-"
    return after < name and (not before or name < before)
