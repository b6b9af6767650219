"""Which template draws a block or an element, and what happens when none does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import Template, TemplateNotFound
from markupsafe import Markup

from bot.playground.page import charts, tables
from bot.playground.page.html import encodable
from bot.playground.page.jinja import environment
from bot.playground.page.unknown import unknown

Json = Mapping[str, Any]

_PREPARED: Final[Mapping[str, Callable[[Json], Mapping[str, object]]]] = {
    "data_table": tables.prepare,
    "data_visualization": charts.prepare,
    "table": tables.prepare,
}

#: The elements that share a template.
_SHARED: Final = {
    "choices": "checkboxes radio_buttons",
    "combobox": "external_select users_select conversations_select channels_select multi_static_select"
    " multi_external_select multi_users_select multi_conversations_select multi_channels_select",
    "picker": "datepicker timepicker datetimepicker",
    "select": "static_select",
    "text_input": "plain_text_input email_text_input url_text_input number_input rich_text_input",
}
_TEMPLATES: Final = {name: template for template, names in _SHARED.items() for name in names.split()}


def prepared(block: Json) -> Mapping[str, object]:
    """What the template of a block needs computed."""
    prepare = _PREPARED.get(block["type"])
    return prepare(block) if prepare else {}


def block_template(block: Json) -> Template:
    """The template of a block; the shared parts of templates are none."""
    return _template("blocks", "" if block["type"] == "attachment" else block["type"])


def element_template(element: Json) -> Template:
    """The template of an element."""
    name = str(element["type"])
    return _template("blocks/elements", "" if name in _SHARED else _TEMPLATES.get(name, name))


def drawn(thing: object, draw: Callable[[Json], str]) -> Markup:
    """What `draw` makes of a block or an element, or a note in its place."""
    if not isinstance(thing, Mapping) or not isinstance(thing.get("type"), str):
        return unknown(thing)
    try:
        return Markup(encodable(draw(thing)))  # noqa: S704 - templates escape
    except TemplateNotFound:
        return unknown(thing)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the rest of the page must be seen
        return unknown(thing, "it is malformed")


def _template(folder: str, name: str) -> Template:
    # Types come from outside: a name is looked up, never a path, nor a part that templates share.
    if not name.isidentifier() or name.startswith("_"):
        raise TemplateNotFound(name)
    return environment().get_template(f"{folder}/{name}.html")
