"""The app's Home tab: what it does, a person's digests, the library's topics, each report's age."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk.age import age_note
from bot.desk.command import Room
from bot.desk.reply import Action, Verb
from bot.slack import digests
from bot.slack.render import blocks
from bot.slack.render.blocks import Block
from bot.slack.render.message import action_rows
from bot.slack.render.text import clip, escape
from bot.slack.surface import Office

_log = structlog.get_logger("briefbot")

_WHAT = (
    "Ask the policy library: type `/brief china` in any channel, mention @brief with a question, or write to"
    " Briefbot here under Messages. Every answer names its report, its section and its age."
)
_NO_DIGEST = "None yet. Type `/brief digest` in a channel, or under Messages for one of your own."


def refresh(office: Office, client: WebClient, team: str, user: str) -> None:
    """Publish somebody's Home tab as it is now; a failure is logged, and mended by the next look at it."""
    try:
        client.views_publish(user_id=user, view=view(office, team, user))
    except (SlackApiError, OSError) as error:
        reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        _log.warning("home not published", reason=str(reason))


def view(office: Office, team: str, user: str) -> dict[str, Any]:
    """The tab's content for one person."""
    drawn = enumerate(_blocks(office, team, user))
    # Ids of their own: what is pressed on a tab that was published again since is still found.
    return {"type": "home", "blocks": [{"block_id": f"home:{number}", **block} for number, block in drawn]}


def _blocks(office: Office, team: str, user: str) -> Iterator[Block]:
    desk, today = office.desk_at(team, "", user), office.today()
    library = desk.library
    room = Room(library, desk.lookup, today, desk.commands)
    examples = [text for command in room.commands for text in command.examples(library)][:5]
    yield blocks.header("Briefbot: ask the policy library")
    yield blocks.section(_WHAT)
    yield from action_rows([Action(f"Try: {text}", Verb.ASK, text) for text in examples])
    yield {"type": "divider"}
    yield blocks.header("Your digests")
    own = office.memory.subscriptions.of_user(team, user)
    yield from digests.listed(desk.library, own, with_place=True) if own else [blocks.section(_NO_DIGEST)]
    yield {"type": "divider"}
    yield blocks.header("Topics to browse")
    for report in library.reports[:_REPORTS]:
        yield blocks.section(blocks.bold(clip(report.title, 300)))
        yield blocks.context(escape(clip(age_note(report, today).text, 300)))
        topics = [Action(each.title, Verb.BRIEF, each.id) for each in report.sections]
        if report.recommendations:
            topics.append(Action(report.recommendations.title, Verb.BRIEF, report.recommendations.id))
        yield from action_rows(topics)
    if len(library.reports) > _REPORTS:
        yield blocks.context(f"And {len(library.reports) - _REPORTS} more: type /brief list.")


_REPORTS = 12
"""Reports that the tab shows; with their topics and 10 digests it stays below Slack's 100 blocks a view."""
