"""Text to the short form that stands in ids."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 60
"""Letters in one part of an id: a whole id fits what Slack lets a menu's option carry (150)."""


def slug_of(text: str) -> str:
    """Small letters, digits and hyphens: 'Zarb-e-Azb' is `zarb-e-azb`. Letters of any script stay."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return re.sub(r"[\W_]+", "-", plain)[:MAX_LENGTH].strip("-")


def is_slug(text: str) -> bool:
    """Whether text can name a report or a section: small letters a to z, digits and single hyphens."""
    return len(text) <= MAX_LENGTH and re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", text) is not None
