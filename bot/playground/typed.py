"""What people type, as Slack sends it on: escaped, with mentions, channels and links marked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from bot.playground.model import JsonObject
from bot.playground.workspace import Workspace

_TOKEN: Final = re.compile(
    r"(?P<url>https?://[^\s<>|]+)|@(?P<at>[\w.-]*\w)|#(?P<hash>[\w-]*\w)|(?<!\w):(?P<emoji>[a-z0-9_+-]+):"
    r"|(?<!\w)(?P<mark>[*_~`])(?P<marked>[^\s*_~`](?:[^\n*_~`]*[^\s*_~`])?)(?P=mark)(?!\w)"
)
_EVERYBODY: Final = ("here", "channel", "everyone")

_STYLES: Final = {"*": "bold", "_": "italic", "~": "strike", "`": "code"}

Kind = Literal["text", "link", "user", "broadcast", "channel", "emoji"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of what was typed: `value` is the text, the URL, the id or the emoji's name.

    `name` is that of a channel; `mark` the sign around a text that is bold, italic, struck out or code.
    """

    kind: Kind
    value: str
    name: str = ""
    mark: str = ""


def parts(text: str, workspace: Workspace) -> Iterator[Part]:
    """What was typed, in pieces."""
    end = 0
    for found in _TOKEN.finditer(text):
        part = _part(found, workspace)
        if part is None:
            continue
        if found.start() > end:
            yield Part("text", text[end : found.start()])
        yield part
        end = found.end()
    if end < len(text):
        yield Part("text", text[end:])


def _part(found: re.Match[str], workspace: Workspace) -> Part | None:
    if url := found["url"]:
        return Part("link", url)
    if found["emoji"]:
        return Part("emoji", found["emoji"])
    if found["marked"]:
        return Part("text", found["marked"], mark=found["mark"])
    if found["hash"]:
        channels = (each for each in workspace.channels.values() if not each.is_im)
        named = next((each for each in channels if each.name == found["hash"]), None)
        return Part("channel", named.id, named.name) if named else None
    if found["at"] in _EVERYBODY:
        return Part("broadcast", found["at"])
    meant = next((each for each in workspace.users.values() if each.name == found["at"]), None)
    return Part("user", meant.id) if meant else None


def escape(text: str) -> str:
    """Text as Slack's markup holds it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_MARKUP: Final[dict[Kind, Callable[[Part], str]]] = {
    "text": lambda part: f"{part.mark}{escape(part.value)}{part.mark}",
    "emoji": lambda part: f":{part.value}:",
    "link": lambda part: f"<{escape(part.value)}>",
    "user": lambda part: f"<@{part.value}>",
    "broadcast": lambda part: f"<!{part.value}>",
    "channel": lambda part: f"<#{part.value}|{part.name}>",
}


def markup(text: str, workspace: Workspace) -> str:
    """The `text` of the message, or of the command when the app wants it escaped."""
    return "".join(_MARKUP[part.kind](part) for part in parts(text, workspace))


def _style(part: Part) -> JsonObject:
    return {"style": {_STYLES[part.mark]: True}} if part.mark else {}


_RICH: Final[dict[Kind, Callable[[Part], JsonObject]]] = {
    "text": lambda part: {"type": "text", "text": part.value, **_style(part)},
    "emoji": lambda part: {"type": "emoji", "name": part.value},
    "link": lambda part: {"type": "link", "url": part.value},
    "user": lambda part: {"type": "user", "user_id": part.value},
    "broadcast": lambda part: {"type": "broadcast", "range": part.value},
    "channel": lambda part: {"type": "channel", "channel_id": part.value},
}


def content(text: str, workspace: Workspace) -> JsonObject:
    """A person's message: its text, and the rich text that Slack's own clients send."""
    elements = [_RICH[part.kind](part) for part in parts(text, workspace)]
    section = {"type": "rich_text_section", "elements": elements}
    return {
        "text": markup(text, workspace),
        "blocks": [{"type": "rich_text", "elements": [section]}],
    }


def untyped(text: str, workspace: Workspace) -> str:
    """The way back, for editing: what somebody would type to get this text."""

    def name(found: re.Match[str]) -> str:
        sign, body, label = found["sign"], found["body"], found["label"]
        if sign == "@" and body in workspace.users:
            return f"@{workspace.users[body].name}"
        return {"#": f"#{label or body}", "!": f"@{body}"}.get(sign, body)

    plain = re.sub(r"<(?P<sign>[@#!]?)(?P<body>[^|>]+)(?:\|(?P<label>[^>]*))?>", name, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
