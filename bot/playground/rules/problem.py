"""What the validator reports, and how it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

INVALID_ARGUMENTS = "invalid_arguments"
INVALID_ATTACHMENTS = "invalid_attachments"
INVALID_BLOCKS = "invalid_blocks"
INVALID_METADATA_FORMAT = "invalid_metadata_format"
MARKDOWN_TEXT_CONFLICT = "markdown_text_conflict"
MSG_BLOCKS_TOO_LONG = "msg_blocks_too_long"
MSG_TOO_LONG = "msg_too_long"
NO_TEXT = "no_text"
TOO_MANY_ATTACHMENTS = "too_many_attachments"
VIEW_TOO_LARGE = "view_too_large"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason for which Slack would refuse a payload, under Slack's own error code.

    `path` is the place in the payload ("blocks[3].accessory.text.text"; for a missing key, the
    place where it should be), `code` the error Slack's Web API answers with, and `message` says
    in plain words what is wrong, what the limit is and what was found.
    """

    path: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path or 'payload'}: {self.message} [{self.code}]"


def units(text: str) -> int:
    """Length of a text in UTF-16 code units: an emoji outside the BMP counts 2.

    Slack's block reference speaks of "characters" without defining them; code units are the
    largest of the likely readings, so a text that fits here fits under each of them.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def recoded(problems: Iterable[Problem], code: str) -> list[Problem]:
    """The same problems under another code: views and attachments answer with their own."""
    return [replace(problem, code=code) for problem in problems]


def at_key(path: str, key: str) -> str:
    """The path of a key of the object at `path`."""
    return f"{path}.{key}" if path else key


def at_index(path: str, index: int) -> str:
    """The path of an item of the list at `path`."""
    return f"{path}[{index}]"
