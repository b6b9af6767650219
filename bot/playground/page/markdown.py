"""The text of a markdown block as HTML (Slack's reference of that block).

Standard Markdown with tables, strikethrough and task lists; images are links, all headings have one size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from bot.playground.page.emoji import with_emoji
from bot.playground.page.html import encodable, is_safe_url, link
from bot.playground.page.mentions import token
from bot.playground.page.names import Names

_MENTION: Final = re.compile(r"(<[@#!][^<>\n]+>)")
_TASK: Final = re.compile(r"\[([ xX])\] ")
_BOXES: Final = {" ": "☐ ", "x": "☑ ", "X": "☑ "}


def render_markdown(text: str, names: Names) -> Markup:
    """Standard Markdown; HTML in it is shown, not obeyed. Slack's mentions work here as in mrkdwn."""
    shown = _parser().render(encodable(text), {"names": names})
    return Markup('<div class="bk-markdown">{}</div>').format(Markup(shown))  # noqa: S704 - HTML is disabled


class _Renderer(RendererHTML):
    """What differs from plain HTML of Markdown."""

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        """Words, with mentions and emoji."""
        names: Names = env["names"]
        parts = _MENTION.split(tokens[idx].content)
        return "".join(
            token(part[1:-1], names) if i % 2 else escape(with_emoji(part)) for i, part in enumerate(parts)
        )

    def image(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """An image, as a link to it."""
        url = str(tokens[idx].attrs.get("src", ""))
        return link(url, tokens[idx].content or url)

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A link: in a new tab, to a page or a mail only."""
        one = tokens[idx]
        if not is_safe_url(one.attrs.get("href")):
            one.attrs.pop("href", None)
        one.attrs |= {"class": "bk-link", "target": "_blank", "rel": "noreferrer noopener"}
        return self.renderToken(tokens, idx, options, env)

    def heading_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: EnvType) -> str:
        """A heading: its level is told, but not drawn."""
        return f'<p class="bk-md-heading" role="heading" aria-level="{int(tokens[idx].tag[1]) + 2}">'

    def heading_close(self, *_args: object) -> str:
        """The end of a heading."""
        return "</p>\n"

    def table_open(self, *_args: object) -> str:
        """A table, which scrolls on its own where the page is narrow."""
        return '<div class="bk-scroll" tabindex="0"><table class="bk-table">\n'

    def table_close(self, *_args: object) -> str:
        """The end of a table."""
        return "</table></div>\n"


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.after("inline", "tasks", _mark_tasks)
    return parser


def _mark_tasks(state: object) -> None:
    tokens: list[Token] = getattr(state, "tokens", [])
    for i in range(2, len(tokens)):
        children = tokens[i].children
        if tokens[i - 2].type != "list_item_open" or not children or children[0].type != "text":
            continue
        children[0].content = _TASK.sub(lambda m: _BOXES[m[1]], children[0].content, count=1)
