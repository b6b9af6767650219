"""What Slack sends, as plain words: escapes undone, mentions and links reduced to what a reader sees."""

from __future__ import annotations

import html
import re

_REFERENCE = re.compile(r"<(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


def plain(text: str) -> str:
    """Text as typed: `<#C1|south-asia> &amp; <https://a.b|trade>` is "south-asia & trade"."""
    return html.unescape(_REFERENCE.sub(_shown, text)).strip()


def _shown(reference: re.Match[str]) -> str:
    target, label = reference["target"], reference["label"]
    if label:
        return label
    return "" if target[:1] in "@#!" else target
