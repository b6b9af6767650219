"""`/brief digest`, its modal, and the buttons of digests: under editions, in lists and on the Home tab."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.desk.digest.subscription import Subscription
from bot.desk.reply import Verb
from bot.errors import DeliveryError
from bot.library.snapshot import Library
from bot.slack import digest_modal, digests
from bot.slack.apology import apology, sorry
from bot.slack.case_modals import word
from bot.slack.home import refresh
from bot.slack.old_windows import OLD_BUTTON, say_it_is_old
from bot.slack.render.blocks import section
from bot.slack.render.message import ACTION_PREFIX, Click, Message
from bot.slack.surface import Office, Surface

_log = structlog.get_logger("briefbot")

_NONE_HERE = "There is no digest here yet. /brief digest sets one up."
_IN_CHANNEL = "This digest tells of reports that are for <#{}> only. Change it there: /brief digest list."
_ENDED = "This digest has been ended since."


def open_digest(
    office: Office, command: Mapping[str, Any], argument: str, client: WebClient
) -> Message | None:
    """What `/brief digest …` shows; an empty message when the modal is all there is, None for a question."""
    what = argument.strip().casefold().rstrip(".!?")
    if what in {"", "new", "add", "set up", "setup"}:
        channel = command["channel_id"]
        zone = digests.zone_of(client, command["user_id"])
        library = office.desk_at(command["team_id"], channel, command["user_id"]).library
        view = digest_modal.view(channel, library, zone)
        client.views_open(trigger_id=command["trigger_id"], view=view)
        return {}
    if what in {"now", "preview"}:
        where = command["team_id"], command["user_id"], command["channel_id"]
        return digests.preview(office, *where, digests.zone_of(client, command["user_id"]))
    if what in {"list", "change", "settings"}:
        return _list(office, command)
    if what in _DOING:
        return _do_here(office, command, what, client)
    return None


def _list(office: Office, command: Mapping[str, Any]) -> Message:
    here = office.memory.subscriptions.in_channel(command["team_id"], command["channel_id"])
    if not here:
        return sorry(_NONE_HERE)
    library = office.desk_at(command["team_id"], command["channel_id"], command["user_id"]).library
    title = f"Digests here ({len(here)})"
    text = "\n".join([title, *(digests.described(library, each) for each in here[: digests.LISTED])])
    return {"text": text, "blocks": [section(f"*{title}*"), *digests.listed(library, here)]}


def _do_here(office: Office, command: Mapping[str, Any], what: str, client: WebClient) -> Message:
    """Pause, resume or end the digest of a channel; with several, they are listed to choose from."""
    here = office.memory.subscriptions.in_channel(command["team_id"], command["channel_id"])
    if len(here) != 1:
        return _list(office, command)
    words = _DOING[what](office, here[0], command["user_id"])
    digests.announce(office, here[0], words, command["trigger_id"])
    _refresh(office, client, command["team_id"], command["user_id"], here[0].user)
    return digests.message("Done.")


def _pause(office: Office, subscription: Subscription, user: str) -> str:
    digests.pause(office, subscription)
    return f"<@{user}> paused the digest. /brief digest resume goes on with it."


def _resume(office: Office, subscription: Subscription, user: str) -> str:
    made = digests.resume(office, subscription)
    assert made.next_due is not None
    return f"<@{user}> resumed the digest. Next edition: {digests.when(made.next_due)}."


def _end(office: Office, subscription: Subscription, user: str) -> str:
    office.memory.subscriptions.remove(subscription.id)
    return f"<@{user}> ended the digest. /brief digest sets up another."


_DOING: dict[str, Callable[[Office, Subscription, str], str]] = {
    "pause": _pause,
    "resume": _resume,
    "off": _end,
    "stop": _end,
    "end": _end,
}


def _register(app: App, office: Office) -> None:
    @app.view(digest_modal.CALLBACK)
    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any], client: WebClient) -> None:
        try:
            found = digest_modal.problems(view, _library(office, body, view))
        except ValueError:
            say_it_is_old(ack)
            return
        if found:
            ack(response_action="errors", errors=found)
            return
        try:
            _save(office, body, view)
        except Exception:
            errors = {digest_modal.TOPICS: "That could not be saved. Please try again."}
            ack(response_action="errors", errors=errors)
            raise
        ack()
        owner = _owner(office, digest_modal.about(view)[1])
        _refresh(office, client, body["team"]["id"], body["user"]["id"], owner)

    @app.options(digest_modal.TOPICS)
    def topics(ack: Ack, body: dict[str, Any], payload: dict[str, Any]) -> None:
        try:
            library = _library(office, body, body.get("view") or {})
        except ValueError:
            ack(options=[])
            return
        found = digest_modal.topic_options(library, payload.get("value", ""))
        ack(options=digest_modal.options_block(found))

    @app.options(digest_modal.ZONE)
    def zones(ack: Ack, payload: dict[str, Any]) -> None:
        ack(options=digest_modal.options_block(digest_modal.zone_options(payload.get("value", ""))))

    @app.action(re.compile(rf"{ACTION_PREFIX}\.{Verb.DIGEST}\..*"))
    def pressed(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        owner = _owner(office, (body["actions"][0].get("value") or "").rpartition(":")[2])
        try:
            shown, for_all = _pressed(office, body, client)
        except Exception as error:  # noqa: BLE001 - the outermost layer: nobody is left without a word
            shown, for_all = apology(error, "digest"), False
        if body.get("response_url"):
            _answer(office, body, shown, for_all=for_all)
        _refresh(office, client, body["team"]["id"], body["user"]["id"], owner)


def _library(office: Office, body: Mapping[str, Any], view: Mapping[str, Any]) -> Library:
    """What the channel that a modal is about may see."""
    channel, _ = digest_modal.about(view)
    return office.desk_at(body["team"]["id"], channel, body["user"]["id"]).library


def _library_for(office: Office, subscription: Subscription) -> Library:
    """What the channel of a digest may see."""
    return office.desk_at(subscription.team, subscription.channel, subscription.user).library


def _owner(office: Office, id_: str) -> str:
    """Who set a digest up, "" when that is not known."""
    subscription = office.memory.subscriptions.get(id_)
    return subscription.user if subscription else ""


def _refresh(office: Office, client: WebClient, team: str, *users: str) -> None:
    """Publish the Home tabs of those who see the change there."""
    for user in dict.fromkeys(filter(None, users)):
        refresh(office, client, team, user)


def _save(office: Office, body: Mapping[str, Any], view: Mapping[str, Any]) -> None:
    channel, id_ = digest_modal.about(view)
    wanted, user = digest_modal.chosen(view), body["user"]["id"]
    before = office.memory.subscriptions.get(id_) if id_ else None
    if before is None:
        made = digests.set_up(office, body["team"]["id"], user, channel, wanted)
        did = "set up a digest here"
    else:
        made = digests.change(office, before, wanted)
        did = "changed the digest"
    described = digests.described(_library_for(office, made), made)
    words = f"<@{user}> {did}. {described} /brief digest list shows and changes it."
    digests.announce(office, made, words, view["id"])


def _pressed(office: Office, body: Mapping[str, Any], client: WebClient) -> tuple[Message, bool]:
    """What a press comes to, and whether everybody is told."""
    try:
        what, _, id_ = Click.parse(body["actions"][0].get("value") or "").target.partition(":")
    except ValueError:
        return sorry(OLD_BUTTON), False
    subscription, user = office.memory.subscriptions.get(id_), body["user"]["id"]
    if subscription is None or subscription.team != body["team"]["id"]:
        return sorry(_ENDED), False
    if what == "change":
        library = _library_for(office, subscription)
        own = office.desk_at(subscription.team, "", user).library
        if body.get("response_url") or library is own:
            view = digest_modal.view(subscription.channel, library, subscription.schedule.zone, subscription)
        else:  # on the Home tab of somebody who may have left the channel
            view = word(_IN_CHANNEL.format(subscription.channel))
        client.views_open(trigger_id=body["trigger_id"], view=view)
        return {}, False
    if what == "why":
        return digests.message(_why(office, subscription)), False
    if what not in _DOING:
        return sorry(OLD_BUTTON), False
    words = _DOING[what](office, subscription, user)
    if not body.get("response_url"):  # from the Home tab: the digest's own channel hears of it
        digests.announce(office, subscription, words, body["trigger_id"])
    return digests.message(words), True


def _why(office: Office, subscription: Subscription) -> str:
    who = f"<@{subscription.user}>" if subscription.user else "Somebody"
    since = f"{subscription.created_at:%d %B %Y}".lstrip("0")
    about = digests.described(_library_for(office, subscription), subscription)
    how = "Anybody here can change, pause or end it: /brief digest list."
    return f"{who} set this digest up on {since}. {about} {how}"


def _answer(office: Office, body: Mapping[str, Any], shown: Message, *, for_all: bool) -> None:
    if not shown:
        return
    kind = "in_channel" if for_all else "ephemeral"
    try:
        office.deliver(body["response_url"], {**shown, "response_type": kind, "replace_original": False})
    except DeliveryError as error:
        _log.error("reply lost", surface="digest", reason=error.reason)


SURFACE = Surface(
    register=_register,
    scopes=frozenset({"chat:write", "users:read"}),
    opens={"digest": open_digest, "digests": open_digest},
    order=40,
)
