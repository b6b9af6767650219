"""Select menus and multi-select menus of all five kinds (Slack's block reference)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.playground.rules import limits
from bot.playground.rules.checks import Check, boolean, each, integer, string
from bot.playground.rules.objects import CONFIRM, CONVERSATION_FILTER, OPTION, OPTION_GROUP, plain_text
from bot.playground.rules.rules import exactly_one, initial_among_options
from bot.playground.rules.shapes import Rule, typed

_MENU: Final[dict[str, Check]] = {
    "action_id": string(limits.ACTION_ID),
    "confirm": CONFIRM,
    "focus_on_load": boolean,
    "placeholder": plain_text(limits.PLACEHOLDER),
}
_MANY: Final[dict[str, Check]] = {"max_selected_items": integer(1)}
_STATIC: Final[dict[str, Check]] = {
    "options": each(OPTION, 1, limits.SELECT_OPTIONS),
    "option_groups": each(OPTION_GROUP, 1, limits.SELECT_GROUPS),
}
_EXTERNAL: Final[dict[str, Check]] = {"min_query_length": integer(0)}
_CONVERSATIONS: Final[dict[str, Check]] = {
    "default_to_current_conversation": boolean,
    "filter": CONVERSATION_FILTER,
}
_ANSWERS: Final[dict[str, Check]] = {"response_url_enabled": boolean}
_STATIC_RULES: Final[tuple[Rule, ...]] = (
    *exactly_one("options", "option_groups"),
    initial_among_options,
)
_ID: Final = string()
_IDS: Final = each(_ID)


def _menu(name: str, keys: Mapping[str, Check], rules: Iterable[Rule] = ()) -> dict[str, Check]:
    return {name: typed(name, {}, {**_MENU, **keys}, rules)}


#: Menus with one choice, by type.
SELECTS: Final[dict[str, Check]] = (
    _menu("static_select", _STATIC | {"initial_option": OPTION}, _STATIC_RULES)
    | _menu("external_select", _EXTERNAL | {"initial_option": OPTION})
    | _menu("users_select", {"initial_user": _ID})
    | _menu("conversations_select", _CONVERSATIONS | _ANSWERS | {"initial_conversation": _ID})
    | _menu("channels_select", _ANSWERS | {"initial_channel": _ID})
)

_MULTI_STATIC = _STATIC | _MANY | {"initial_options": each(OPTION, 1)}

#: Menus with several choices, by type.
MULTI_SELECTS: Final[dict[str, Check]] = (
    _menu("multi_static_select", _MULTI_STATIC, _STATIC_RULES)
    | _menu("multi_external_select", _EXTERNAL | _MANY | {"initial_options": each(OPTION, 1)})
    | _menu("multi_users_select", _MANY | {"initial_users": _IDS})
    | _menu("multi_conversations_select", _CONVERSATIONS | _MANY | {"initial_conversations": _IDS})
    | _menu("multi_channels_select", _MANY | {"initial_channels": _IDS})
)
