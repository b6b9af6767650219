"""Messages: the arguments of chat.postMessage and its kin, and answers to a response_url."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.playground.rules import limits
from bot.playground.rules.checks import (
    Check,
    boolean,
    each,
    http_url,
    integer,
    kind,
    mapping,
    one_of,
    string,
    unchecked,
)
from bot.playground.rules.objects import METADATA
from bot.playground.rules.payload import (
    all_blocks,
    block_list_problems,
    message_only_problems,
    shared_problems,
)
from bot.playground.rules.problem import (
    INVALID_ARGUMENTS,
    INVALID_ATTACHMENTS,
    INVALID_METADATA_FORMAT,
    MARKDOWN_TEXT_CONFLICT,
    MSG_TOO_LONG,
    NO_TEXT,
    TOO_MANY_ATTACHMENTS,
    Problem,
    at_index,
    at_key,
    recoded,
    units,
)
from bot.playground.rules.shapes import Shape
from bot.playground.rules.walk import Located, listed

_SWITCHES: Final = (
    "as_user",
    "delete_original",
    "link_names",
    "mrkdwn",
    "replace_original",
    "reply_broadcast",
    "unfurl_links",
    "unfurl_media",
)
_NAMES: Final = (
    "channel",
    "client_msg_id",
    "container_id",
    "icon_emoji",
    "icon_url",
    "thread_ts",
    "ts",
    "user",
)

_ARGUMENTS: Final[Mapping[str, Check]] = {
    **dict.fromkeys(_SWITCHES, boolean),
    **dict.fromkeys(_NAMES, string()),
    "file_ids": each(string()),
    "parse": one_of("none", "full"),
    "post_at": integer(0),
    "response_type": one_of("ephemeral", "in_channel"),
    "username": string(),
    # Checked on their own, as they answer with codes of their own.
    "attachments": unchecked,
    "blocks": unchecked,
    "markdown_text": string(low=0),
    "metadata": unchecked,
    "text": string(low=0),
}

_ATTACHMENT_TEXTS: Final = (
    "author_icon",
    "author_link",
    "author_name",
    "author_subname",
    "callback_id",
    "color",
    "fallback",
    "footer",
    "footer_icon",
    "image_url",
    "pretext",
    "text",
    "thumb_url",
    "title",
)
_FIELD = Shape({}, {"title": string(low=0), "value": string(low=0), "short": boolean})

_ATTACHMENT: Final[Check] = Shape(
    {},
    {
        **dict.fromkeys(_ATTACHMENT_TEXTS, string(low=0)),
        "actions": each(mapping),
        "blocks": unchecked,
        "fields": each(_FIELD),
        "mrkdwn_in": each(string()),
        "title_link": http_url(),
        "ts": integer(0),
    },
)


def problems_of_message(message: Mapping[str, object]) -> list[Problem]:
    """Everything for which Slack would refuse a message, by Slack's message limits.

    A key whose value is None counts as absent, as Slack's SDK leaves it out. Lengths are in
    UTF-16 code units: an emoji outside the BMP counts 2.
    """
    given = {key: value for key, value in message.items() if value is not None}
    blocks, attachments = given.get("blocks", ()), given.get("attachments", ())
    top = all_blocks([("blocks", blocks)])
    attached = _attached_blocks(attachments)
    return [
        *recoded(Shape({}, _ARGUMENTS)(given, ""), INVALID_ARGUMENTS),
        *_text_problems(given),
        *_metadata_problems(given),
        *block_list_problems(blocks, "blocks", "message", 0, limits.MESSAGE_BLOCKS),
        *_attachment_problems(attachments),
        *shared_problems([*top, *attached]),
        *message_only_problems([*top, *attached]),
    ]


def _text_problems(given: Mapping[str, object]) -> list[Problem]:
    text, markdown = given.get("text"), given.get("markdown_text")
    found: list[Problem] = []
    if isinstance(text, str) and units(text) > limits.MESSAGE_TEXT:
        message = f"must have at most {limits.MESSAGE_TEXT} characters, found {units(text)}"
        found.append(Problem("text", MSG_TOO_LONG, message))
    if isinstance(markdown, str) and units(markdown) > limits.MARKDOWN_TEXT:
        message = f"must have at most {limits.MARKDOWN_TEXT} characters, found {units(markdown)}"
        found.append(Problem("markdown_text", MSG_TOO_LONG, message))
    if markdown and (text or given.get("blocks")):
        message = "may not come together with text or blocks"
        found.append(Problem("markdown_text", MARKDOWN_TEXT_CONFLICT, message))
    if not _says_something(given):
        message = "a message needs text, blocks, attachments or markdown_text"
        found.append(Problem("text", NO_TEXT, message))
    return found


def _says_something(given: Mapping[str, object]) -> bool:
    if given.get("delete_original") is True:
        return True
    texts = (str(given.get(key, "")) for key in ("text", "markdown_text"))
    return any(text.strip() for text in texts) or any(given.get(k) for k in ("blocks", "attachments"))


def _metadata_problems(given: Mapping[str, object]) -> list[Problem]:
    if "metadata" not in given:
        return []
    return recoded(METADATA(given["metadata"], "metadata"), INVALID_METADATA_FORMAT)


def _attached_blocks(attachments: object) -> list[Located]:
    return all_blocks(
        (at_key(at_index("attachments", i), "blocks"), attachment.get("blocks"))
        for i, attachment in enumerate(listed(attachments))
        if isinstance(attachment, Mapping)
    )


def _attachment_problems(attachments: object) -> list[Problem]:
    if not isinstance(attachments, list | tuple):
        message = f"must be an array, found {kind(attachments)}"
        return [Problem("attachments", INVALID_ATTACHMENTS, message)]
    found: list[Problem] = []
    if len(attachments) > limits.MESSAGE_ATTACHMENTS:
        message = f"must have at most {limits.MESSAGE_ATTACHMENTS} items, found {len(attachments)}"
        found.append(Problem("attachments", TOO_MANY_ATTACHMENTS, message))
    for i, attachment in enumerate(attachments):
        path = at_index("attachments", i)
        wrongs = _ATTACHMENT(attachment, path)
        if isinstance(attachment, Mapping) and "blocks" in attachment:
            place, most = at_key(path, "blocks"), limits.MESSAGE_BLOCKS
            wrongs += block_list_problems(attachment["blocks"], place, "message", 1, most)
        found += recoded(wrongs, INVALID_ATTACHMENTS)
    return found
