"""Block elements, those other than menus spelled out here (Slack's block reference)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playground.rules import limits
from bot.playground.rules.checks import Check, boolean, each, http_url, integer, link, matching, string, wrong
from bot.playground.rules.objects import (
    CHOICE_OPTION,
    CONFIRM,
    DISPATCH_CONFIG,
    OVERFLOW_OPTION,
    SLACK_FILE,
    STYLE,
    WORKFLOW,
    plain_text,
)
from bot.playground.rules.problem import Problem, at_key, units
from bot.playground.rules.rich_text import RICH_TEXT
from bot.playground.rules.rules import exactly_one, initial_among_options, ordered
from bot.playground.rules.selects import MULTI_SELECTS, SELECTS
from bot.playground.rules.shapes import Shape, typed

_ACTION: Final[dict[str, Check]] = {"action_id": string(limits.ACTION_ID)}
_CONFIRM: Final[dict[str, Check]] = {"confirm": CONFIRM}
_FOCUS: Final[dict[str, Check]] = {"focus_on_load": boolean}
_PLACEHOLDER: Final[dict[str, Check]] = {"placeholder": plain_text(limits.PLACEHOLDER)}
_PICKER: Final[dict[str, Check]] = _ACTION | _CONFIRM | _FOCUS
_LABEL: Final[dict[str, Check]] = {"accessibility_label": string(limits.ACCESSIBILITY_LABEL)}
_TYPED: Final[dict[str, Check]] = (
    _ACTION | _FOCUS | _PLACEHOLDER | {"dispatch_action_config": DISPATCH_CONFIG}
)
_BUTTON_TEXT: Final[dict[str, Check]] = {"text": plain_text(limits.BUTTON_TEXT)}
_NUMERAL = matching(r"-?\d+(\.\d+)?", "a number written as a string")
_DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"


def _initial_value_fits(value: Mapping[str, object], path: str) -> list[Problem]:
    text, most = value.get("initial_value"), value.get("max_length")
    if not isinstance(text, str) or not isinstance(most, int) or units(text) <= most:
        return []
    message = f"must fit max_length {most}, found {units(text)} characters"
    return wrong(at_key(path, "initial_value"), message)


def _whole_unless_decimal(value: Mapping[str, object], path: str) -> list[Problem]:
    if value.get("is_decimal_allowed"):
        return []
    keys = [k for k in ("initial_value", "min_value", "max_value") if "." in str(value.get(k, ""))]
    message = "must be whole, as is_decimal_allowed is false"
    return [p for key in keys for p in wrong(at_key(path, key), f"{message}, found {value[key]}")]


def _choices(name: str, initial: str, check: Check) -> Shape:
    options = {"options": each(CHOICE_OPTION, 1, limits.CHOICES)}
    return typed(name, options, _PICKER | {initial: check}, (initial_among_options,))


_FEEDBACK = Shape(_BUTTON_TEXT | {"value": string(limits.BUTTON_VALUE, 0)}, _LABEL)

_BUTTON = typed(
    "button",
    _BUTTON_TEXT,
    _ACTION
    | _CONFIRM
    | _LABEL
    | {
        "url": link(limits.URL),
        "value": string(limits.BUTTON_VALUE, 0),
        "style": STYLE,
        "agent_prompt": string(limits.BUTTON_PROMPT),
        "agent_prompt_display": string(),
        "visible_to_user_ids": each(string()),
    },
)

_ICON_BUTTON = typed(
    "icon_button",
    {"icon": string(), **_BUTTON_TEXT},
    _ACTION
    | _CONFIRM
    | _LABEL
    | {
        "value": string(limits.BUTTON_VALUE, 0),
        "visible_to_user_ids": each(string(), 0, limits.VISIBLE_TO_USERS),
    },
)

_PLAIN_TEXT_INPUT = typed(
    "plain_text_input",
    {},
    _TYPED
    | {
        "initial_value": string(limits.PLAIN_TEXT_INPUT, 0),
        "multiline": boolean,
        "min_length": integer(0, limits.PLAIN_TEXT_INPUT),
        "max_length": integer(1, limits.PLAIN_TEXT_INPUT),
    },
    (ordered("min_length", "max_length"), _initial_value_fits),
)

_NUMBER_INPUT = typed(
    "number_input",
    {"is_decimal_allowed": boolean},
    _TYPED | {"initial_value": _NUMERAL, "min_value": _NUMERAL, "max_value": _NUMERAL},
    (
        ordered("min_value", "max_value"),
        ordered("min_value", "initial_value"),
        ordered("initial_value", "max_value"),
        _whole_unless_decimal,
    ),
)

_LINES: Final[dict[str, Check]] = {"min_lines": integer(1), "max_lines": integer(1)}

_OTHERS: Final[dict[str, Check]] = {
    "button": _BUTTON,
    "icon_button": _ICON_BUTTON,
    "feedback_buttons": typed(
        "feedback_buttons",
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK},
        _ACTION,
    ),
    "workflow_button": typed(
        "workflow_button",
        _BUTTON_TEXT | {"workflow": WORKFLOW},
        _ACTION | _LABEL | {"style": STYLE},
    ),
    "overflow": typed(
        "overflow",
        {"options": each(OVERFLOW_OPTION, 1, limits.OVERFLOW_OPTIONS)},
        _ACTION | _CONFIRM,
    ),
    "checkboxes": _choices("checkboxes", "initial_options", each(CHOICE_OPTION, 1)),
    "radio_buttons": _choices("radio_buttons", "initial_option", CHOICE_OPTION),
    "datepicker": typed(
        "datepicker",
        {},
        _PICKER | _PLACEHOLDER | {"initial_date": matching(_DATE, "a date as YYYY-MM-DD")},
    ),
    "timepicker": typed(
        "timepicker",
        {},
        _PICKER
        | _PLACEHOLDER
        | {
            "initial_time": matching(r"([01]\d|2[0-3]):[0-5]\d", "a time as HH:mm"),
            "timezone": string(),
        },
    ),
    "datetimepicker": typed("datetimepicker", {}, _PICKER | {"initial_date_time": integer(0, 9_999_999_999)}),
    "plain_text_input": _PLAIN_TEXT_INPUT,
    "email_text_input": typed("email_text_input", {}, _TYPED | {"initial_value": string()}),
    "url_text_input": typed("url_text_input", {}, _TYPED | {"initial_value": http_url()}),
    "number_input": _NUMBER_INPUT,
    "rich_text_input": typed(
        "rich_text_input",
        {},
        _TYPED | _LINES | {"initial_value": RICH_TEXT},
        (ordered("min_lines", "max_lines"),),
    ),
    "file_input": typed(
        "file_input",
        {},
        _ACTION | {"filetypes": each(string(), 1), "max_files": integer(1, limits.INPUT_FILES)},
    ),
    "image": typed(
        "image",
        {"alt_text": string(limits.IMAGE_ALT_TEXT)},
        {"image_url": http_url(limits.URL), "slack_file": SLACK_FILE},
        exactly_one("image_url", "slack_file"),
    ),
}

#: The check of every element, by type.
ELEMENTS: Final[Mapping[str, Check]] = SELECTS | MULTI_SELECTS | _OTHERS
