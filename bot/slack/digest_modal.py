"""The modal that a digest is set up and changed in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time
from functools import cache
from typing import Any, Final
from zoneinfo import available_timezones

from pydantic import BaseModel
from rapidfuzz import fuzz, process

from bot.desk.digest.subscription import DAY_NAMES, EVERY_PART, WORKING_DAYS, Part, Schedule, Subscription
from bot.library.snapshot import Library
from bot.slack.render import blocks
from bot.slack.render.blocks import Block

CALLBACK: Final = "digest"
TOPICS: Final = "digest_topics"
ZONE: Final = "digest_zone"
_PARTS, _TIME, _DAYS, _EMPTY = "digest_parts", "digest_time", "digest_days", "digest_empty"
_NINE: Final = time(9)

WORDS: Final[Mapping[Part, str]] = {
    Part.CHANGES: "What changed in the library",
    Part.SECTION: "Section of the day",
    Part.RECOMMENDATION: "Recommendation of the day",
    Part.FIGURE: "Key figure",
    Part.ASKED: "Most asked this week",
}


class _Kept(BaseModel):
    """What Slack keeps with the modal."""

    channel: str
    id: str


Option = tuple[str, str]
"""A label and its value."""


def view(
    channel: str, library: Library, zone: str, subscription: Subscription | None = None
) -> dict[str, Any]:
    """The modal, with what is set now; a new digest is for working days at 9, in `zone`."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({"channel": channel, "id": subscription.id if subscription else ""}),
        "title": blocks.plain("Change the digest" if subscription else "A digest", 24),
        "submit": blocks.plain("Save"),
        "close": blocks.plain("Cancel"),
        "blocks": [
            blocks.context(
                "Just for you." if channel.startswith("D") else f"It will be posted in <#{channel}>."
            ),
            *_what(library, subscription),
            *_when(subscription.schedule if subscription else Schedule(_NINE, WORKING_DAYS, zone)),
            _even_if_empty(subscription is not None and subscription.even_if_empty),
        ],
    }


def _what(library: Library, subscription: Subscription | None) -> Iterator[Block]:
    topics = subscription.topics if subscription else ()
    chosen = [option for option in topic_options(library) if option[1] in topics]
    yield _input("Topics", _type_ahead("multi_external_select", TOPICS, "All topics", chosen), optional=True)
    parts = subscription.parts if subscription else EVERY_PART
    options = [(words, part.value) for part, words in WORDS.items()]
    yield _input("What to include", _checkboxes(_PARTS, options, [part.value for part in parts]))


def _when(schedule: Schedule) -> Iterator[Block]:
    at = f"{schedule.at:%H:%M}"
    yield _input("Time", {"type": "timepicker", "action_id": _TIME, "initial_time": at})
    options = [(name, str(day)) for day, name in enumerate(DAY_NAMES)]
    yield _input("Days", _checkboxes(_DAYS, options, list(map(str, schedule.weekdays))))
    zone = [(schedule.zone, schedule.zone)]
    yield _input("Time zone", _type_ahead("external_select", ZONE, "Type the name of a city", zone))


def _even_if_empty(ticked: bool) -> Block:
    options = [("Post it also when there is nothing new", "yes")]
    boxes = _checkboxes(_EMPTY, options, ["yes"] if ticked else [])
    return _input("Empty editions", boxes, optional=True)


def about(view: Mapping[str, Any]) -> tuple[str, str]:
    """The channel that a submitted modal is about, and the id of the digest that it changes, or "".

    Raises:
        ValueError: it is none of this version.

    """
    kept = _Kept.model_validate_json(view.get("private_metadata") or "")
    return kept.channel, kept.id


def problems(view: Mapping[str, Any], library: Library) -> dict[str, str]:
    """What is wrong with what was chosen, by block; empty when nothing is."""
    found: dict[str, str] = {}
    if not _some_of(map(str, Part), _chosen(view, _PARTS)):
        found[_PARTS] = "Choose at least one."
    if not _values(view, _TIME).get("selected_time"):
        found[_TIME] = "Choose a time."
    if not _some_of(map(str, range(len(DAY_NAMES))), _chosen(view, _DAYS)):
        found[_DAYS] = "Choose at least one day."
    if _one(view, ZONE) not in available_timezones():
        found[ZONE] = "Choose a time zone from the list: type the name of a city."
    if any(library.get(topic) is None for topic in _chosen(view, TOPICS)):
        found[TOPICS] = "One of these is no longer in the library: choose again."
    return found


