"""What people type arrives as Slack sends it: escaped, with mentions, channels and links marked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.clock import Clock
from bot.playground.installed_app import InstalledApp
from bot.playground.live import Live
from bot.playground.typed import content, escape, markup, untyped
from bot.playground.workspace import Workspace

WORKSPACE = Workspace(InstalledApp("Briefbot", "brief"), Clock(), Live())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("@brief how much?", "<@U0BRIEF> how much?"),
        ("ask @bilal.", "ask <@U0BILAL>."),
        ("in #south-asia, please", "in <#C0SOUTHASIA|south-asia>, please"),
        ("@here and @channel", "<!here> and <!channel>"),
        ("see https://a.example/x?y=1&z=2 now", "see <https://a.example/x?y=1&amp;z=2> now"),
        ("@nobody in #nowhere", "@nobody in #nowhere"),
        ("*so* _very_ ~not~ `a < b`", "*so* _very_ ~not~ `a &lt; b`"),
        ("2 * 3 * 4 and snake_case_name at 10:30:00", "2 * 3 * 4 and snake_case_name at 10:30:00"),
        ("mail me@brief.example", "mail me@brief.example"),
    ],
)
def test_text_is_marked_up_as_slack_does(typed: str, expected: str) -> None:
    assert markup(typed, WORKSPACE) == expected


@pytest.mark.parametrize("typed", ["R&D <b>", "@brief hi @here", "in #south-asia https://a.example/x?y&z"])
def test_an_edit_begins_with_what_was_typed(typed: str) -> None:
    assert untyped(markup(typed, WORKSPACE), WORKSPACE) == typed


@given(st.text(max_size=200))
def test_no_text_can_smuggle_in_markup_of_its_own(typed: str) -> None:
    marked = markup(typed.replace("@", "").replace("#", "").replace("://", ""), WORKSPACE)
    assert "<" not in marked
    assert ">" not in marked


@given(st.text(max_size=200))
def test_escaping_loses_nothing(text: str) -> None:
    assert untyped(escape(text), WORKSPACE) == text


def test_a_message_has_the_rich_text_that_slacks_clients_send() -> None:
    [block] = content("@brief see #general", WORKSPACE)["blocks"]
    [section] = block["elements"]
    assert section["elements"] == [
        {"type": "user", "user_id": "U0BRIEF"},
        {"type": "text", "text": " see "},
        {"type": "channel", "channel_id": "C0GENERAL"},
    ]


def test_formatting_and_emoji_are_those_of_slacks_editor() -> None:
    [block] = content("*Very* nice :wave:", WORKSPACE)["blocks"]
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "Very", "style": {"bold": True}},
        {"type": "text", "text": " nice "},
        {"type": "emoji", "name": "wave"},
    ]
