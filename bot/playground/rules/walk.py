"""Walks over a payload that may be malformed: no step relies on a type it has not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.playground.rules.problem import at_index, at_key

#: An object of the payload with its path.
Located = tuple[str, Mapping[str, object]]

#: Where each block that groups blocks keeps them.
CHILD_BLOCKS: Final[Mapping[str, str]] = {
    "container": "child_blocks",
    "carousel": "elements",
    "plan": "tasks",
    "auth_provider": "fallback",
}


def listed(value: object) -> Sequence[object]:
    """The items of a JSON array, or none if it is something else."""
    return value if isinstance(value, list | tuple) else ()


def type_of(node: Mapping[str, object]) -> str:
    """The `type` of an object, or an empty string."""
    name = node.get("type")
    return name if isinstance(name, str) else ""


def blocks_in(value: object, path: str) -> Iterator[Located]:
    """Every block of an array of blocks, the nested ones included, in reading order."""
    for i, block in enumerate(listed(value)):
        if isinstance(block, Mapping):
            place = at_index(path, i)
            yield place, block
            child = CHILD_BLOCKS.get(type_of(block))
            if child:
                yield from blocks_in(block.get(child), at_key(place, child))


def nodes_in(value: object, path: str) -> Iterator[Located]:
    """Every object at or below a value."""
    if isinstance(value, Mapping):
        yield path, value
        for key, item in value.items():
            yield from nodes_in(item, at_key(path, str(key)))
    for i, item in enumerate(listed(value)):
        yield from nodes_in(item, at_index(path, i))


def own_nodes(block: Mapping[str, object], path: str) -> Iterator[Located]:
    """Every object below a block that belongs to no block nested in it."""
    child = CHILD_BLOCKS.get(type_of(block))
    for key, item in block.items():
        if key != child:
            yield from nodes_in(item, at_key(path, str(key)))
