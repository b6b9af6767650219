from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.page.blocks import render_blocks, render_message_body
from bot.playground.rules import problems_of_message
from bot.playground.rules.blocks import BLOCKS as RULES_OF_BLOCKS
from bot.playground.rules.elements import ELEMENTS as RULES_OF_ELEMENTS
from tests.playground.page.reading import Read, read
from tests.playground.page.samples import BLOCKS, ELEMENTS, IMAGE, Office, chart, mrkdwn, plain

_NAMES = [
    *RULES_OF_BLOCKS,
    *RULES_OF_ELEMENTS,
    "text",
    "mrkdwn",
    "plain_text",
    "_parts",
    "attachment",
    "../page",
]
_KEYS = (
    "type text fields accessory elements element label hint title rows chart options option_groups action_id "
    "block_id confirm url value alt_text image_url child_blocks tasks style initial_option initial_date_time "
    "series segments axis_config placeholder color attachments blocks level page_size column_settings"
).split()
_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.sampled_from(_NAMES),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5)
        | st.builds(
            lambda name, more: {**more, "type": name},
            st.sampled_from(_NAMES),
            st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5),
        )
    ),
    max_leaves=20,
)


def shown(*blocks: Any) -> Read:
    return read(render_blocks(list(blocks), Office()))


def body(**message: Any) -> Read:
    return read(render_message_body(message, Office()))


@pytest.mark.parametrize("name", sorted(RULES_OF_BLOCKS))
def test_every_block_of_slack_is_drawn(name: str) -> None:
    found = shown(BLOCKS[name])
    assert not found.all(class_="bk-unknown")
    assert found.problems == []


@pytest.mark.parametrize("name", sorted(RULES_OF_BLOCKS))
def test_the_samples_are_as_slack_would_take_them(name: str) -> None:
    assert RULES_OF_BLOCKS[name](BLOCKS[name], "") == []


@pytest.mark.parametrize("name", sorted(RULES_OF_ELEMENTS))
def test_every_element_of_slack_is_drawn(name: str) -> None:
    assert RULES_OF_ELEMENTS[name](ELEMENTS[name], "") == []
    found = shown({"type": "actions", "elements": [ELEMENTS[name]]})
    assert not found.all(class_="bk-unknown")
    assert len(found.tags) > 1


@pytest.mark.parametrize("kind", ["bar", "line", "area", "pie"])
def test_every_chart_is_drawn_with_its_numbers_beside(kind: str) -> None:
    assert problems_of_message({"text": "x", "blocks": [chart(kind)]}) == []
    found = shown(chart(kind))
    assert found.all("path", class_="bk-series-1")
    assert "China" in found.words
    assert found.all("td", class_="bk-right")


@pytest.mark.parametrize("values", [[0, 0, 0], [-3, -1, -2], [1e-9, 2e-9, 0], [1e12, 5, -4], [7, 7, 7]])
def test_a_chart_holds_any_numbers(values: list[float]) -> None:
    points = [{"label": str(i), "value": value} for i, value in enumerate(values)]
    given_ = {
        "type": "bar",
        "series": [{"name": "A", "data": points}],
        "axis_config": {"categories": ["0", "1", "2"]},
    }
    found = shown({"type": "data_visualization", "title": "T", "chart": given_})
    assert not found.all(class_="bk-unknown")


def test_a_pie_of_one_piece_is_whole() -> None:
    pie = {"type": "pie", "segments": [{"label": "All", "value": 3}]}
    found = shown({"type": "data_visualization", "title": "T", "chart": pie})
    assert "A100 100 0 1 1" in found.all("path")[0]["d"]


def test_what_is_unknown_is_named_and_shown_in_full() -> None:
    found = shown({"type": "hologram", "depth": 3})
    (note,) = found.all(class_="bk-unknown")
    assert note["role"] == "note"
    assert "hologram" in found.words
    assert '"depth": 3' in found.words


@pytest.mark.parametrize(
    "block",
    [
        {"type": "section"},
        {"type": "header"},
        {"type": "header", "text": "bare"},
        {"type": "actions", "elements": []},
        {"type": "image"} | {"title": 3},
        {"type": "data_table", "rows": [], "caption": "c"},
        {"type": "input", "label": plain("a")},
        {"type": "_parts"},
        {"type": "attachment"},
        "bare",
        None,
    ],
)
def test_what_is_malformed_is_said_to_be(block: object) -> None:
    assert shown(block).all(class_="bk-unknown")


def test_a_bad_element_spoils_nothing_but_itself() -> None:
    found = shown({"type": "actions", "elements": [{"type": "button"}, ELEMENTS["button"]]})
    assert len(found.all(class_="bk-unknown")) == 1
    assert len(found.all("button", class_="bk-button")) == 1