def chosen(view: Mapping[str, Any]) -> dict[str, Any]:
    """What was chosen, as the fields of a `Subscription`; there are no `problems` with it."""
    at = time.fromisoformat(_values(view, _TIME)["selected_time"])
    weekdays = frozenset(map(int, _chosen(view, _DAYS)))
    return {
        "schedule": Schedule(at, weekdays, _one(view, ZONE)),
        "topics": tuple(_chosen(view, TOPICS)),
        "parts": frozenset(map(Part, _chosen(view, _PARTS))),
        "even_if_empty": bool(_chosen(view, _EMPTY)),
    }


def topic_options(library: Library, typed: str = "") -> list[Option]:
    """Topics for a type-ahead: all in reading order, or those with a name like what was typed."""
    several = library.reports if len(library.reports) > 1 else ()
    names = {(f"All of {report.short_title}", report.id): report.aliases for report in several}
    names |= {(section.title, section.id): section.aliases for section in library.sections()}
    return _like(names, typed)[: blocks.OPTIONS_IN_SELECT]


def zone_options(typed: str = "") -> list[Option]:
    """Time zones for a type-ahead: people type the name of a city, with a space where IANA has none."""
    names = {(zone, zone): (zone.replace("_", " "),) for zone in _zones()}
    return _like(names, typed)[: blocks.OPTIONS_IN_SELECT]


@cache
def _zones() -> tuple[str, ...]:
    """Those that are named for a place, as people know them."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc")))


def _like(names: Mapping[Option, Sequence[str]], typed: str) -> list[Option]:
    """Options whose label, or else another of their names, has what was typed, or is spelt like it."""
    wanted = typed.strip().casefold()
    by_label = [option for option in names if wanted in option[0].casefold()]
    by_name = [
        option for option, others in names.items() if any(wanted in each.casefold() for each in others)
    ]
    if found := list(dict.fromkeys([*by_label, *by_name])):
        return found
    labels = {option: option[0] for option in names}
    return [option for _, _, option in process.extract(wanted, labels, scorer=fuzz.WRatio, score_cutoff=75)]


def options_block(options: Sequence[Option]) -> list[Block]:
    """Options as Slack takes them."""
    return [{"text": blocks.plain(label, blocks.OPTION_TEXT), "value": value} for label, value in options]


def _input(label: str, element: Block, *, optional: bool = False) -> Block:
    """An input; its block is called as its element is."""
    block_id = element["action_id"]
    whole = {"type": "input", "block_id": block_id, "label": blocks.plain(label), "element": element}
    return {**whole, "optional": True} if optional else whole


def _checkboxes(action_id: str, options: Sequence[Option], ticked: Sequence[str]) -> Block:
    initial = options_block([each for each in options if each[1] in ticked])
    element = {"type": "checkboxes", "action_id": action_id, "options": options_block(options)}
    return {**element, "initial_options": initial} if initial else element


def _type_ahead(kind: str, action_id: str, placeholder: str, chosen: Sequence[Option]) -> Block:
    element: Block = {
        "type": kind,
        "action_id": action_id,
        "min_query_length": 0,
        "placeholder": blocks.plain(placeholder),
    }
    if not chosen:
        return element
    initial = options_block(chosen)
    many = kind.startswith("multi")
    return {**element, **({"initial_options": initial} if many else {"initial_option": initial[0]})}


def _some_of(known: Iterable[str], chosen: Sequence[str]) -> bool:
    """Whether something was chosen, and nothing but what is known in this version."""
    return bool(chosen) and set(chosen) <= set(known)


def _values(view: Mapping[str, Any], block_id: str) -> Mapping[str, Any]:
    """What an input holds; nothing where there is no such input."""
    values: Mapping[str, Any] = view["state"].get("values", {}).get(block_id, {}).get(block_id, {})
    return values


def _chosen(view: Mapping[str, Any], block_id: str) -> list[str]:
    return [option["value"] for option in _values(view, block_id).get("selected_options") or ()]


def _one(view: Mapping[str, Any], block_id: str) -> str:
    option = _values(view, block_id).get("selected_option") or {}
    return str(option.get("value", ""))
