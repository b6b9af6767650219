"""No request of a page or of a bot, however odd, ends in anything but an answer."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.acts.people import ACTS, do
from bot.playground.clock import Clock
from bot.playground.installed_app import BOT_USER, InstalledApp
from bot.playground.model import JsonObject
from bot.playground.platform import Platform, new_platform
from bot.playground.workspace import ANA, GENERAL
from tests.playground.feature_app import MANIFEST
from tests.playground.feature_blocks import ELEMENTS, board, everything
from tests.playground.web_api.calling import Slack

#: Any JSON.
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = (
    "channel text thread_ts ts name value values view_id all callback_id tab user to by reset preset where "
    "seconds times id zone"
).split()
ARGUMENTS = (
    "channel user text blocks attachments metadata ts thread_ts message_ts timestamp name view view_id "
    "user_id external_id trigger_id hash users limit cursor types oldest latest markdown_text"
).split()


def platform_in_use() -> tuple[Platform, JsonObject]:
    """A workspace with a message and a modal in it, and what names them."""
    platform = new_platform(InstalledApp.from_manifest(MANIFEST), Clock(), ack_seconds=0.01)
    workspace = platform.workspace
    message = workspace.post(GENERAL, BOT_USER, {"text": "A board", "blocks": board()})
    view = workspace.add_view(ANA, everything())
    workspace.show_modal(view)
    known = {"channel": GENERAL, "ts": message.ts, "thread_ts": message.ts, "view_id": view.id}
    return platform, known


@pytest.mark.parametrize("name", sorted(ACTS))
@settings(max_examples=40)
@given(
    known=st.sets(st.sampled_from(["channel", "ts", "thread_ts", "view_id"])),
    odd=st.dictionaries(st.sampled_from(NAMES), ODD, max_size=5),
    element=st.sampled_from([*ELEMENTS, "note", "more", "choose", "find"]),
    container=st.sampled_from(["message", "view", "neither"]) | ODD,
)
def test_every_act_is_done_or_refused(
    name: str, known: set[str], odd: JsonObject, element: str, container: Any
) -> None:
    async def done() -> JsonObject:
        platform, ids = platform_in_use()
        places = {
            "message": {"type": "message", "channel": ids["channel"], "ts": ids["ts"]},
            "view": {"type": "view", "view_id": ids["view_id"]},
        }
        place = places.get(container, container) if isinstance(container, str) else container
        block = "board" if element in ("note", "choose", "find") else "top" if element == "more" else element
        given_ids = {each: ids[each] for each in known}
        request = {"container": place, "block_id": block, "action_id": element, **given_ids, **odd}
        answer = await do(platform, "http://127.0.0.1", {**request, "as": ANA, "do": name})
        await platform.deliveries.stop()
        return answer

    answer = asyncio.run(done())
    assert isinstance(answer["ok"], bool)
    json.dumps(answer)


@settings(max_examples=300)
@given(
    method=st.sampled_from(
        "chat.postMessage chat.postEphemeral chat.update chat.delete conversations.history "
        "conversations.replies conversations.list users.info users.list reactions.add views.open "
        "views.update views.publish".split()
    ),
    arguments=st.dictionaries(st.sampled_from(ARGUMENTS), ODD | st.just(GENERAL), max_size=6),
)
def test_every_call_is_answered_or_refused_with_a_code(method: str, arguments: JsonObject) -> None:
    answer = Slack().answer_form(method, **{name: json.dumps(value) for name, value in arguments.items()})
    assert answer["ok"] is True or answer["error"]
