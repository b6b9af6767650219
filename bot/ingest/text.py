"""Text that a YAML file can carry."""

from __future__ import annotations

import re

_NOT_IN_YAML = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # YAML 1.1, 5.1
)


def printable(text: str) -> str:
    """A text on one line, without the characters that may not stand in YAML."""
    return " ".join(_NOT_IN_YAML.sub(" ", text).split())
