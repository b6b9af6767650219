"""Markup that acts: mentions that notify people, and characters that were not escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.playground.rules.problem import at_index, at_key
from bot.playground.rules.walk import listed, nodes_in, type_of

# A date token shares its first two characters with the broadcasts, but notifies nobody.
_MENTION: Final = re.compile(r"<(?:!(?!date\^)|@|#)[^<>]+>")
_NAME: Final = re.compile(r"(?<![\w<])[@#]\w[\w.-]*")

_ENTITY: Final = re.compile(r"&(?:amp|lt|gt);")
_LINK: Final = re.compile(r"<((?:https?://|mailto:)[^\s<>|]+)(?:\|([^<>|\n]+))?>")
_DATE: Final = re.compile(r"<!date\^\d+\^([^<>|^]+)(?:\^(https?://[^\s<>|^]+))?\|([^<>|]+)>")
_BARE: Final = re.compile(r"[&<>]")

_ATTACHMENT_TEXTS: Final = ("author_name", "fallback", "footer", "pretext", "text", "title")

_RICH_TEXT_MENTIONS: Final[Mapping[str, Callable[[Mapping[str, object]], str]]] = {
    "broadcast": lambda node: f"<!{node.get('range')}>",
    "user": lambda node: f"<@{node.get('user_id')}>",
    "usergroup": lambda node: f"<!subteam^{node.get('usergroup_id')}>",
}


def mentions_in_message(message: Mapping[str, object]) -> list[str]:
    """Every token that may notify or link people, groups or channels.

    Slack's formatting guide names the tokens: `<!...>` (but not a date), `<@...>` and `<#...>`
    in mrkdwn; markdown blocks and `markdown_text` count as parsed too, to be safe. The mention
    elements of rich text are given in the same notation. With `parse` "full" or `link_names` set,
    bare @names and #names of the text count as well, since Slack then links them.
    """
    texts = [text for _, text in [*_mrkdwn_texts(message), *_markdown_texts(message)]]
    found = [token for text in texts for token in _MENTION.findall(text)]
    if message.get("parse") == "full" or message.get("link_names"):
        found += _NAME.findall(str(message.get("text") or ""))
    return [*found, *_rich_text_mentions(message)]


def raw_markup_in_message(message: Mapping[str, object]) -> list[str]:
    """Every place where mrkdwn text holds a bare &, < or > (Slack's formatting guide).

    What may stay unescaped are the entities &amp; &lt; &gt;, a well-formed link with or without
    a label, and a date token. Everything else is reported as "path: character at position in
    text" - also a mention, and also the > of a quoted line, for which rich text is the safe form.
    """
    return [
        f"{path}: bare {match.group()!r} at {match.start()} in {text[:80]!r}"
        for path, text in _mrkdwn_texts(message)
        for match in _BARE.finditer(_masked(text))
    ]


def _masked(text: str) -> str:
    # The delimiters of what is allowed become blanks of the same length, so that positions stay
    # right and a bare character within a label or an address is still seen.
    masked = _LINK.sub(_without_brackets, _DATE.sub(_without_brackets, text))
    return _ENTITY.sub(lambda match: " " * len(match.group()), masked)


def _without_brackets(match: re.Match[str]) -> str:
    return f" {match.group()[1:-1]} "


def _displayed(message: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    for key in ("blocks", "attachments"):
        yield from nodes_in(message.get(key), key)


def _mrkdwn_texts(message: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if isinstance(text := message.get("text"), str):
        yield "text", text
    for path, node in _displayed(message):
        if type_of(node) == "mrkdwn" and isinstance(text := node.get("text"), str):
            yield at_key(path, "text"), text
    for i, attachment in enumerate(listed(message.get("attachments"))):
        if isinstance(attachment, Mapping):
            yield from _attachment_texts(attachment, at_index("attachments", i))


def _attachment_texts(attachment: Mapping[str, object], path: str) -> Iterator[tuple[str, str]]:
    for key in _ATTACHMENT_TEXTS:
        if isinstance(text := attachment.get(key), str):
            yield at_key(path, key), text
    for i, field in enumerate(listed(attachment.get("fields"))):
        for key in ("title", "value"):
            if isinstance(field, Mapping) and isinstance(text := field.get(key), str):
                yield at_key(at_index(at_key(path, "fields"), i), key), text


def _markdown_texts(message: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if isinstance(text := message.get("markdown_text"), str):
        yield "markdown_text", text
    for path, node in _displayed(message):
        if type_of(node) == "markdown" and isinstance(text := node.get("text"), str):
            yield at_key(path, "text"), text


def _rich_text_mentions(message: Mapping[str, object]) -> Iterator[str]:
    for _, node in _displayed(message):
        if render := _RICH_TEXT_MENTIONS.get(type_of(node)):
            yield render(node)