def test_nothing_is_fetched_from_elsewhere() -> None:
    found = shown(*BLOCKS.values(), *({"type": "actions", "elements": [each]} for each in ELEMENTS.values()))
    assert not {"img", "iframe", "video", "audio", "object", "embed", "source"} & set(found.tags)
    assert not [1 for _, given_ in found.elements if "src" in given_ or "url(" in given_.get("style", "")]


def test_an_image_is_a_frame_with_its_words_and_its_address() -> None:
    found = shown({**IMAGE, "title": plain("The harbour")})
    assert [each["aria-label"] for each in found.all(role="img")] == ["A harbour"]
    assert [each["href"] for each in found.all("a")] == ["https://images.example/a.png"]
    assert "The harbour" in found.words


def test_a_header_is_a_heading_of_its_level() -> None:
    assert shown({**BLOCKS["header"], "level": 2}).all(role="heading")[0]["aria-level"] == "4"


def test_a_data_table_shows_its_first_page_and_names_its_rows() -> None:
    found = shown(BLOCKS["data_table"])
    rows = [each for each in found.all("tr") if "data-row-page" in each]
    assert ["hidden" in row for row in rows] == [False] * 3 + [True] * 4
    assert len(found.all("th", scope="row")) == 7


def test_columns_are_aligned_as_their_settings_say() -> None:
    found = shown(BLOCKS["table"])
    assert len(found.all("td", class_="bk-center")) == 3


def test_a_message_shows_its_blocks_instead_of_its_text() -> None:
    found = body(text="only for notifications", blocks=[BLOCKS["divider"]])
    assert (found.tags, found.words.strip()) == (["hr"], "")


def test_a_message_without_blocks_shows_its_text() -> None:
    assert body(text="*hi* <@U1>").words == "hi @Ana"
    assert body(text="*hi*", mrkdwn=False).words == "*hi*"


def test_a_message_may_be_standard_markdown() -> None:
    assert body(markdown_text="**hi**").all("strong") == [{}]


def test_a_message_without_anything_says_so() -> None:
    assert body().words == "This message is empty."


def test_an_attachment_of_the_older_kind_is_shown_whole() -> None:
    found = body(
        attachments=[
            {
                "color": "#36a64f",
                "pretext": "before *it*",
                "author_name": "Ben",
                "title": "Title",
                "title_link": "https://a.b",
                "text": "_text_",
                "fields": [{"title": "Field", "value": "one", "short": True}],
                "footer": "foot",
                "ts": 1773140400,
            }
        ]
    )
    assert found.all(class_="bk-attachment")[0]["style"] == "--bk-bar: #36a64f"
    for words in ("before it", "Ben", "Title", "text", "Field", "one", "foot", "Today at 12:00 PM"):
        assert words in found.words


def test_an_attachment_with_blocks_shows_them_beside_its_colour() -> None:
    found = body(text="a", attachments=[{"color": "danger", "blocks": [BLOCKS["header"]], "fallback": "no"}])
    assert "var(--danger)" in found.all(class_="bk-attachment")[0]["style"]
    assert "China this week" in found.words
    assert "no" not in found.words.split()


def test_an_attachment_with_nothing_else_shows_its_fallback() -> None:
    assert "in words" in body(attachments=[{"fallback": "in words"}]).words


@pytest.mark.parametrize("attachments", ["junk", [3], [{"fields": 3}], [{"text": ["x"]}]])
def test_a_malformed_attachment_is_said_to_be(attachments: object) -> None:
    assert body(text="a", attachments=attachments).all(class_="bk-unknown")


def test_text_in_attributes_cannot_leave_them() -> None:
    evil = '"><script>x</script>'
    found = shown(
        {"type": "context", "elements": [{**IMAGE, "alt_text": evil}]},
        {
            "type": "section",
            "block_id": evil,
            "text": mrkdwn(evil),
            "accessory": {**ELEMENTS["button"], "action_id": evil},
        },
    )
    assert "script" not in found.tags


@settings(max_examples=300, deadline=None)
@given(st.lists(_JUNK, min_size=1, max_size=3), _JUNK)
def test_junk_never_raises_and_never_vanishes(blocks: list[object], message: object) -> None:
    drawn = str(render_blocks(blocks, Office()))
    assert drawn.strip()
    assert drawn.encode()
    assert str(
        render_message_body({"text": message, "blocks": message, "attachments": message}, Office())
    ).strip()
    assert str(render_blocks(message, Office())).strip() or message in ([], ())
