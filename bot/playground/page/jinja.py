"""The templates of the page."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader


@cache
def environment() -> Environment:
    """The templates below `templates/`, with everything escaped that is not markup already."""
    return Environment(
        loader=PackageLoader("bot.playground.page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
