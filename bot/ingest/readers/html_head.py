"""What the head of a web page says of it: title, date and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.ingest.manuscript import Block, Role
from bot.ingest.readers.plain import iso_date, language_code, tidied

_TITLES = ("citation_title", "og:title", "dcterms.title", "dc.title")
_DATES = (
    "article:published_time citation_publication_date citation_date dcterms.issued dcterms.date dc.date "
    "datepublished date pubdate"
).split()


_BETWEEN = re.compile(r"\s+[|–—:·»«-]\s+")  # a title and the name of its site


@dataclass(slots=True)
class PageHead:
    """Collects what a page says of itself while it is parsed."""

    language: str = ""
    title_parts: list[str] = field(default_factory=list)
    _meta: dict[str, str] = field(default_factory=dict)
    _times: list[str] = field(default_factory=list)

    def hear(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note what an element says, if it is one of those that say something of the page."""
        if tag == "html":
            self.language = language_code(attributes.get("lang", "") or attributes.get("xml:lang", ""))
        elif tag == "time":
            self._times.append(iso_date(attributes.get("datetime", "")))
        elif tag == "meta":
            for key in ("name", "property", "itemprop"):
                if name := attributes.get(key, "").lower():
                    self._meta.setdefault(name, attributes.get("content", ""))

    def title(self, blocks: Iterable[Block]) -> str:
        """The title: the one for search and sharing, or the window's; the text's, where that stands in it.

        The window's mostly has the name of the site as well.
        """
        said = next((tidied(self._meta[name]) for name in _TITLES if self._meta.get(name)), "")
        said = said or tidied("".join(self.title_parts))
        printed = next((block.text for block in blocks if block.role is Role.TITLE), "")
        return printed if printed in _BETWEEN.split(said) else said or printed

    def published(self) -> str:
        """The date of publication, "" where the page does not tell it."""
        dates = [iso_date(self._meta.get(name, "")) for name in _DATES]
        return next(filter(None, [*dates, *self._times]), "")
