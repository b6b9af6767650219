"""What went between Slack and the bot, as the inspector shows it."""

from __future__ import annotations

from typing import Any

from bot.playground.journal import Exchange
from bot.playground.page.json_lines import highlighted
from bot.playground.page.screen_exchange import Card
from bot.playground.platform import Platform
from tests.playground.page.worlds import NOON, new_world, say, see

BLOCKS = [{"type": "divider"}]


def asked(world: Platform, **more: Any) -> Exchange:
    request = {"command": "/brief", "text": "china"}
    return world.journal.add(Exchange("to_bot", "slash_commands", NOON, request, **more))


def cards(world: Platform, inspect: str = "all", **query: str) -> tuple[Card, ...]:
    panel = see(world, inspect=inspect, **query).inspector
    assert panel
    return panel.cards


def test_the_inspector_is_closed_unless_the_url_says_what_to_inspect() -> None:
    assert see(new_world()).inspector is None


def test_an_empty_inspector_says_why() -> None:
    panel = see(new_world(), inspect="all").inspector
    assert panel
    assert panel.nothing == "Nothing has been sent yet."


def test_all_traffic_is_listed_newest_first_and_folded() -> None:
    world = new_world()
    asked(world)
    world.journal.add(Exchange("from_bot", "chat.postMessage", NOON, {"channel": "C0GENERAL"}))
    assert [(each.title, each.is_open) for each in cards(world)] == [
        ("chat.postMessage", False),
        ("/brief china", False),
    ]


def test_an_exchange_unfolds_when_the_url_names_it() -> None:
    world = new_world()
    exchange = asked(world, response={"blocks": BLOCKS}, status=200)
    (card,) = cards(world, exchange=exchange.id)
    assert [tab.label for tab in card.tabs] == ["Request", "Reply", "Blocks"]
    assert card.tabs[2].text == '[\n  {\n    "type": "divider"\n  }\n]'
    assert "exchange" not in card.fold_url


def test_what_is_about_a_message_is_unfolded_oldest_first_with_its_cause() -> None:
    world = new_world()
    ts = say(world, "U0BRIEF", "the brief")
    ref = f"message:C0GENERAL:{ts}"
    cause = asked(world)
    asked(world)
    world.journal.add(Exchange("from_bot", "chat.postMessage", NOON, {}, refs={ref}, cause=cause.id))
    assert [(each.title, each.is_open) for each in cards(world, ref)] == [
        ("/brief china", True),
        ("chat.postMessage", True),
    ]


def test_the_blocks_of_a_view_are_those_that_the_bot_sent() -> None:
    world = new_world()
    request = {"view": {"type": "modal", "blocks": BLOCKS}}
    exchange = world.journal.add(Exchange("from_bot", "views.open", NOON, request))
    (card,) = cards(world, exchange=exchange.id)
    assert "divider" in card.tabs[2].text


def test_a_refusal_shows_slacks_code_and_what_was_wrong() -> None:
    world = new_world()
    asked(world, status=200, took_ms=12.4)
    refused = Exchange("from_bot", "chat.update", NOON, {}, status=200, took_ms=2.2, error="invalid_blocks")
    refused.problems = ["[ERROR] no text"]
    world.journal.add(refused)
    (card,) = cards(world, "problems")
    assert (card.outcome, card.status, card.took) == ("error", "200 invalid_blocks", "2.2 ms")
    assert card.problems == ("[ERROR] no text",)


def test_the_bar_counts_what_was_refused_and_names_the_newest() -> None:
    world = new_world()
    newest = asked(world, error="operation_timeout")
    problems = see(world).header.problems
    assert (problems.count, problems.newest) == (1, newest.id)
    assert problems.newest_words == "/brief china: operation_timeout"


def test_an_exchange_without_an_answer_is_waiting() -> None:
    world = new_world()
    asked(world)
    assert cards(world)[0].status == "waiting"


def test_an_event_that_slack_would_not_send_says_why() -> None:
    world = new_world()
    world.journal.add(Exchange("to_bot", "message.channels", NOON, {}, response="not sent: no scope"))
    (card,) = cards(world)
    assert (card.outcome, card.status, card.problems) == ("unsent", "not sent", ("not sent: no scope",))


def test_an_acknowledgement_over_a_socket_has_no_status() -> None:
    world = new_world()
    asked(world, took_ms=3.0)
    assert (cards(world)[0].outcome, cards(world)[0].status) == ("ok", "acknowledged")


def test_what_happened_where_and_to_whom_is_told() -> None:
    world = new_world()
    asked(world, user="U0ANA", channel="C0GENERAL", attempt=2)
    (card,) = cards(world)
    assert (card.detail, card.who, card.where, card.attempt) == ("slash_commands", "Ana", "#general", 2)


def test_a_deleted_message_can_be_inspected_still() -> None:
    world = new_world()
    asked(world, refs={"message:C0GENERAL:1.2"})
    panel = see(world, inspect="message:C0GENERAL:1.2").inspector
    assert panel
    assert (panel.title, len(panel.cards)) == ("A deleted message", 1)


def test_json_is_coloured_and_never_taken_for_html() -> None:
    shown = highlighted('{\n  "a<b": ["<script>", -1.5e3, true]\n}')
    assert '<span class="json-key">&#34;a&lt;b&#34;</span>:' in shown
    assert '<span class="json-text">&#34;&lt;script&gt;&#34;</span>' in shown
    assert '<span class="json-number">-1.5e3</span>' in shown
    assert '<span class="json-word">true</span>' in shown


def test_text_that_is_no_json_is_shown_as_it_is() -> None:
    assert highlighted('said "no" <b>') == "said &#34;no&#34; &lt;b&gt;"
