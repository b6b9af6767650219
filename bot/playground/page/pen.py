"""What the templates of blocks and elements draw with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from bot.playground.page import mentions
from bot.playground.page.choices import Group, Json, State, chosen_values, current, groups_of
from bot.playground.page.emoji import with_emoji
from bot.playground.page.html import encodable, is_safe_url, link
from bot.playground.page.markdown import render_markdown
from bot.playground.page.mrkdwn import render_mrkdwn, render_plain
from bot.playground.page.names import Names
from bot.playground.page.rich_text import css_color, render_rich_text, some
from bot.playground.page.templating import block_template, drawn, element_template, prepared
from bot.playground.page.unknown import unknown


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws blocks and their parts. `input` is the input block that an element stands in, if it does."""

    names: Names
    state: State = field(default_factory=dict)
    block_id: str = ""
    input: Json = field(default_factory=dict)

    def blocks(self, blocks: object) -> Markup:
        """Blocks one after the other."""
        if not isinstance(blocks, list | tuple):
            return unknown(blocks, "it is no list of blocks")
        return Markup().join(self.block(block) for block in blocks)

    def block(self, block: object) -> Markup:
        """A block, or a note in its place: never nothing, and never an exception."""

        def draw(known: Json) -> str:
            pen = replace(self, block_id=str(known.get("block_id", "")), input={})
            return block_template(known).render(block=known, pen=pen, **prepared(known))

        return drawn(block, draw)

    def element(self, element: object) -> Markup:
        """An element of the block, or a note in its place."""

        def draw(known: Json) -> str:
            raw = current(known, self.block_id, self.state, self.names.time_zone)
            return element_template(known).render(el=known, pen=self, raw=raw, chosen=chosen_values(raw))

        return drawn(element, draw)

    def within(self, input_block: Json) -> Pen:
        """The pen for the element of an input block."""
        return replace(self, input=input_block)

    def text(self, text: object) -> Markup:
        """A text object of either kind.

        Raises:
            ValueError: it is none.

        """
        words = _words(text)
        if words["type"] == "mrkdwn":
            return render_mrkdwn(words["text"], self.names, words.get("verbatim") is True)
        return render_plain(words["text"], words.get("emoji") is not False)

    def plain(self, text: object) -> str:
        """A text object as plain words, for an attribute or a dialog."""
        words = _words(text)
        if words["type"] == "mrkdwn":
            return self.text(text).striptags()
        return encodable(words["text"] if words.get("emoji") is False else with_emoji(words["text"]))

    def mrkdwn(self, text: object) -> Markup:
        """A bare string of mrkdwn."""
        return render_mrkdwn(_string(text), self.names)

    def markdown(self, text: object) -> Markup:
        """A bare string of standard Markdown."""
        return render_markdown(_string(text), self.names)

    def rich_text(self, rich_text: Json) -> Markup:
        """A rich_text, as a block or in a field of another."""
        return render_rich_text(rich_text, self.names)

    def cell(self, cell: Json) -> Markup:
        """What stands in a cell of a table."""
        if cell["type"] == "rich_text":
            return self.rich_text(cell)
        if cell["type"] in ("raw_text", "raw_number"):
            return render_plain(_string(cell["text"]), emoji=False)
        return unknown(cell)

    def link(self, url: object, label: object = None) -> Markup:
        """A link by its URL."""
        return link(_string(url), _string(label or url))

    def string(self, text: object) -> str:
        """A bare string that must be there, such as the title of a plan."""
        return with_emoji(_string(text))

    def moment(self, timestamp: object) -> Markup:
        """A moment in the viewer's zone."""
        return mentions.date(int(float(str(timestamp))), "{date_short_pretty} at {time}", self.names)

    def is_safe(self, url: object) -> bool:
        """Whether a URL may be followed."""
        return is_safe_url(url)

    def some(self, items: object) -> list[Any]:
        """A list that must be there and hold something."""
        found = list(some(items))
        if not found:
            raise ValueError("an empty list")
        return found

    def color(self, value: object) -> str:
        """A colour for a style."""
        return css_color(value)

    def groups(self, element: Json, chosen: list[str]) -> list[Group]:
        """Everything an element offers, in groups."""
        return groups_of(element, self.names, chosen)

    def name_of(self, element: Json) -> str:
        """What an element is called for those who cannot see where it stands."""
        for words in (self.input.get("label"), element.get("placeholder")):
            if words:
                return self.plain(words)
        return str(element["type"]).replace("_", " ")

    def data(self, element: Json) -> Markup:
        """The attributes by which elements.js knows an element."""
        told = {
            "data-element": element["type"],
            "data-block-id": self.block_id,
            "data-action-id": element.get("action_id", ""),
        }
        if confirm := element.get("confirm"):
            told["data-confirm"] = json.dumps(self._confirm(confirm))
        if self.input:
            told["data-input"] = "true"
        if self.input.get("dispatch_action") is True:
            config = element.get("dispatch_action_config") or {}
            triggers = config.get("trigger_actions_on") or ["on_enter_pressed"]
            told |= {"data-dispatch": "true", "data-trigger": " ".join(map(str, triggers))}
        return Markup(" ").join(Markup('{}="{}"').format(*pair) for pair in told.items())

    def _confirm(self, confirm: Json) -> dict[str, str]:
        words = {name: self.plain(confirm[name]) for name in ("title", "text", "confirm", "deny")}
        return {**words, "style": str(confirm.get("style", ""))}


def _words(text: object) -> Json:
    if not isinstance(text, Mapping) or text.get("type") not in ("mrkdwn", "plain_text"):
        raise ValueError(f"not a text object: {text!r}")
    _string(text.get("text"))
    return text


def _string(text: object) -> str:
    if not isinstance(text, str) or not text:
        raise ValueError(f"not a text: {text!r}")
    return text
