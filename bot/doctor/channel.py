"""Check of the editors' channel: it is there, and the bot is in it. Nothing is posted."""

from __future__ import annotations

from collections.abc import Iterator

from bot.doctor.finding import Check, Finding, failed, not_checked, not_needed, ok, warning
from bot.doctor.slack_app import unreachable
from bot.doctor.surroundings import Surroundings
from bot.slack.inquiry import Answer

CHANNEL = "editors' channel"

_ID = "its id is at the end of 'About' in the channel's details, and begins with C"


def judge_channel(answer: Answer, channel_id: str) -> Finding:
    """Whether questions can be posted there (`conversations.info`)."""
    if answer.error == "channel_not_found":
        fix = f"Set BRIEF_EDITORS_CHANNEL anew ({_ID}); into a private channel, /invite the bot first."
        return failed(CHANNEL, f"the bot sees no channel {channel_id}", fix)
    if answer.error == "missing_scope":
        fix = "See the check of scopes; in the channel, /invite the bot all the same."
        return not_checked(CHANNEL, "the bot token may not look at channels", fix)
    if answer.error:
        return not_checked(
            CHANNEL, f"Slack does not show it: {answer.error}", "See the check of the bot token."
        )
    channel = answer.body.get("channel") or {}
    name = f"#{channel.get('name', channel_id)}"
    if channel.get("is_archived"):
        fix = "Unarchive it, or set BRIEF_EDITORS_CHANNEL to another."
        return failed(CHANNEL, f"{name} is archived", fix, channel=name)
    if not channel.get("is_member"):
        fix = f"In {name}, type /invite and the bot's @name."
        return failed(CHANNEL, f"the bot is not in {name}, and cannot post there", fix, channel=name)
    if channel.get("is_ext_shared"):
        fix = "Take a channel of your own, unless they are to see what people ask."
        return warning(
            CHANNEL, f"the bot is in {name}, which another organisation reads too", fix, channel=name
        )
    return ok(CHANNEL, f"the bot is in {name}", channel=name)


def _run(around: Surroundings) -> Iterator[Finding]:
    settings = around.given.settings
    if "brief_editors_channel" in around.given.malformed:
        yield not_checked(CHANNEL, "BRIEF_EDITORS_CHANNEL is malformed", f"Set its id, not its name: {_ID}.")
    elif not settings.brief_editors_channel:
        yield not_needed(CHANNEL, "BRIEF_EDITORS_CHANNEL is not set: questions are written down only")
    elif settings.slack_bot_token is None:
        yield not_checked(CHANNEL, "SLACK_BOT_TOKEN is not set, or malformed")
    else:
        yield _ask(around, settings.slack_bot_token.get_secret_value(), settings.brief_editors_channel)


def _ask(around: Surroundings, token: str, channel: str) -> Finding:
    try:
        return judge_channel(around.slack.call("conversations.info", token, channel=channel), channel)
    except OSError as error:
        return unreachable(CHANNEL, around.slack_host, error)


CHECKS = (Check((CHANNEL,), _run, uses_network=True),)
