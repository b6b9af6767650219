"""Markdown: CommonMark with tables, front matter and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.errors import DocumentError
from bot.ingest.manuscript import Block, Manuscript, Progress, Role
from bot.ingest.readers.plain import decoded, iso_date, language_code, raised, tidied
from bot.ingest.roles import settled
from bot.library.yaml_source import Document, parse_into

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]{1,60}\]:.*(?:\n(?:[ \t]{2,}.*)?)*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\]")
_RAISED = re.compile(r"<sup>([^<]{0,80})</sup>", re.IGNORECASE)


def read(path: Path, progress: Progress) -> Manuscript:
    """What a Markdown document says.

    Raises:
        DocumentError: it holds no text.

    """
    text = decoded(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    text, said = _without_front_matter(path, text)
    lines = text.count("\n") + 1
    progress(0, lines)
    parser = MarkdownIt("commonmark").enable("table")
    blocks = settled(list(_blocks(parser.parse(_without_notes(text)))))
    progress(lines, lines)
    if not blocks:
        raise DocumentError(f"{path} holds no text: see that it is the right file")
    return Manuscript(
        path,
        blocks,
        said.get("title", ""),
        iso_date(said.get("date", "")),
        language_code(said.get("lang", "")),
    )


def _without_front_matter(path: Path, text: str) -> tuple[str, dict[str, str]]:
    """The text, with empty lines for the front matter; and what that says."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, {}
    front = Document(path)
    parse_into(front, match[1])
    keys = {"title": "title", "date": "date", "published": "date", "lang": "lang", "language": "lang"}
    said = {name: front.said(key) for key, name in keys.items() if front.said(key)}
    return _emptied(match) + text[match.end() :], {
        name: tidied(value) for name, value in said.items() if isinstance(value, str)
    }


def _without_notes(text: str) -> str:
    text = _NOTE_MARK.sub("", _NOTE.sub(_emptied, text))
    return _RAISED.sub(lambda match: raised(match[1], text[max(0, match.start() - 10) : match.start()]), text)


def _emptied(match: re.Match[str]) -> str:
    """As many lines as the match has, so that numbers of lines stay right."""
    return "\n" * match[0].count("\n")


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Headings, paragraphs, items of lists and rows of tables."""
    cells: list[str] | None = None
    fresh_item = False  # an item's first paragraph is its bullet, further ones are paragraphs
    line = 0
    for before, token in pairwise([Token("", "", 0), *tokens]):
        line = token.map[0] + 1 if token.map else line
        if token.type == "list_item_open":
            fresh_item = True
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield from _block(Role.PARAGRAPH, " | ".join(filter(None, cells)), line)
            cells = None
        elif token.type != "inline":
            continue
        elif cells is not None:
            cells.append(_text(token))
        elif before.type == "heading_open":
            yield from _block(Role.HEADING, _text(token), line, int(before.tag[1:]))
        else:
            yield from _block(Role.BULLET if fresh_item else Role.PARAGRAPH, _text(token), line)
            fresh_item = False


def _block(role: Role, text: str, line: int, level: int = 0) -> Iterator[Block]:
    if text:
        yield Block(role, text, f"line {line}", line, level)


def _text(inline: Token) -> str:
    """The words of inline markup: emphasis, links and code keep theirs, pictures and HTML have none."""
    parts = []
    for child in inline.children or []:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"} or child.content.startswith("<br"):
            parts.append(" ")
    return tidied("".join(parts))
