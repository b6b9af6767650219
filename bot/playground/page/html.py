"""Small pieces of HTML that are safe whatever they are made of."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_SAFE_URL: Final = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]+", re.IGNORECASE)


def is_safe_url(url: object) -> bool:
    """Whether a click on it opens a page or a mail, and can do nothing else."""
    return isinstance(url, str) and _SAFE_URL.fullmatch(url) is not None


def link(url: str, label: str) -> Markup:
    """A link in a new tab that is told nothing of this page; only the label, when the URL is not safe."""
    if not is_safe_url(url):
        return Markup('<span class="bk-dead-link" title="{}">{}</span>').format(url, label)
    return Markup('<a class="bk-link" href="{}" target="_blank" rel="noreferrer noopener">{}</a>').format(
        url, label
    )


def lines(text: str) -> Markup:
    """Text with its line breaks."""
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def encodable(text: str) -> str:
    """The text without halves of characters: JSON can hold them, a page cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")
