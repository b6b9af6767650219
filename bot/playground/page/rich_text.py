"""The rich_text block as HTML (Slack's reference of the rich text block)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup, escape

from bot.playground.page import mentions
from bot.playground.page.emoji import emoji
from bot.playground.page.html import lines, link
from bot.playground.page.names import Names
from bot.playground.page.unknown import unknown

Json = Mapping[str, Any]

_STYLES: Final = {
    "bold": "b",
    "italic": "i",
    "strike": "s",
    "underline": "u",
    "highlight": "mark",
    "client_highlight": "mark",
}
#: What a nested list counts with, by its level: 1, a, i, and over again.
_COUNTERS: Final = ("1", "a", "i")


def render_rich_text(block: Json, names: Names) -> Markup:
    """A whole rich_text, as a block of its own or within another."""
    groups = Markup().join(render_group(group, names) for group in some(block["elements"]))
    return Markup('<div class="bk-rich-text">{}</div>').format(groups)


def render_group(group: Json, names: Names) -> Markup:
    """A section, list, quote or preformatted part; a note when it is none of these."""
    draw = _GROUPS.get(group["type"])
    return draw(group, names) if draw else unknown(group)


def some(value: object) -> Sequence[Any]:
    """A list as it must be; anything else is malformed.

    Raises:
        ValueError: it is no list.

    """
    if not isinstance(value, list | tuple):
        raise ValueError(f"not a list: {value!r}")
    return value


def _inlines(group: Json, names: Names) -> Markup:
    return Markup().join(_inline(element, names) for element in some(group["elements"]))


def _inline(element: Json, names: Names) -> Markup:
    draw = _INLINES.get(element["type"])
    if draw is None:
        return Markup('<span class="bk-unknown-inline">{}</span>').format(f"[{element['type']}]")
    return _styled(draw(element, names), element.get("style") or {})


def _styled(markup: Markup, style: Json) -> Markup:
    if style.get("code"):
        markup = Markup('<code class="bk-code">{}</code>').format(markup)
    for name, tag in _STYLES.items():
        if style.get(name):
            markup = Markup("<{0}>{1}</{0}>").format(tag, markup)
    return markup


def _text(element: Json, _names: Names) -> Markup:
    return lines(_string(element["text"]))


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"not a text: {value!r}")
    return value


def _link(element: Json, _names: Names) -> Markup:
    return link(_string(element["url"]), element.get("text") or element["url"])


def _user(element: Json, names: Names) -> Markup:
    return mentions.user(_string(element["user_id"]), names)


def _channel(element: Json, names: Names) -> Markup:
    return mentions.channel(_string(element["channel_id"]), names)


def _usergroup(element: Json, _names: Names) -> Markup:
    return mentions.group(_string(element["usergroup_id"]))


def _team(element: Json, _names: Names) -> Markup:
    return Markup('<span class="bk-mention">{}</span>').format(_string(element["team_id"]))


def _broadcast(element: Json, _names: Names) -> Markup:
    return mentions.broadcast(_string(element["range"]))


def _emoji(element: Json, _names: Names) -> Markup:
    name = _string(element["name"])
    shown = emoji(name, element.get("skin_tone")) or _from_unicode(element.get("unicode")) or f":{name}:"
    return Markup('<span class="bk-emoji" title=":{}:">{}</span>').format(name, shown)


def _from_unicode(codes: object) -> str:
    try:
        return "".join(chr(int(code, 16)) for code in str(codes or "").split("-") if code)
    except (ValueError, OverflowError):
        return ""


def _color(element: Json, _names: Names) -> Markup:
    value = _string(element["value"])
    return Markup('<span class="bk-color"><i style="background: {}"></i>{}</span>').format(
        css_color(value), value
    )


def css_color(value: object) -> str:
    """A colour as a style may hold it: #RRGGBB with or without #, or one of Slack's three words."""
    text = str(value).removeprefix("#")
    if len(text) in (3, 6) and all(letter in "0123456789abcdefABCDEF" for letter in text):
        return f"#{text}"
    return {"good": "var(--ok)", "warning": "var(--warn, #daa038)", "danger": "var(--danger)"}.get(
        text, "var(--line)"
    )


def _date(element: Json, names: Names) -> Markup:
    timestamp, template = int(element["timestamp"]), _string(element["format"])
    return mentions.date(timestamp, template, names, element.get("url") or "", element.get("fallback") or "")


def _section(group: Json, names: Names) -> Markup:
    return Markup('<div class="bk-rt-section">{}</div>').format(_inlines(group, names))


def _quote(group: Json, names: Names) -> Markup:
    return Markup('<blockquote class="bk-quote">{}</blockquote>').format(_inlines(group, names))


def _preformatted(group: Json, names: Names) -> Markup:
    label = Markup(' data-language="{}"').format(group["language"]) if group.get("language") else ""
    # Line breaks are real ones here.
    code = Markup().join(
        escape(element["text"]) if element["type"] == "text" else _inline(element, names)
        for element in some(group["elements"])
    )
    return Markup('<pre class="bk-pre"{}><code>{}</code></pre>').format(label, code)


def _list(group: Json, names: Names) -> Markup:
    indent = min(max(int(group.get("indent") or 0), 0), 8)
    items = Markup().join(
        Markup("<li>{}</li>").format(_inlines(item, names)) for item in some(group["elements"])
    )
    border = " bk-bordered" if group.get("border") else ""
    shape = Markup('class="bk-list bk-level-{}{}" style="--bk-indent: {}"').format(indent % 3, border, indent)
    if group["style"] != "ordered":
        return Markup("<ul {}>{}</ul>").format(shape, items)
    start, counter = int(group.get("offset") or 0) + 1, _COUNTERS[indent % 3]
    return Markup('<ol {} start="{}" type="{}">{}</ol>').format(shape, start, counter, items)


_INLINES: Final[Mapping[str, Callable[[Json, Names], Markup]]] = {
    "text": _text,
    "link": _link,
    "user": _user,
    "channel": _channel,
    "usergroup": _usergroup,
    "team": _team,
    "broadcast": _broadcast,
    "emoji": _emoji,
    "color": _color,
    "date": _date,
}

_GROUPS: Final[Mapping[str, Callable[[Json, Names], Markup]]] = {
    "rich_text_section": _section,
    "rich_text_list": _list,
    "rich_text_quote": _quote,
    "rich_text_preformatted": _preformatted,
}
