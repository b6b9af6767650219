"""The feature app's buttons, menus, shortcuts, modals and Home tab."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.workspace import ANA, BILAL, GENERAL
from tests.playground.feature_blocks import form, home
from tests.playground.serving import Served, where


def test_a_press_says_what_was_pressed_where_and_by_whom(served: Served) -> None:
    message = served.board()
    told = served.presses(message, "note", user=BILAL)
    [action] = told["actions"]
    assert (action["value"], action["style"], action["block_id"]) == ("42", "primary", "board")
    assert told["user"]["id"] == BILAL
    assert told["container"]["message_ts"] == told["message"]["ts"] == message.ts
    assert told["channel"] == {"id": GENERAL, "name": "general"}


def test_a_press_in_an_ephemeral_message_brings_no_message(served: Served) -> None:
    served.post("/feature whisper")
    told = served.presses(served.shown("A board"), "note")
    assert "message" not in told
    assert told["container"]["is_ephemeral"] is True


def test_nobody_presses_what_they_do_not_see(served: Served) -> None:
    served.post("/feature whisper")
    message = served.shown("A board")
    answer = served.stand_in.act(BILAL, "press", **where(message, "note"))
    assert answer["error"] == "message_not_found"


def test_an_overflow_menu_brings_the_chosen_option(served: Served) -> None:
    [action] = served.presses(served.board(), "more", "tea")["actions"]
    assert action["type"] == "overflow"
    assert action["selected_option"]["value"] == "tea"


def test_a_choice_stays_in_the_state_of_the_message(served: Served) -> None:
    message = served.board()
    served.presses(message, "choose", "water")
    state = served.presses(message, "note")["state"]["values"]
    assert state["board"]["choose"]["selected_option"]["value"] == "water"
    assert state["board"]["find"] == {"type": "external_select", "selected_option": None}


def test_one_persons_choice_is_not_anothers(served: Served) -> None:
    message = served.board()
    served.presses(message, "choose", "water")
    state = served.presses(message, "note", user=BILAL)["state"]["values"]
    assert state["board"]["choose"]["selected_option"] is None


def test_a_press_behind_a_confirm_dialog_arrives(served: Served) -> None:
    served.presses(served.board(), "delete")
    assert served.texts() == []


def test_a_press_replaces_its_message_on_the_response_url(served: Served) -> None:
    served.post("/feature whisper")
    ts = served.shown("A board").ts
    served.presses(served.shown("A board"), "replace")
    assert served.shown("Replaced").ts == ts


def test_a_replaced_message_of_all_is_told_as_a_change(served: Served) -> None:
    served.presses(served.board(), "replace")
    message = served.shown("Replaced")
    assert [each.request["event"]["message"]["ts"] for each in changes(served)] == [message.ts]


def test_a_press_deletes_its_message_on_the_response_url(served: Served) -> None:
    served.post("/feature whisper")
    served.presses(served.shown("A board"), "dismiss")
    assert served.texts() == []


def changes(served: Served) -> list[Any]:
    served.stand_in.settle()
    found = [each for each in served.stand_in.exchanges if each.kind == "events_api"]
    return [each for each in found if each.request["event"].get("subtype") == "message_changed"]


def test_options_are_asked_for_by_what_was_typed(served: Served) -> None:
    given = where(served.board(), "find")
    answer = served.does("suggest", **given, value="kab")
    assert [each["value"] for each in answer["options"]] == ["kab-1", "kab-2"]
    asked = served.heard.next("options")
    assert (asked["value"], asked["action_id"], asked["block_id"]) == ("kab", "find", "board")


def test_options_may_come_in_groups(served: Served) -> None:
    answer = served.does("suggest", **where(served.board(), "find"), value="groups")
    [group] = answer["option_groups"]
    assert (group["label"], len(group["options"])) == ("Drinks", 3)


def test_an_answer_without_options_is_refused(served: Served) -> None:
    given = where(served.board(), "find")
    assert served.stand_in.act(ANA, "suggest", **given, value="none")["error"] == "invalid_arguments"


def test_a_suggested_option_can_be_chosen_and_no_other(served: Served) -> None:
    message = served.board()
    served.does("suggest", **where(message, "find"), value="kab")
    [action] = served.presses(message, "find", "kab-2")["actions"]
    assert action["selected_option"]["text"]["text"] == "Kab-2"
    refused = served.stand_in.act(ANA, "press", **where(message, "find"), value="made up")
    assert refused["error"] == "option_not_found"


def test_a_message_shortcut_brings_the_message_and_a_response_url(served: Served) -> None:
    ts = served.post("Worth keeping", BILAL)
    served.does("shortcut", callback_id="keep", channel=GENERAL, ts=ts)
    told = served.heard.next("keep")
    assert (told["message"]["text"], told["message"]["user"]) == ("Worth keeping", BILAL)
    assert served.shown("Kept: Worth keeping").seen_by == ANA


def test_a_global_shortcut_opens_a_modal_and_knows_no_channel(served: Served) -> None:
    served.does("shortcut", callback_id="begin")
    assert "channel" not in served.heard.next("begin")
    assert served.modal("Form").user == ANA


def test_the_home_tab_is_published_when_it_is_opened(served: Served) -> None:
    served.does("open_app", tab="home")
    assert "view" not in served.heard.event("app_home_opened")

    def published(platform: Any) -> Any:
        return platform.workspace.home_of(ANA)

    view = served.stand_in.wait_for("a Home tab", published)
    assert served.presses(view, "note")["view"]["type"] == "home"
    assert served.stand_in.look(lambda platform: platform.workspace.home_of(BILAL)) is None


def test_a_home_tab_that_was_published_comes_with_the_event(served: Served) -> None:
    view = served.client.views_publish(user_id=ANA, view=home("Already"))["view"]
    served.does("open_app", tab="home")
    assert served.heard.event("app_home_opened")["view"]["id"] == view["id"]


def test_an_old_hash_publishes_nothing(served: Served) -> None:
    first = served.client.views_publish(user_id=ANA, view=home("First"))["view"]
    second = served.client.views_publish(user_id=ANA, view=home("Second"), hash=first["hash"])["view"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        served.client.views_publish(user_id=ANA, view=home("Third"), hash=first["hash"])
    assert second["id"] == first["id"]


def test_the_messages_tab_is_told_as_well(served: Served) -> None:
    served.does("open_app", tab="messages")
    assert served.heard.event("app_home_opened", tab="messages")["channel"] == "D0ANA"


def test_a_modal_is_opened_on_one_persons_screen(served: Served) -> None:
    assert served.form().user == ANA
    assert (served.stack(ANA), served.stack(BILAL)) == (["Form"], [])


def test_a_modal_is_updated_by_its_id_and_hash(served: Served) -> None:
    view = served.form()
    served.presses(view, "stamp")
    assert served.modal("Stamped").id == view.id


def test_a_modal_is_not_updated_by_an_old_hash(served: Served) -> None:
    view = served.form()
    old = view.hash
    served.client.views_update(view_id=view.id, view=form(title="Newer"))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        served.client.views_update(view_id=view.id, view=form(title="Newest"), hash=old)
    assert served.stack() == ["Newer"]


def test_a_modal_is_updated_by_a_name_of_the_apps(served: Served) -> None:
    named = {"external_id": "mine"}
    served.client.views_open(trigger_id=served.trigger(), view=form(**named))
    served.client.views_update(external_id="mine", view=form(title="Renamed", **named))
    assert served.stack() == ["Renamed"]


def test_a_name_is_free_again_when_its_modal_is_closed(served: Served) -> None:
    for _ in range(2):
        served.client.views_open(trigger_id=served.trigger(), view=form(external_id="mine"))
        served.does("close", view_id=served.modal("Form").id)
    assert served.stack() == []


def test_what_was_typed_outlives_an_update(served: Served) -> None:
    view = served.form("errors")
    served.submits(view, who="Nemo")
    updated = served.client.views_update(view_id=view.id, view=form(title="Newer"))["view"]
    assert updated["state"]["values"]["who"]["name"]["value"] == "Nemo"


def test_a_modal_is_pushed_above_the_one_it_was_asked_in(served: Served) -> None:
    view = served.form()
    served.presses(view, "push")
    above = served.modal("Above")
    assert (above.previous_id, above.root_id) == (view.id, view.id)
    assert served.stack() == ["Form", "Above"]


def test_a_submission_brings_what_was_typed_and_closes_the_modal(served: Served) -> None:
    assert served.submits(served.form(), who="Amina")["ok"]
    told = served.heard.next("submitted")
    assert told["view"]["state"]["values"]["who"]["name"] == {"type": "plain_text_input", "value": "Amina"}
    assert served.stack() == []


def test_a_required_input_is_missed_before_the_app_hears_of_it(served: Served) -> None:
    answer = served.submits(served.form())
    assert list(answer["errors"]) == ["who"]
    assert served.heard.all("submitted") == []


def test_a_submission_is_answered_with_errors(served: Served) -> None:
    view = served.form("errors")
    assert served.submits(view, who="Nemo")["errors"] == {"who": "Nobody of that name"}
    assert served.stand_in.look(lambda _: dict(view.errors)) == {"who": "Nobody of that name"}
    assert served.stack() == ["Form"]


def test_a_submission_is_answered_with_another_view(served: Served) -> None:
    view = served.form("update")
    served.submits(view, who="Amina")
    assert served.modal("Updated").id == view.id


def test_a_submission_is_answered_with_a_view_above(served: Served) -> None:
    served.submits(served.form("push"), who="Amina")
    assert served.stack() == ["Form", "Above"]


def test_a_submission_that_clears_closes_all_modals(served: Served) -> None:
    served.presses(served.form("clear"), "push")
    served.submits(served.modal("Above"), who="Amina")
    assert served.stack() == []


def test_a_submission_of_the_upper_modal_leaves_the_lower(served: Served) -> None:
    served.presses(served.form(), "push")
    served.submits(served.modal("Above"), who="Amina")
    assert served.stack() == ["Form"]


def test_an_answer_that_slack_refuses_changes_nothing(served: Served) -> None:
    answer = served.submits(served.form("bad"), who="Amina")
    assert answer["error"] == "invalid_arguments"
    assert served.stack() == ["Form"]


def test_closing_one_modal_is_told(served: Served) -> None:
    view = served.form()
    served.does("close", view_id=view.id)
    told = served.heard.next("closed")
    assert (told["view"]["id"], told["is_cleared"]) == (view.id, False)


def test_closing_all_modals_is_told_of_each(served: Served) -> None:
    view = served.form()
    served.presses(view, "push")
    above = served.modal("Above")
    served.does("close", view_id=above.id, all=True)
    closed = [served.heard.next("closed", number) for number in (1, 2)]
    assert [each["view"]["id"] for each in closed] == [above.id, view.id]
    assert [each["is_cleared"] for each in closed] == [True, True]
    assert served.stack() == []
