"""What people can do with digests: set up, change, pause, resume, end; and how each is described."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.desk.digest.calendar import next_slot
from bot.desk.digest.compose import compose
from bot.desk.digest.subscription import EVERY_PART, Schedule, Subscription
from bot.desk.records import Delivery, Place
from bot.desk.reply import Verb
from bot.library.model import Report
from bot.library.snapshot import Library
from bot.slack.digest_modal import WORDS
from bot.slack.render import blocks
from bot.slack.render.blocks import Block
from bot.slack.render.message import ACTION_PREFIX, Click, Message, render
from bot.slack.render.text import clip, escape
from bot.slack.surface import Office

_log = structlog.get_logger("briefbot")

LISTED = 10
"""Digests that one message lists, so that its text stays below the 4,000 characters that Slack advises."""


def zone_of(client: WebClient, user: str) -> str:
    """A person's own time zone (users.info), UTC where Slack does not tell."""
    try:
        answer = client.users_info(user=user)
    except SlackApiError as error:
        _log.warning("time zone unknown", reason=str(error.response.get("error")))
        return "UTC"
    return str((answer.get("user") or {}).get("tz") or "UTC")


def set_up(office: Office, team: str, user: str, channel: str, wanted: dict[str, Any]) -> Subscription:
    """A new digest."""
    now = office.now()
    made = Subscription(uuid4().hex[:12], team, channel, user, created_at=now, **wanted)
    made = replace(made, next_due=next_slot(made.schedule, now).due)
    office.memory.subscriptions.save(made)
    return made


def change(office: Office, before: Subscription, wanted: dict[str, Any]) -> Subscription:
    """A digest's new form, from its next edition on; a paused one stays paused."""
    made = replace(before, **wanted)
    due = None if before.is_paused else next_slot(made.schedule, office.now()).due
    made = replace(made, next_due=due)
    office.memory.subscriptions.save(made)
    return made


def pause(office: Office, subscription: Subscription) -> Subscription:
    """No further editions until it is resumed."""
    made = replace(subscription, next_due=None, paused_because="")
    office.memory.subscriptions.save(made)
    return made


def resume(office: Office, subscription: Subscription) -> Subscription:
    """Editions again, from the next one on."""
    due = next_slot(subscription.schedule, office.now()).due
    made = replace(subscription, next_due=due, paused_because="")
    office.memory.subscriptions.save(made)
    return made


def preview(office: Office, team: str, user: str, channel: str, zone: str) -> Message:
    """The next edition of the channel's digest, or of one as it is first offered."""
    now = office.now()
    known = office.memory.subscriptions.in_channel(team, channel)
    schedule = Schedule(now.time().replace(second=0, microsecond=0), frozenset(range(7)), zone)
    usual = Subscription("preview", team, channel, user, schedule, now, parts=EVERY_PART)
    subscription = known[0] if known else usual
    day = next_slot(subscription.schedule, now).day
    reply = compose(office.desk_at(team, channel, user), office.memory, subscription, day, now).reply
    if reply is None:
        return message("Nothing has changed in the library, so the next edition would not be posted.")
    kept = tuple(action for action in reply.actions if action.verb is not Verb.DIGEST)
    line = "A preview that only you see" + ("." if known else ": /brief digest sets it up.")
    return under(line, render(replace(reply, actions=kept)))


def announce(office: Office, subscription: Subscription, words: str, mark: str) -> None:
    """Tell the channel, once, by the durable engine."""
    key = f"digest-told:{subscription.id}:{mark}"
    place = Place(subscription.team, subscription.channel)
    told = Delivery(key, place, subscription.user, office.now(), message(words))
    office.memory.deliveries.plan(told)
    office.jobs.submit(key, subscription.channel)


def message(markup: str) -> Message:
    """A message of one line, escaped already."""
    return {"text": markup, "blocks": [blocks.section(markup)]}


def under(line: str, shown: Message) -> Message:
    """A message under a line of small print."""
    return {"text": f"{line}\n{shown['text']}", "blocks": [blocks.context(escape(line)), *shown["blocks"]]}


def described(library: Library, subscription: Subscription) -> str:
    """What a digest holds and when it comes, as mrkdwn."""
    parts = ", ".join(words.lower() for part, words in WORDS.items() if part in subscription.parts)
    line = f"*{escape(str(subscription.schedule))}*: {parts}; {_topics(library, subscription)}."
    if subscription.is_paused:
        why = f", since {escape(subscription.paused_because)}" if subscription.paused_because else ""
        return f"{line} Paused{why}."
    assert subscription.next_due is not None
    return f"{line} Next edition: {when(subscription.next_due)}."


def when(moment: datetime) -> str:
    """A moment that Slack shows in the reader's own time zone."""
    fallback = f"{moment:%Y-%m-%d %H:%M} UTC"
    return f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"


def _topics(library: Library, subscription: Subscription) -> str:
    if not subscription.topics:
        return "all topics"
    items = map(library.get, subscription.topics)
    titles = [each.short_title if isinstance(each, Report) else each.title for each in items if each]
    return (
        f"on {escape(clip(', '.join(titles), 120))}"
        if titles
        else "on topics that are not shown here, or no longer in the library"
    )


def listed(
    library: Library, subscriptions: Sequence[Subscription], *, with_place: bool = False
) -> list[Block]:
    """Each digest with what can be done about it."""
    found: list[Block] = []
    for subscription in subscriptions[:LISTED]:
        where = (
            f"<#{subscription.channel}> " if with_place and not subscription.channel.startswith("D") else ""
        )
        found.append(blocks.section(f"{where}{described(library, subscription)}"))
        found.append({**blocks.actions(_buttons(subscription)), "block_id": f"digest:{subscription.id}"})
    if len(subscriptions) > LISTED:
        found.append(blocks.context(f"And {len(subscriptions) - LISTED} more."))
    return found


def _buttons(subscription: Subscription) -> list[Block]:
    doing = "resume" if subscription.is_paused else "pause"
    names = {doing: doing.capitalize(), "change": "Change", "off": "End"}
    made = [
        blocks.button(
            label,
            f"{ACTION_PREFIX}.{Verb.DIGEST}.{number}",
            str(Click(Verb.DIGEST, f"{name}:{subscription.id}")),
        )
        for number, (name, label) in enumerate(names.items())
    ]
    return [*made[:-1], {**made[-1], "style": "danger", "confirm": _SURE}]


_SURE: Block = {
    "title": blocks.plain("End this digest?"),
    "text": blocks.plain("No further editions will be posted. Those that were stay.", 300),
    "confirm": blocks.plain("End it"),
    "deny": blocks.plain("Keep it"),
}
