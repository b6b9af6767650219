"""JSON in colours."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_TOKEN: Final = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*")(?=\s*:)|(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?P<word>\b(?:true|false|null)\b)"
)


def highlighted(text: str) -> Markup:
    """Pretty-printed JSON with a span around each token; text that is no JSON as it is."""
    if not text.startswith(("{", "[")):
        return escape(text)
    pieces, end = [], 0
    for found in _TOKEN.finditer(text):
        pieces.append(escape(text[end : found.start()]))
        pieces.append(Markup('<span class="json-{}">{}</span>').format(found.lastgroup, found[0]))
        end = found.end()
    pieces.append(escape(text[end:]))
    return Markup("").join(pieces)
