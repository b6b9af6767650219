"""Stats as a message, within Slack's limits whatever was asked and how often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.desk.reply import Passage, Style
from bot.desk.stats import Panel, Stats
from bot.slack.render import blocks
from bot.slack.render.message import Message
from bot.slack.render.text import clip, escape, split

_LINE: Final = 90
_ESCAPED: Final = 140
"""Units of a line, and of the same escaped: all lines stay below the 4,000 that Slack advises for `text`."""


def draw(stats: Stats) -> Message:
    """The message. A chart's content is in its `text` too, since a screen reader reads nothing else."""
    fitting = replace(stats, panels=tuple(map(_fit_panel, stats.panels)))
    shown = [block for panel in fitting.panels for block in _blocks(panel)]
    notes = [blocks.context(escape(note.text)) for note in fitting.notes]
    return {
        "text": escape(fitting.reply.plain_text()),
        "blocks": [blocks.header(stats.title), *shown, {"type": "divider"}, *notes],
    }


def _blocks(panel: Panel) -> Iterator[blocks.Block]:
    passage = panel.passage
    heading = [blocks.bold(passage.heading)] if passage.heading else []
    mark = "• " if passage.style is Style.BULLETS else ""
    lines = [] if panel.drawn else [f"{mark}{escape(line)}" for line in passage.lines]
    yield blocks.section("\n".join([*heading, *lines]))
    if panel.drawn:
        yield blocks.preformatted(panel.drawn)


def _fit_panel(panel: Panel) -> Panel:
    passage = panel.passage
    fitting = Passage(tuple(map(_fit, passage.lines)), passage.heading, passage.style)
    return replace(panel, passage=fitting)


def _fit(line: str) -> str:
    first, *rest = split(clip(line, _LINE), _ESCAPED)
    return f"{first}…" if rest else first
