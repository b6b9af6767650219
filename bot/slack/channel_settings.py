"""A channel's settings as a modal: opened by `/brief settings`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import structlog
from slack_sdk import WebClient

from bot.desk.records import ChannelSettings, Mode
from bot.slack.apology import sorry
from bot.slack.render import blocks
from bot.slack.render.message import Message
from bot.slack.surface import Office

_log = structlog.get_logger("briefbot")

CALLBACK: Final = "channel_settings"
BLOCK: Final = "mode"
ACTION: Final = "mode"

WORDS: Final[Mapping[Mode, tuple[str, str]]] = {
    Mode.MENTIONS: ("Only when mentioned", "Questions to @brief, and what follows in their threads."),
    Mode.QUESTIONS: (
        "Also questions without a mention",
        "Only those that the library surely answers; quiet otherwise.",
    ),
}


def open_settings(
    office: Office, command: Mapping[str, Any], argument: str, client: WebClient
) -> Message | None:
    """Open the modal; the message that acknowledges the command, empty when the modal is all there is."""
    channel = command["channel_id"]
    if argument.strip():
        return None
    if channel.startswith("D"):
        return sorry("In a direct message every message is answered: there is nothing to set.")
    settings = office.memory.channels.settings(command["team_id"], channel)
    client.views_open(trigger_id=command["trigger_id"], view=view(channel, settings))
    return {}


def view(channel: str, settings: ChannelSettings) -> dict[str, Any]:
    """The modal, with what is set now."""
    options = [_option(mode) for mode in Mode]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": channel,
        "title": blocks.plain("Briefbot here"),
        "submit": blocks.plain("Save"),
        "close": blocks.plain("Cancel"),
        "blocks": [
            blocks.section(f"What Briefbot answers in <#{channel}>"),
            {
                "type": "input",
                "block_id": BLOCK,
                "label": blocks.plain("Answer"),
                "element": {
                    "type": "radio_buttons",
                    "action_id": ACTION,
                    "options": options,
                    "initial_option": options[list(Mode).index(settings.mode)],
                },
            },
            blocks.context(_who(settings)),
        ],
    }


def chosen(view: Mapping[str, Any]) -> tuple[str, Mode]:
    """The channel that a submitted modal is about, and what was chosen for it.

    Raises:
        ValueError: it is none of this version.

    """
    channel, input_ = view.get("private_metadata"), view["state"].get("values", {}).get(BLOCK, {})
    picked = (input_.get(ACTION, {}).get("selected_option") or {}).get("value", "")
    if not channel:
        raise ValueError("a modal about no channel")
    return channel, Mode(picked)


def announcement(user: str, mode: Mode) -> Message:
    """What the channel is told of a change."""
    title, detail = WORDS[mode]
    line = f"<@{user}> changed what Briefbot answers here: {title[0].lower()}{title[1:]}."
    hint = f"{detail} Change it with /brief settings."
    return {"text": f"{line} {hint}", "blocks": [blocks.section(line), blocks.context(hint)]}


def _option(mode: Mode) -> dict[str, Any]:
    title, detail = WORDS[mode]
    return {"text": blocks.plain(title), "description": blocks.plain(detail), "value": mode.value}


def _who(settings: ChannelSettings) -> str:
    if settings.changed_at is None:
        return "Nobody has changed this yet."
    moment = settings.changed_at
    when = f"<!date^{int(moment.timestamp())}^{{date_pretty}} at {{time}}|{moment:%Y-%m-%d %H:%M} UTC>"
    return f"Last changed by {f'<@{settings.changed_by}>' if settings.changed_by else 'somebody'}, {when}."
