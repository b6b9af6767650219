"""Rules that hold over all blocks of one payload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.playground.rules import limits
from bot.playground.rules.blocks import BLOCKS
from bot.playground.rules.checks import each, wrong
from bot.playground.rules.problem import (
    INVALID_ATTACHMENTS,
    MSG_BLOCKS_TOO_LONG,
    Problem,
    at_key,
    recoded,
    units,
)
from bot.playground.rules.shapes import by_type
from bot.playground.rules.surfaces import Surface, surface_problems
from bot.playground.rules.tables import cell_characters
from bot.playground.rules.walk import Located, blocks_in, nodes_in, own_nodes, type_of

_BLOCK = by_type(BLOCKS, "a list of blocks")


def block_list_problems(blocks: object, path: str, surface: Surface, low: int, high: int) -> list[Problem]:
    """What is wrong with an array of blocks by itself: each block, their number, the surface."""
    found = each(_BLOCK, low, high)(blocks, path)
    return found + surface_problems(blocks, path, surface)


def shared_problems(blocks: Sequence[Located]) -> list[Problem]:
    """What is wrong between the blocks of a payload, wherever they are nested."""
    return [
        *_repeated((at_key(path, "block_id"), block.get("block_id")) for path, block in blocks),
        *(p for path, block in blocks for p in _repeated(_action_ids(path, block))),
        *_several_focused(blocks),
        *_too_much_markdown(blocks),
    ]


def message_only_problems(blocks: Sequence[Located]) -> list[Problem]:
    """Limits Slack sets per message: tables, their characters, charts, bare pending tasks."""
    return [
        *_too_many_tables(blocks),
        *_too_many(blocks, "data_visualization", limits.MESSAGE_CHARTS),
        *_pending_tasks(blocks),
    ]


def all_blocks(lists: Iterable[tuple[str, object]]) -> list[Located]:
    """Every block of several arrays of blocks, each array given with its path."""
    return [located for path, blocks in lists for located in blocks_in(blocks, path)]


def _repeated(ids: Iterable[tuple[str, object]]) -> list[Problem]:
    seen: dict[str, str] = {}
    found: list[Problem] = []
    for path, value in ids:
        if isinstance(value, str) and value in seen:
            found += wrong(path, f"must be unique, found {value!r} at {seen[value]} too")
        elif isinstance(value, str):
            seen[value] = path
    return found


def _action_ids(path: str, block: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for place, node in own_nodes(block, path):
        yield at_key(place, "action_id"), node.get("action_id")


def _several_focused(blocks: Sequence[Located]) -> list[Problem]:
    places = [
        at_key(place, "focus_on_load")
        for path, block in blocks
        for place, node in own_nodes(block, path)
        if node.get("focus_on_load") is True
    ]
    message = "may be true for one element of a payload"
    return [p for place in places[1:] for p in wrong(place, f"{message}, found at {places[0]} too")]


def _too_much_markdown(blocks: Sequence[Located]) -> list[Problem]:
    texts = [
        (path, text)
        for path, block in blocks
        if type_of(block) == "markdown" and isinstance(text := block.get("text"), str)
    ]
    total, most = sum(units(text) for _, text in texts), limits.MARKDOWN_TEXT
    # One block that is too long by itself has been reported as such.
    if total <= most or len(texts) < 2:
        return []
    message = f"all markdown blocks together hold at most {most} characters, found {total}"
    return [Problem(at_key(texts[-1][0], "text"), MSG_BLOCKS_TOO_LONG, message)]


def _too_many(blocks: Sequence[Located], name: str, most: int) -> list[Problem]:
    places = [path for path, block in blocks if type_of(block) == name]
    message = f"a message holds at most {most} {name} block(s), found {len(places)}"
    return [p for place in places[most:] for p in wrong(place, message)]


def _too_many_tables(blocks: Sequence[Located]) -> list[Problem]:
    tables = [(path, block) for path, block in blocks if type_of(block) == "table"]
    surplus = _too_many(blocks, "table", limits.MESSAGE_TABLES)
    # Slack treats the table of a message as an attachment, and answers accordingly.
    found = recoded(surplus, INVALID_ATTACHMENTS)
    total, most = sum(cell_characters(table) for _, table in tables), limits.TABLE_TEXT
    if total > most:
        message = f"the cells of a message hold at most {most} characters, found {total}"
        found += wrong(at_key(tables[-1][0], "rows"), message)
    return found


def _pending_tasks(blocks: Sequence[Located]) -> list[Problem]:
    # Within a plan a task may be pending; alone it may not.
    in_plans = {
        path for place, block in blocks if type_of(block) == "plan" for path, _ in nodes_in(block, place)
    }
    return [
        problem
        for path, block in blocks
        if type_of(block) == "task_card" and block.get("status") == "pending" and path not in in_plans
        for problem in wrong(at_key(path, "status"), "may be pending only within a plan")
    ]
