"""The modals in which editors choose an alias and its section, or say where a question is answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter

from bot.desk.aliases import MAX_ALIAS, named
from bot.desk.gaps import Closing
from bot.desk.records import Miss
from bot.library.snapshot import Library
from bot.slack.digest_modal import options_block, topic_options
from bot.slack.render import blocks
from bot.slack.render.blocks import Block
from bot.slack.render.text import clip, escape

ALIAS_CALLBACK: Final = "case_alias"
ELSEWHERE_CALLBACK: Final = "case_elsewhere"
ALIAS: Final = "case_name"
SECTION: Final = "case_section"
WORDS: Final = "case_words"
_MAX_WORDS: Final = 1_000
_QUOTED: Final = 300
_KEPT: Final = TypeAdapter(tuple[str, str, str])


@dataclass(frozen=True, slots=True)
class About:
    """What a modal is about: a miss, by its key, and the editors' message of it."""

    miss: str
    channel: str
    ts: str

    def __str__(self) -> str:
        """What Slack keeps with the modal."""
        return json.dumps([self.miss, self.channel, self.ts])


def about(view: Mapping[str, Any]) -> About:
    """What a submitted modal is about.

    Raises:
        ValueError: it is none of this version.

    """
    return About(*_KEPT.validate_json(view.get("private_metadata") or ""))


def alias_modal(what: About, miss: Miss, could_be: Closing) -> dict[str, Any]:
    """Which name, and where it leads: both as suggested, to be changed."""
    nearest = could_be.nearest
    start = {"initial_value": could_be.alias} if could_be.alias and len(could_be.alias) <= MAX_ALIAS else {}
    name: Block = {"type": "plain_text_input", "action_id": ALIAS, "max_length": MAX_ALIAS, **start}
    chosen = {"initial_option": options_block([(named(nearest), nearest.id)])[0]} if nearest else {}
    section: Block = {"type": "external_select", "action_id": SECTION, "min_query_length": 0, **chosen}
    return _modal(
        ALIAS_CALLBACK,
        what,
        "Add an alias",
        "Add",
        _quoted(miss),
        _input("Alias: a few words that people type", name),
        _input("Section that answers it", {**section, "placeholder": blocks.plain("Type a topic")}),
    )


def elsewhere_modal(what: About, miss: Miss) -> dict[str, Any]:
    """Where it is answered, if the editors want to say so."""
    words: Block = {
        "type": "plain_text_input",
        "action_id": WORDS,
        "multiline": True,
        "max_length": _MAX_WORDS,
    }
    return _modal(
        ELSEWHERE_CALLBACK,
        what,
        "Answered elsewhere",
        "Tell who asked",
        _quoted(miss),
        {**_input("A link, or a few words for who asked", words), "optional": True},
    )


def word(markup: str) -> dict[str, Any]:
    """A modal that only says something, escaped already."""
    return {
        "type": "modal",
        "title": blocks.plain("Briefbot", 24),
        "close": blocks.plain("Close"),
        "blocks": [blocks.section(markup)],
    }


def chosen_alias(view: Mapping[str, Any]) -> tuple[str, str]:
    """The name, on one line, and the item that were chosen; "" for what is missing."""
    option = _values(view, SECTION).get("selected_option") or {}
    return " ".join((_values(view, ALIAS).get("value") or "").split()), str(option.get("value", ""))


def typed_words(view: Mapping[str, Any]) -> str:
    """What the editors say, "" for nothing."""
    return (_values(view, WORDS).get("value") or "").strip()


def section_options(library: Library, typed: str) -> list[Block]:
    """Sections for the type-ahead."""
    return options_block(topic_options(library, typed))


def _modal(callback: str, what: About, title: str, submit: str, *drawn: Block) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": str(what),
        "title": blocks.plain(title, 24),
        "submit": blocks.plain(submit, 24),
        "close": blocks.plain("Cancel"),
        "blocks": list(drawn),
    }


def _quoted(miss: Miss) -> Block:
    return blocks.context(f"“{escape(clip(' '.join(miss.query.split()), _QUOTED))}”")


def _input(label: str, element: Block) -> Block:
    block_id = element["action_id"]
    return {"type": "input", "block_id": block_id, "label": blocks.plain(label), "element": element}


def _values(view: Mapping[str, Any], block_id: str) -> Mapping[str, Any]:
    """What an input holds; nothing where there is no such input."""
    values: Mapping[str, Any] = view["state"].get("values", {}).get(block_id, {}).get(block_id, {})
    return values
