"""What changes in a workspace: who is in a channel, whether it is in use, the app itself, and the time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.installed_app import BOT_USER
from bot.playground.workspace import ANA, BILAL, GENERAL, RANDOM, SOUTH_ASIA
from tests.playground.feature_blocks import home
from tests.playground.serving import Served, Slack, refusal

#: The Sunday on which the clocks of London are put forward, at 01:00.
BEFORE, AFTER = "2026-03-29T00:30:00+00:00", "2026-03-29T01:30:00+00:00"


def test_the_app_is_told_that_it_was_brought_into_a_channel(served: Served) -> None:
    served.does("join", channel=RANDOM, user=BOT_USER)
    event = served.heard.event("member_joined_channel")
    assert (event["user"], event["channel"], event["inviter"]) == (BOT_USER, RANDOM, ANA)
    assert served.shown("Here I am", channel=RANDOM).user == BOT_USER


def test_the_app_is_told_of_others_in_its_channels(served: Served) -> None:
    served.does("leave", BILAL, channel=GENERAL)
    assert served.heard.event("member_left_channel")["user"] == BILAL
    served.does("join", BILAL, channel=GENERAL)
    assert served.heard.event("member_joined_channel")["user"] == BILAL


def test_a_line_in_the_channel_says_who_came_and_left(served: Served) -> None:
    served.does("leave", BILAL, channel=GENERAL)
    served.does("join", BILAL, channel=GENERAL)
    assert served.texts()[-2:] == [f"<@{BILAL}> has left the channel", f"<@{BILAL}> has joined the channel"]
    assert served.heard.next("channel_leave")["event"]["user"] == BILAL
    assert served.heard.next("channel_join")["event"]["user"] == BILAL


def test_the_app_joins_by_itself(served: Served) -> None:
    assert served.client.conversations_join(channel=RANDOM)["channel"]["is_member"] is True
    assert "inviter" not in served.heard.event("member_joined_channel", user=BOT_USER)
    assert served.client.conversations_join(channel=RANDOM)["warning"] == "already_in_channel"


def test_an_app_that_was_removed_can_neither_read_nor_write_there(served: Served) -> None:
    served.does("leave", channel=SOUTH_ASIA, user=BOT_USER)
    assert served.heard.event("channel_left")["channel"] == SOUTH_ASIA
    with pytest.raises(SlackApiError, match="not_in_channel"):
        served.client.chat_postMessage(channel=SOUTH_ASIA, text="Hello?")
    with pytest.raises(SlackApiError, match="not_in_channel"):
        served.client.conversations_history(channel=SOUTH_ASIA)


def test_an_app_that_was_removed_hears_no_messages(served: Served) -> None:
    served.does("leave", channel=SOUTH_ASIA, user=BOT_USER)
    served.post("Among ourselves", channel=SOUTH_ASIA)
    served.post("For all")
    assert served.heard.event("message")["text"] == "For all"
    assert len(served.heard.all("message")) == 1


def test_an_archived_channel_is_told_and_takes_nothing(served: Served) -> None:
    ts = served.post("The last word", channel=SOUTH_ASIA)
    served.does("archive", channel=SOUTH_ASIA)
    assert served.heard.event("channel_archive")["user"] == ANA
    with pytest.raises(SlackApiError, match="is_archived"):
        served.client.chat_postMessage(channel=SOUTH_ASIA, text="Hello?")
    with pytest.raises(SlackApiError, match="is_archived"):
        served.client.reactions_add(channel=SOUTH_ASIA, timestamp=ts, name="eyes")
    assert served.stand_in.act(ANA, "post", channel=SOUTH_ASIA, text="Hello?")["error"] == "is_archived"
    assert served.client.conversations_info(channel=SOUTH_ASIA)["channel"]["is_archived"] is True


def test_a_channel_that_is_opened_again_takes_messages(served: Served) -> None:
    served.does("archive", channel=SOUTH_ASIA)
    served.does("unarchive", channel=SOUTH_ASIA)
    assert served.heard.event("channel_unarchive")["channel"] == SOUTH_ASIA
    served.client.chat_postMessage(channel=SOUTH_ASIA, text="Again")
    assert served.texts(channel=SOUTH_ASIA) == ["Again"]


def test_an_app_that_is_removed_is_told_twice_over(served: Served) -> None:
    served.does("uninstall")
    assert served.heard.event("tokens_revoked")["tokens"]["bot"] == [BOT_USER]
    assert served.heard.next("app_uninstalled")["event"]["type"] == "app_uninstalled"


def test_the_token_of_an_app_that_was_removed_is_dead(served: Served) -> None:
    served.client.views_publish(user_id=ANA, view=home())
    served.does("uninstall")
    with pytest.raises(SlackApiError, match="token_revoked"):
        served.client.chat_postMessage(channel=GENERAL, text="Hello?")
    assert served.stand_in.look(lambda platform: platform.workspace.home_of(ANA)) is None


def test_the_token_is_dead_already_when_the_app_is_told(served: Served) -> None:
    served.does("uninstall")
    served.heard.next("app_uninstalled")
    assert served.heard.next("farewell")["error"] == "token_revoked"


def test_an_app_that_was_removed_hears_nothing_and_has_no_commands(served: Served) -> None:
    served.does("uninstall")
    served.post("Among ourselves")
    served.post("/feature text")
    served.stand_in.settle()
    assert served.heard.all("message") == []
    assert served.texts() == ["Among ourselves", "/feature is not a valid command."]
    assert served.stand_in.act(ANA, "open_app", tab="home")["error"] == "app_not_installed"


def test_an_app_that_is_installed_again_works_again(served: Served) -> None:
    served.does("uninstall")
    served.does("install")
    served.post("/feature text")
    served.shown("A *text*")
    assert served.client.auth_test()["user_id"] == BOT_USER


def test_a_move_to_another_zone_is_told(served: Served) -> None:
    served.does("time_zone", BILAL, zone="America/New_York")
    assert served.heard.event("user_change")["user"]["tz"] == "America/New_York"


def test_a_person_is_shown_with_zone_and_locale(client: WebClient) -> None:
    user = client.users_info(user=BILAL, include_locale=True)["user"]
    assert (user["tz"], user["tz_offset"], user["locale"]) == ("Asia/Karachi", 18_000, "en-US")
    assert "locale" not in client.users_info(user=BILAL)["user"]


@pytest.mark.parametrize(("moment", "offset"), [(BEFORE, 0), (AFTER, 3_600)])
def test_the_offset_of_a_zone_is_that_of_the_moment(
    stand_in: Slack, client: WebClient, moment: str, offset: int
) -> None:
    stand_in.act(ANA, "clock", to=moment)
    assert client.users_info(user=ANA)["user"]["tz_offset"] == offset


def test_a_moment_without_an_offset_is_by_the_clock_of_the_person(stand_in: Slack) -> None:
    moved = stand_in.act(BILAL, "clock", to="2026-03-29T09:00")["now"]
    assert datetime.fromisoformat(moved).replace(microsecond=0) == datetime(2026, 3, 29, 4, tzinfo=UTC)


def test_messages_bear_the_time_that_the_clock_was_moved_to(served: Served) -> None:
    served.does("clock", to=BEFORE)
    begun = datetime.fromisoformat(BEFORE).timestamp()
    assert 0 <= float(served.post("Late")) - begun < 60
    assert 0 <= float(served.client.chat_postMessage(channel=GENERAL, text="Later")["ts"]) - begun < 60
    assert 0 <= served.heard.next("message")["event_time"] - int(begun) < 60


def test_the_clock_goes_on_and_back_to_the_real_time(stand_in: Slack) -> None:
    before = stand_in.look(lambda platform: platform.clock.now())
    ahead = datetime.fromisoformat(stand_in.act(ANA, "clock", by=3_600)["now"])
    assert 3_600 <= (ahead - before).total_seconds() < 3_660
    back = datetime.fromisoformat(stand_in.act(ANA, "clock", reset=True)["now"])
    assert (back - before).total_seconds() < 60


def test_what_an_app_lacks_the_scope_for_is_named(stand_in: Slack, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.team_info()
    body = refusal(caught.value)
    assert (body["error"], body["needed"]) == ("missing_scope", "team:read")
    assert set(body["provided"].split(",")) == stand_in.app.scopes
