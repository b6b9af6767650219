"""The rich_text block and its element tree (Slack's block reference)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playground.rules import limits
from bot.playground.rules.checks import Check, boolean, each, integer, link, matching, one_of, string
from bot.playground.rules.shapes import Shape, by_type, typed

_STYLE = Shape(
    {},
    dict.fromkeys(
        (
            "bold",
            "italic",
            "strike",
            "code",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
        ),
        boolean,
    ),
)
_STYLED: Final[dict[str, Check]] = {"style": _STYLE}


def _inline(name: str, required: Mapping[str, Check], **optional: Check) -> dict[str, Check]:
    return {name: typed(name, required, {**_STYLED, **optional})}


_TEXT = _inline("text", {"text": string()})
_LINK = _inline("link", {"url": link()}, text=string(), unsafe=boolean)

#: The elements of a line of rich text, by type.
INLINE: Final[dict[str, Check]] = (
    _TEXT
    | _LINK
    | _inline("channel", {"channel_id": string()})
    | _inline("user", {"user_id": string()})
    | _inline("usergroup", {"usergroup_id": string()})
    | _inline("team", {"team_id": string()})
    | _inline("broadcast", {"range": one_of("here", "channel", "everyone")})
    | _inline("color", {"value": matching(r"#[0-9A-Fa-f]{6}", "a colour as #RRGGBB")})
    | _inline(
        "emoji",
        {"name": matching(r"[^:\s]+", "an emoji name without colons")},
        skin_tone=integer(1, 6),
        unicode=string(),
    )
    | _inline(
        "date",
        {"timestamp": integer(0), "format": string()},
        url=link(),
        fallback=string(),
    )
)

_BORDER: Final[dict[str, Check]] = {"border": integer(0, 1)}
_INLINES: Final[dict[str, Check]] = {"elements": each(by_type(INLINE, "rich text"), 1)}
_SECTION = typed("rich_text_section", _INLINES)
_CODE_INLINES = each(by_type(_TEXT | _LINK, "rich_text_preformatted"), 1)
_SECTIONS = each(by_type({"rich_text_section": _SECTION}, "rich_text_list"), 1)

_GROUPS: Final[dict[str, Check]] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": typed("rich_text_quote", _INLINES, _BORDER),
    "rich_text_preformatted": typed(
        "rich_text_preformatted",
        {"elements": _CODE_INLINES},
        _BORDER | {"language": string()},
    ),
    "rich_text_list": typed(
        "rich_text_list",
        {"elements": _SECTIONS, "style": one_of("bullet", "ordered")},
        _BORDER | {"indent": integer(0, limits.RICH_TEXT_INDENT), "offset": integer(0)},
    ),
}

#: A whole rich_text block, as a block of its own, in a table cell or in another block's field.
RICH_TEXT: Final[Check] = by_type(
    {
        "rich_text": typed(
            "rich_text",
            {"elements": each(by_type(_GROUPS, "rich_text"), 1)},
            {"block_id": string(limits.BLOCK_ID)},
        )
    },
    "a rich_text field",
)
