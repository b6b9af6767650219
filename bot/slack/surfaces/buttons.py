"""Buttons and menus under a reply: each press has one visible outcome."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2s
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk.records import Delivery, Heard, Miss, Place, Stage, Vote
from bot.desk.reply import Verb
from bot.desk.tallies import BUTTON
from bot.errors import DeliveryError, DeliveryUnknownError
from bot.slack.apology import apology, sorry
from bot.slack.author import for_everyone
from bot.slack.misses import ask_editors
from bot.slack.old_windows import OLD_BUTTON
from bot.slack.press import Press
from bot.slack.render.blocks import context, plain
from bot.slack.render.message import Message, render
from bot.slack.surface import Office, Surface
from bot.slack.tallying import answered

_log = structlog.get_logger("briefbot")

_UNCONFIRMED = "Slack did not confirm the post. Look whether it is in the channel before you share again."
_REFUSED = "Slack did not take the post. Please ask again with /brief, and share from there."


def _register(app: App, office: Office) -> None:
    @app.action(re.compile(".*"))  # buttons of older versions too: none stays without an answer
    def pressed(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        message = _outcome(office, body)
        if message is not None and body.get("view"):
            _show_in_modal(body, client, message)
        elif message is not None:
            _show(office, body, client, {**message, "response_type": "ephemeral", "replace_original": False})


def _outcome(office: Office, body: Mapping[str, Any]) -> Message | None:
    """What the presser is shown; None when it was posted for everyone."""
    try:
        press = Press.parse(body)
    except ValueError:
        return sorry(OLD_BUTTON)
    try:
        if words := office.too_fast(press.team, press.user):
            return sorry(words)
        match press.click.verb:
            case Verb.SHARE:
                return _share(office, press)
            case Verb.USEFUL | Verb.NOT_USEFUL:
                return _vote(office, press)
            case Verb.EDITORS:
                return _editors(office, press)
            case Verb.IN_THREAD:
                return _in_thread(office, press)
            case _:
                reply = office.desk_at(*press.where).act(press.click.verb, press.click.target, office.today())
                answered(office.metrics, office.memory, press.team, BUTTON, reply.outcome, office.now())
                in_message = bool(press.url)  # nothing can be shared from a view
                return render(reply if in_message else for_everyone(reply), press.click.page)
    except Exception as error:  # noqa: BLE001 - the outermost layer: nobody is left without a word
        office.metrics.answered(BUTTON, "error")
        return apology(error, "button")


def _share(office: Office, press: Press) -> Message | None:
    """Post a reply for everyone, through the response_url: that works where the bot is no member."""
    if not office.memory.claims.claim(press.key, office.now()):
        return sorry("You have shared this already.")
    try:
        office.deliver(press.url, _shared(office, press))
    except DeliveryUnknownError as error:
        _log.warning("share unconfirmed", reason=error.reason)  # the claim stays: it may be there
        return sorry(_UNCONFIRMED)
    except Exception as error:
        office.memory.claims.release(press.key)
        if not isinstance(error, DeliveryError):
            raise
        _log.warning("share refused", reason=error.reason)
        return sorry(_REFUSED)
    _log.info("shared")
    return None


def _shared(office: Office, press: Press) -> Message:
    _, origin = press.origin
    reply = office.desk_at(*press.where).act(origin.verb, origin.target, office.today())
    message = attributed(render(for_everyone(reply)), f"Shared by {press.mention}")
    return {"response_type": "in_channel", "replace_original": False, **message}


def attributed(message: Message, by: str) -> Message:
    """A message under a line that says who shared it."""
    return {"text": f"{by}\n{message['text']}", "blocks": [context(by), *message["blocks"]]}


def _in_thread(office: Office, press: Press) -> Message:
    """Post a reply into the thread that it was asked from, by the durable engine."""
    thread, origin = press.origin
    reply = office.desk_at(*press.where).act(origin.verb, origin.target, office.today())
    place = Place(press.team, press.channel, thread)
    message = attributed(render(for_everyone(reply)), f"Shared by {press.mention}")
    what = blake2s(str(origin).encode(), digest_size=8).hexdigest()  # the key is posted: no item's id in it
    key = f"thread:{press.team}:{press.channel}:{thread}:{press.user}:{what}"
    before = office.memory.deliveries.get(key)
    if before is not None and before.stage in (Stage.POSTED, Stage.WAITING):
        return sorry("You have posted this in the thread already.")
    office.memory.deliveries.plan(Delivery(key, place, press.user, office.now(), message))
    office.jobs.submit(key, press.channel)
    if reply.topic is not None:
        office.memory.threads.remember(place, reply.topic, office.now())
    return sorry("On its way into the thread.")


def _editors(office: Office, press: Press) -> Message:
    """Hand the question to the editors."""
    query = press.click.target
    miss = Miss(
        press.team, press.channel, press.user, query, Heard.COMMAND, office.now(), thread=press.thread
    )
    return sorry(ask_editors(office, miss))


def _vote(office: Office, press: Press) -> Message:
    useful = press.click.verb is Verb.USEFUL
    vote = Vote(
        press.team, press.channel, press.message, press.user, press.click.target, useful, office.now()
    )
    before = office.memory.votes.cast(vote)
    word = "useful" if useful else "not useful"
    if before == useful:
        return sorry(f"Your vote, {word}, is noted already.")
    changed = "Thank you: noted" if before is None else "Changed: now noted"
    return sorry(f"{changed} as {word}.{'' if useful else ' /brief list shows every topic.'}")


def _show_in_modal(body: Mapping[str, Any], client: WebClient, message: Message) -> None:
    """Show a message to the presser in a modal: over the Home tab, or in place of the modal pressed in."""
    view = {
        "type": "modal",
        "title": plain("Briefbot", 24),
        "close": plain("Close"),
        "blocks": message["blocks"],
    }
    try:
        if body["view"]["type"] == "modal":
            client.views_update(view_id=body["view"]["id"], view=view)
        else:
            client.views_open(trigger_id=body["trigger_id"], view=view)
    except Exception as error:  # noqa: BLE001 - nothing is left to try; the operator has the log
        _log.error("reply lost", surface="modal", error=type(error).__name__)


def _show(office: Office, body: Mapping[str, Any], client: WebClient, message: Message) -> None:
    """Show a message to the presser: by the response_url or, once Slack refuses that, in the channel.

    What was pressed in a thread is answered there (Slack's page on message responses, "in thread").
    """
    thread = (body.get("container") or {}).get("thread_ts")
    there = {"thread_ts": thread} if thread else {}
    try:
        office.deliver(body["response_url"], {**message, **there})
    except DeliveryUnknownError as error:
        _log.warning("reply unconfirmed", reason=error.reason)  # posting again could post twice
    except (DeliveryError, KeyError):
        try:
            client.chat_postEphemeral(
                channel=body["channel"]["id"],
                user=body["user"]["id"],
                text=message["text"],
                blocks=message["blocks"],
                **there,
            )
        except Exception as error:  # noqa: BLE001 - nothing is left to try; the operator has the log
            _log.error("reply lost", error=type(error).__name__)


SURFACE = Surface(
    register=_register,
    scopes=frozenset({"chat:write"}),
    settings={"interactivity": {"is_enabled": True}},
)
