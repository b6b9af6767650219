"""One more alias in the text of a YAML file. All else stays as it was, to the byte: text is spliced in."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Final

import yaml

from bot.errors import EditError
from bot.library.yaml_source import Document, Trail, Value, parse_into

_WIDTH: Final = 110
"""Columns up to which a list that runs over several lines is filled."""

_BEFORE_ALIASES: Final = ("detail", "definition", "title")
"""The key that a new list of aliases follows: the first of these that is there."""

_LINE: Final = re.compile("[^\r\n\x85\u2028\u2029]*(\r\n|[\r\n\x85\u2028\u2029]|$)")
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOM: Final = "\ufeff"


def with_alias(text: str, trail: Trail, alias: str) -> str:
    """The text of a file in which the mapping at `trail` has one more alias, its last.

    Raises:
        EditError: the text cannot be read, there is no such mapping, or its list cannot be added to.

    """
    if text.startswith(_BOM):  # parsers do not agree on whether to count it
        return _BOM + with_alias(text[1:], trail, alias)
    expected = _expected(_parsed(text), trail, alias)
    at, inserted = _Edit(text, alias).place_in(_mapping_at(text, trail))
    edited = text[:at] + inserted + text[at:]
    if not _says(edited, expected):
        raise EditError(f"cannot add “{alias}” without a change to something else: add it by hand")
    return edited


class _Edit:
    """Where an alias goes into a text, and what has to be inserted there."""

    def __init__(self, text: str, alias: str) -> None:
        self._text = text
        self._scalar = _written(alias)
        found = re.search("\r\n|[\r\n]", text)
        self._line_end = found[0] if found else "\n"

    def place_in(self, mapping: yaml.MappingNode) -> tuple[int, str]:
        """For the alias of a mapping."""
        entries = {key.value: (key, value) for key, value in mapping.value}
        if "aliases" not in entries:
            return self._new_list(mapping, entries)
        key, aliases = entries["aliases"]
        if not isinstance(aliases, yaml.SequenceNode):  # nothing stands there: `_expected` has seen to it
            return key.end_mark.index + 1, f" [{self._scalar}]"
        if not aliases.value:
            return aliases.start_mark.index + 1, self._scalar
        if aliases.flow_style:
            return self._in_flow(aliases, key.start_mark.column)
        return self._line_after(aliases.value[-1], aliases.start_mark.column, f"- {self._scalar}")

    def _new_list(
        self, mapping: yaml.MappingNode, entries: dict[str, tuple[yaml.Node, yaml.Node]]
    ) -> tuple[int, str]:
        named = next((name for name in _BEFORE_ALIASES if name in entries), None)
        key, value = entries[named] if named else mapping.value[0]
        if mapping.flow_style:
            return value.end_mark.index, f", aliases: [{self._scalar}]"
        return self._line_after(value, key.start_mark.column, f"aliases: [{self._scalar}]")

    def _in_flow(self, aliases: yaml.SequenceNode, indent: int) -> tuple[int, str]:
        """After the last item: on its line, where there is room and the list has not a line for each item."""
        last = aliases.value[-1]
        end, lines = last.end_mark.index, [item.start_mark.line for item in aliases.value]
        line = _LINE.match(self._text, self._text.rfind("\n", 0, end) + 1)
        assert line is not None  # it matches anything
        width = len(line[0].rstrip()) + len(f", {self._scalar}")
        a_line_each = len(lines) > 1 and len(set(lines)) == len(lines)
        if width <= _WIDTH and not a_line_each:
            return end, f", {self._scalar}"
        first = next(item for item in aliases.value if item.start_mark.line == lines[-1])
        begun_here = lines[-1] == aliases.start_mark.line
        column = indent + 2 if begun_here else first.start_mark.column
        return end, f",{self._line_end}{' ' * column}{self._scalar}"

    def _line_after(self, node: yaml.Node, indent: int, content: str) -> tuple[int, str]:
        """A line of its own after the one that a value ends on."""
        line = f"{' ' * indent}{content}"
        at = self._end_of_lines(node)
        if self._text[at - 1 : at] in ("\n", "\r"):
            return at, f"{line}{self._line_end}"
        return at, f"{self._line_end}{line}"

    def _end_of_lines(self, node: yaml.Node) -> int:
        """Where the last line of a value ends, with what ends it."""
        if not isinstance(node, yaml.ScalarNode):
            raise EditError("its aliases hold more than text: add the alias by hand")
        end = node.end_mark.index
        if node.style not in ("|", ">"):
            line = _LINE.match(self._text, end)
            assert line is not None  # it matches anything
            return line.end()
        if end == len(self._text):
            return end
        end -= node.end_mark.column  # the mark of a block scalar stands in the line after it
        keeps_empty_lines = "+" in self._text[node.start_mark.index : node.start_mark.index + 3]
        empty = re.search(r"[\r\n]([ \t]*(\r\n|[\r\n]))+$", self._text[:end])
        if keeps_empty_lines or empty is None:
            return end
        first = _LINE.match(self._text, empty.start())
        assert first is not None  # it matches anything
        return first.end()


def _mapping_at(text: str, trail: Trail) -> yaml.MappingNode:
    node = yaml.compose(text, Loader=_Loader)
    for step in trail:
        if isinstance(node, yaml.MappingNode):
            node = {key.value: value for key, value in node.value}[step]
        elif isinstance(node, yaml.SequenceNode):
            node = node.value[step]
    assert isinstance(node, yaml.MappingNode)  # `_expected` has been there
    return node


def _parsed(text: str) -> Value:
    document = Document(Path())
    parse_into(document, text)
    if document.problems:
        raise EditError("\n".join(problem.message for problem in document.problems))
    return document.value


def _says(text: str, meant: Value) -> bool:
    document = Document(Path())
    parse_into(document, text)
    return not document.problems and document.value == meant


def _expected(value: Value, trail: Trail, alias: str) -> Value:
    """What the edited text must say."""
    whole = deepcopy(value)
    found = whole
    try:
        for step in trail:
            found = found[step]  # type: ignore[index]  # what does not fit is told below
    except (KeyError, IndexError, TypeError):
        raise EditError(f"nothing stands at {' / '.join(map(str, trail))}") from None
    if not isinstance(found, dict) or not isinstance(aliases := found.get("aliases") or [], list):
        raise EditError("there is no mapping with a list of aliases: mend it by hand")
    found["aliases"] = [*aliases, alias]
    return whole


def _written(alias: str) -> str:
    """The alias as YAML: plain where that is read back as the same text, otherwise quoted."""
    if alias.isprintable():
        if _reads_back(alias):
            return alias
        return "'" + alias.replace("'", "''") + "'"
    escaped = (letter if _is_plain(letter) else f"\\U{ord(letter):08X}" for letter in alias)
    return '"' + "".join(escaped) + '"'


def _is_plain(letter: str) -> bool:
    return letter.isprintable() and letter not in '"\\'


def _reads_back(alias: str) -> bool:
    """Whether it means itself without quotes, in brackets and after a dash."""
    return all(_says(text, [alias, "x"]) for text in (f"[{alias}, x]", f"- {alias}\n- x"))
