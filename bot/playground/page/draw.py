"""The page's HTML."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final
from zlib import crc32

from bot.playground.page.blocks import render_blocks, render_message_body
from bot.playground.page.jinja import environment
from bot.playground.page.json_lines import highlighted
from bot.playground.page.reactions import OFFERED, sign
from bot.playground.page.screen import Screen


def draw(screen: Screen) -> str:
    """The whole page."""
    return environment().get_template("page.html").render(screen=screen, **_TOOLS)


def fingerprint(*parts: object) -> str:
    """A short name for a piece of the page: the browser leaves alone what is called the same as before."""
    return f"{crc32(chr(0).join(map(str, parts)).encode()):08x}"


def offered(screen: Screen) -> list[dict[str, str]]:
    """What the composers suggest, for the scripts of the page."""
    return [asdict(each) for each in screen.suggestions]


_TOOLS: Final = {
    "fingerprint": fingerprint,
    "highlighted": highlighted,
    "offered": offered,
    "reactions": OFFERED,
    "render_blocks": render_blocks,
    "render_message_body": render_message_body,
    "sign": sign,
}
