"""A reply as the message that Slack is sent: `text`, `blocks`, and what each button carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from bot.desk.reply import Action, Origin, Reply, Style, Verb
from bot.slack.render import blocks
from bot.slack.render.pages import Line, Page, paginate
from bot.slack.render.text import clip, escape, units

Message = dict[str, Any]
"""`text` and `blocks`, as every way of posting takes them."""

ACTION_PREFIX = "desk"
"""Every button's and menu's action_id is `desk.<verb>.<n>`; n makes it unique in its block."""

_MENU_FROM = 9
"""From this many briefs to open on, they are a menu instead of buttons."""

_OFFERS_TEXT = 300
_MAX_MENUS = 5
_MAX_BUTTONS = blocks.ELEMENTS_IN_ACTIONS - 1  # one more is for the next page


@dataclass(frozen=True, slots=True)
class Click:
    """What a button or an option carries: `<page>:<verb>:<target>`."""

    verb: Verb
    target: str
    page: int = 0

    def __str__(self) -> str:
        """The value that Slack hands back."""
        return f"{self.page}:{self.verb}:{self.target}"

    @classmethod
    def parse(cls, value: str) -> Self:
        """Read a value back.

        Raises:
            ValueError: it is none of ours, or one of an older version.

        """
        page, verb, target = value.split(":", 2)
        return cls(Verb(verb), target, int(page))


def render(reply: Reply, page: int = 0) -> Message:
    """One page of a reply, counted from 0; the last one when there are fewer."""
    pages = paginate(reply)
    return draw(reply, pages[min(max(page, 0), len(pages) - 1)])


def draw(reply: Reply, page: Page) -> Message:
    """The message for one of a reply's pages."""
    rows = action_rows(reply.actions, _next_page(page, reply.origin))
    return {"text": _text(page, reply.actions), "blocks": [*_body_blocks(page), *rows]}


def _text(page: Page, actions: Sequence[Action]) -> str:
    """The whole page in plain words: it is all that a screen reader reads."""
    lines = [page.heading, *(_plain(line) for line in page.lines), *(line.plain() for line in page.footer)]
    if page.number + 1 < page.count:
        lines.append("There is more: press Next part.")
    if actions:
        offers = clip(f"You can: {', '.join(action.label for action in actions)}", _OFFERS_TEXT)
        lines.append(offers)
    return "\n".join(map(escape, lines))


def _plain(line: Line) -> str:
    return f"{line.text}:" if line.heading else line.plain()


def _body_blocks(page: Page) -> Iterator[blocks.Block]:
    yield blocks.header(page.heading)
    for style, markup in _grouped(page.lines):
        yield blocks.context(markup) if style is Style.QUIET else blocks.section(markup)
    if page.footer:
        yield {"type": "divider"}
    for line in page.footer:
        yield blocks.context(blocks.bold(line.text) if line.heading else escape(line.text))


def _grouped(lines: Sequence[Line]) -> Iterator[tuple[Style, str]]:
    """The lines of each passage in one block, or in several where one would be too long."""
    style, markup = Style.TEXT, ""
    for line in lines:
        mark = blocks.bold(line.text) if line.heading else escape(line.plain())
        joined = f"{markup}\n{mark}" if markup else mark
        if markup and (line.opens or units(joined) > blocks.SECTION_TEXT):
            yield style, markup
            joined = mark
        style, markup = line.style, joined
    if markup:
        yield style, markup


def action_rows(actions: Sequence[Action], more: blocks.Block | None = None) -> Iterator[blocks.Block]:
    """Buttons for actions, and a menu where there are many briefs to open; `more` leads to the next page."""
    briefs = [action for action in actions if action.verb is Verb.BRIEF]
    as_menu = len(briefs) >= _MENU_FROM
    buttons = [action for action in actions if not (as_menu and action.verb is Verb.BRIEF)][:_MAX_BUTTONS]
    elements = [_button(number, action) for number, action in enumerate(buttons)]
    if more is not None:
        elements.insert(0, more)
    if as_menu:
        yield blocks.actions(_menus(briefs))
    if elements:
        yield blocks.actions(elements)


def _menus(briefs: Sequence[Action]) -> list[blocks.Block]:
    size = blocks.OPTIONS_IN_SELECT
    options = [(action.label, str(Click(action.verb, action.target))) for action in briefs]
    return [
        blocks.menu("Open a brief", _action_id(Verb.BRIEF, f"menu{start}"), options[start : start + size])
        for start in range(0, min(len(options), size * _MAX_MENUS), size)
    ]


def _button(number: int, action: Action) -> blocks.Block:
    click = Click(action.verb, action.target)
    return blocks.button(action.label, _action_id(action.verb, str(number)), str(click))


def _next_page(page: Page, origin: Origin | None) -> blocks.Block | None:
    if origin is None or page.number + 1 >= page.count:
        return None
    click = Click(origin.verb, origin.target, page.number + 1)
    return blocks.button("Next part", _action_id(origin.verb, "next"), str(click), style="primary")


def _action_id(verb: Verb, which: str) -> str:
    return f"{ACTION_PREFIX}.{verb}.{which}"
