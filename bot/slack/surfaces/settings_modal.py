"""The settings modal, submitted: stored, and told to the channel."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.desk.commands.settings import COMMAND as SETTINGS
from bot.desk.records import Delivery, Place
from bot.slack.channel_settings import BLOCK, CALLBACK, announcement, chosen, open_settings
from bot.slack.old_windows import say_it_is_old
from bot.slack.surface import Office, Surface


def _register(app: App, office: Office) -> None:
    @app.view(CALLBACK)
    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        try:
            channel, mode = chosen(view)
        except ValueError:
            say_it_is_old(ack)
            return
        try:
            team, user = body["team"]["id"], body["user"]["id"]
            office.memory.channels.set_mode(team, channel, mode, by=user, at=office.now())
        except Exception:
            ack(response_action="errors", errors={BLOCK: "That could not be saved. Please try again."})
            raise
        ack()
        key = f"settings:{team}:{channel}:{view['id']}"
        told = Delivery(key, Place(team, channel), user, office.now(), announcement(user, mode))
        office.memory.deliveries.plan(told)
        office.jobs.submit(key, channel)


SURFACE = Surface(register=_register, opens=dict.fromkeys(SETTINGS.words, open_settings))
