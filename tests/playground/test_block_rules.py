"""The Block Kit validator of the tests knows Slack's documented limits and markup rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.rules import (
    ADVISABLE_MESSAGE_TEXT,
    Problem,
    mentions_in_message,
    problems_of_message,
    problems_of_view,
    raw_markup_in_message,
    units,
)

Json = dict[str, Any]
Build = Callable[[int], Json]

ROCKET = "\N{ROCKET}"


def plain(text: str = "words", **more: object) -> Json:
    return {"type": "plain_text", "text": text, **more}


def mrkdwn(text: str = "words", **more: object) -> Json:
    return {"type": "mrkdwn", "text": text, **more}


def x(count: int) -> Json:
    return plain("x" * count)


def button(**more: object) -> Json:
    return {"type": "button", "text": plain(), **more}


def buttons(count: int) -> list[Json]:
    return [button(action_id=f"a{i}") for i in range(count)]


def section(**more: object) -> Json:
    return {"type": "section", "text": mrkdwn(), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def image(**more: object) -> Json:
    return {"type": "image", "alt_text": "a map", "image_url": "https://example.org/a.png", **more}


def option(text: str = "one", value: str = "1", **more: object) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(i), str(i)) for i in range(count)]


def group(label: int = 1, count: int = 1) -> Json:
    return {"label": x(label), "options": options(count)}


def menu(kind: str = "static_select", **more: object) -> Json:
    return {"type": kind, "placeholder": plain("pick"), **more}


def confirm(**more: object) -> Json:
    parts = {"title": plain(), "text": plain(), "confirm": plain("Yes"), "deny": plain("No")}
    return {**parts, **more}


def rich(*elements: Json) -> Json:
    groups = [{"type": "rich_text_section", "elements": list(elements or [raw_words()])}]
    return {"type": "rich_text", "elements": groups}


def raw_words() -> Json:
    return {"type": "text", "text": "words"}


def rich_list(**more: object) -> Json:
    lines = rich()["elements"]
    one = {"type": "rich_text_list", "style": "bullet", "elements": lines, **more}
    return {"type": "rich_text", "elements": [one]}


def code(*elements: Json) -> Json:
    one = {"type": "rich_text_preformatted", "elements": list(elements)}
    return {"type": "rich_text", "elements": [one]}


def picked(kind: str, **more: object) -> Json:
    return actions({"type": kind, **more})


def cell(text: str = "c") -> Json:
    return {"type": "raw_text", "text": text}


def table(rows: int = 1, columns: int = 1, text: str = "c", **more: object) -> Json:
    return {"type": "table", "rows": [[cell(text)] * columns for _ in range(rows)], **more}


def data_table(rows: int = 2, columns: int = 1, text: str = "c", **more: object) -> Json:
    return {**table(rows, columns, text), "type": "data_table", "caption": "figures", **more}


def pie(segments: int = 1, title: str = "t", label: str = "l") -> Json:
    parts = [{"label": label, "value": 1}] * segments
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": "pie", "segments": parts},
    }


def bars(series: int = 1, points: int = 1, axis_label: str = "year") -> Json:
    data = [{"label": str(i), "value": i} for i in range(points)]
    axis = {"categories": [str(i) for i in range(points)], "x_label": axis_label}
    plotted = [{"name": f"s{i}", "data": data} for i in range(series)]
    chart = {"type": "bar", "series": plotted, "axis_config": axis}
    return {"type": "data_visualization", "title": "t", "chart": chart}


def card(**more: object) -> Json:
    return {"type": "card", "title": plain(), **more}


def container(children: int = 1, **more: object) -> Json:
    blocks = [{"type": "divider"}] * children
    return {"type": "container", "title": plain(), "child_blocks": blocks, **more}


def task(**more: object) -> Json:
    return {"type": "task_card", "task_id": "t", "title": "look", "status": "complete", **more}


def video(**more: object) -> Json:
    return {
        "type": "video",
        "alt_text": "a talk",
        "title": plain(),
        "thumbnail_url": "https://example.org/t.png",
        "video_url": "https://example.org/v",
        **more,
    }


def feedback() -> Json:
    choice = {"text": plain(), "value": "v"}
    return {"type": "feedback_buttons", "positive_button": choice, "negative_button": choice}


def icon_button(**more: object) -> Json:
    icon = {"type": "icon_button", "icon": "trash", "text": plain(), **more}
    return {"type": "context_actions", "elements": [icon]}


def auth_provider(**more: object) -> Json:
    return {"type": "auth_provider", "value": "v", "name": plain(), "is_connected": True, **more}


def field(element: Json | None = None, **more: object) -> Json:
    chosen = element or {"type": "plain_text_input"}
    return {"type": "input", "label": plain(), "element": chosen, **more}


def message(*blocks: Json, **more: object) -> Json:
    return {"text": "words", "blocks": list(blocks), **more}


def modal(*blocks: Json, **more: object) -> Json:
    base = {"type": "modal", "title": plain("Brief"), "submit": plain("Save")}
    return {**base, "blocks": list(blocks or [section()]), **more}


def home(*blocks: Json, **more: object) -> Json:
    return {"type": "home", "blocks": list(blocks or [section()]), **more}


def places(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in problems]


def button_at(key: str) -> Build:
    return lambda n: actions(button(**{key: "x" * n}))


def on_card(key: str) -> Build:
    return lambda n: card(**{key: x(n)})


def confirmed(key: str) -> Build:
    return lambda n: actions(button(confirm=confirm(**{key: x(n)})))


def address(length: int) -> str:
    return "https://example.org/".ljust(length, "a")


# Paths in the tables below start at the block.
E0, OPTIONS = ".elements[0]", ".elements[0].options"

BLOCK_LIMITS: list[tuple[str, Build, int, str]] = [
    ("section text", lambda n: section(text=x(n)), 3000, ".text.text"),
    ("section field", lambda n: {"type": "section", "fields": [x(n)]}, 2000, ".fields[0].text"),
    ("section fields", lambda n: {"type": "section", "fields": [plain()] * n}, 10, ".fields"),
    ("block_id", lambda n: section(block_id="b" * n), 255, ".block_id"),
    ("header text", lambda n: {"type": "header", "text": x(n)}, 150, ".text.text"),
    ("header level", lambda n: {"type": "header", "text": plain(), "level": n}, 4, ".level"),
    ("context elements", lambda n: {"type": "context", "elements": [plain()] * n}, 10, ".elements"),
    ("actions elements", lambda n: actions(*buttons(n)), 25, ".elements"),
    (
        "context_actions elements",
        lambda n: {"type": "context_actions", "elements": [feedback()] * n},
        5,
        ".elements",
    ),
    ("image alt text", lambda n: image(alt_text="x" * n), 2000, ".alt_text"),
    ("image title", lambda n: image(title=x(n)), 2000, ".title.text"),
    ("image URL", lambda n: image(image_url=address(n)), 3000, ".image_url"),
    ("markdown", lambda n: {"type": "markdown", "text": "x" * n}, 12000, ".text"),
    ("video title", lambda n: video(title=x(n)), 199, ".title.text"),
    ("video author", lambda n: video(author_name="x" * n), 49, ".author_name"),
    ("card title", on_card("title"), 150, ".title.text"),
    ("card subtitle", on_card("subtitle"), 150, ".subtitle.text"),
    ("card body", on_card("body"), 200, ".body.text"),
    ("card subtext", on_card("subtext"), 200, ".subtext.text"),
    ("card actions", lambda n: card(actions=buttons(n)), 3, ".actions"),
    ("carousel cards", lambda n: {"type": "carousel", "elements": [card()] * n}, 10, ".elements"),
    ("container title", lambda n: container(title=x(n)), 150, ".title.text"),
    ("container subtitle", lambda n: container(subtitle=x(n)), 150, ".subtitle.text"),
    ("container blocks", container, 10, ".child_blocks"),
    ("table rows", table, 100, ".rows"),
    ("table columns", lambda n: table(1, n), 20, ".rows[0]"),
    ("table text", lambda n: table(text="x" * n), 10000, ".rows"),
    ("table settings", lambda n: table(column_settings=[None] * n), 20, ".column_settings"),
    ("data table rows", data_table, 201, ".rows"),
    ("data table page", lambda n: data_table(page_size=n), 100, ".page_size"),
    ("data table text", lambda n: data_table(2, 1, "x" * ((n + 1) // 2)), 20000, ".rows"),
    ("chart title", lambda n: pie(title="x" * n), 50, ".title"),
    ("chart label", lambda n: pie(label="x" * n), 20, ".chart.segments[0].label"),
    ("chart segments", pie, 12, ".chart.segments"),
    ("chart series", bars, 12, ".chart.series"),
    ("axis label", lambda n: bars(axis_label="x" * n), 50, ".chart.axis_config.x_label"),
    ("sign-in value", lambda n: auth_provider(value="x" * n), 150, ".value"),
    ("sign-in description", lambda n: auth_provider(description=x(n)), 150, ".description.text"),
    (
        "sign-in identity",
        lambda n: auth_provider(connected_identity=x(n)),
        75,
        ".connected_identity.text",
    ),
    ("rich list indent", lambda n: rich_list(indent=n), 8, f"{E0}.indent"),
    (
        "icon button users",
        lambda n: icon_button(visible_to_user_ids=["U1"] * n),
        10,
        f"{E0}.visible_to_user_ids",
    ),
    (
        "group options",
        lambda n: actions(menu(option_groups=[group(1, n)])),
        100,
        f"{E0}.option_groups[0].options",
    ),
    ("sign-in name", lambda n: auth_provider(name=x(n)), 75, ".name.text"),
    ("button text", lambda n: actions(button(text=x(n))), 75, f"{E0}.text.text"),
    ("button value", button_at("value"), 2000, f"{E0}.value"),
    ("button label", button_at("accessibility_label"), 75, f"{E0}.accessibility_label"),
    ("button prompt", button_at("agent_prompt"), 4000, f"{E0}.agent_prompt"),
    ("action_id", button_at("action_id"), 255, f"{E0}.action_id"),
    ("button URL", lambda n: actions(button(url=address(n))), 3000, f"{E0}.url"),
    ("confirm title", confirmed("title"), 100, f"{E0}.confirm.title.text"),
    ("confirm text", confirmed("text"), 300, f"{E0}.confirm.text.text"),
    ("confirm yes", confirmed("confirm"), 30, f"{E0}.confirm.confirm.text"),
    ("confirm no", confirmed("deny"), 30, f"{E0}.confirm.deny.text"),
    (
        "placeholder",
        lambda n: actions(menu("users_select", placeholder=x(n))),
        150,
        f"{E0}.placeholder.text",
    ),
    ("select options", lambda n: actions(menu(options=options(n))), 100, OPTIONS),
    (
        "option groups",
        lambda n: actions(menu(option_groups=[group()] * n)),
        100,
        f"{E0}.option_groups",
    ),
    (
        "group label",
        lambda n: actions(menu(option_groups=[group(n)])),
        75,
        f"{E0}.option_groups[0].label.text",
    ),
    (
        "option text",
        lambda n: actions(menu(options=[option("x" * n)])),
        75,
        f"{OPTIONS}[0].text.text",
    ),
    (
        "option value",
        lambda n: actions(menu(options=[option(value="x" * n)])),
        150,
        f"{OPTIONS}[0].value",
    ),
    (
        "option description",
        lambda n: actions(menu(options=[option(description=x(n))])),
        75,
        f"{OPTIONS}[0].description.text",
    ),
    ("overflow", lambda n: picked("overflow", options=options(n)), 5, OPTIONS),
    ("checkboxes", lambda n: picked("checkboxes", options=options(n)), 10, OPTIONS),
    ("radio", lambda n: picked("radio_buttons", options=options(n)), 10, OPTIONS),
]

VIEW_LIMITS: list[tuple[str, Build, int, str]] = [
    ("blocks", lambda n: modal(*[section()] * n), 100, "blocks"),
    ("home blocks", lambda n: home(*[section()] * n), 100, "blocks"),
    ("title", lambda n: modal(title=x(n)), 24, "title.text"),
    ("submit", lambda n: modal(submit=x(n)), 24, "submit.text"),
    ("close", lambda n: modal(close=x(n)), 24, "close.text"),
    ("private_metadata", lambda n: modal(private_metadata="x" * n), 3000, "private_metadata"),
    ("callback_id", lambda n: modal(callback_id="x" * n), 255, "callback_id"),
    ("external_id", lambda n: home(external_id="x" * n), 255, "external_id"),
    ("alert", lambda n: modal({"type": "alert", "text": x(n)}), 200, "blocks[0].text.text"),
    ("input label", lambda n: modal(field(label=x(n))), 2000, "blocks[0].label.text"),
    ("input hint", lambda n: modal(field(hint=x(n))), 2000, "blocks[0].hint.text"),
    (
        "input length",
        lambda n: modal(field({"type": "plain_text_input", "max_length": n})),
        3000,
        "blocks[0].element.max_length",
    ),
    (
        "input files",
        lambda n: modal(field({"type": "file_input", "max_files": n})),
        10,
        "blocks[0].element.max_files",
    ),
]


@pytest.mark.parametrize(("build", "limit"), [pytest.param(b, n, id=i) for i, b, n, _ in BLOCK_LIMITS])
def test_a_block_at_its_limit_is_clean(build: Build, limit: int) -> None:
    assert problems_of_message(message(build(limit))) == []


@pytest.mark.parametrize(
    ("build", "limit", "path"), [pytest.param(b, n, p, id=i) for i, b, n, p in BLOCK_LIMITS]
)
def test_a_block_past_its_limit_is_an_invalid_block(build: Build, limit: int, path: str) -> None:
    assert places(problems_of_message(message(build(limit + 1)))) == [(f"blocks[0]{path}", "invalid_blocks")]


@pytest.mark.parametrize(("build", "limit"), [pytest.param(b, n, id=i) for i, b, n, _ in VIEW_LIMITS])
def test_a_view_at_its_limit_is_clean(build: Build, limit: int) -> None:
    assert problems_of_view(build(limit)) == []


@pytest.mark.parametrize(
    ("build", "limit", "path"), [pytest.param(b, n, p, id=i) for i, b, n, p in VIEW_LIMITS]
)
def test_a_view_past_its_limit_is_an_invalid_argument(build: Build, limit: int, path: str) -> None:
    assert places(problems_of_view(build(limit + 1))) == [(path, "invalid_arguments")]


def test_a_data_table_is_up_to_twenty_columns_wide() -> None:
    assert problems_of_message(message(data_table(2, 20))) == []
    assert places(problems_of_message(message(data_table(2, 21)))) == [
        ("blocks[0].rows[0]", "invalid_blocks"),
        ("blocks[0].rows[1]", "invalid_blocks"),
    ]


def test_points_of_a_chart_end_at_twenty() -> None:
    assert problems_of_message(message(bars(points=20))) == []
    assert places(problems_of_message(message(bars(points=21)))) == [
        ("blocks[0].chart.series[0].data", "invalid_blocks"),
        ("blocks[0].chart.axis_config.categories", "invalid_blocks"),
    ]


MESSAGE_LIMITS: list[tuple[str, Build, int, str, str]] = [
    ("text", lambda n: {"text": "x" * n}, 40000, "text", "msg_too_long"),
    ("markdown_text", lambda n: {"markdown_text": "x" * n}, 12000, "markdown_text", "msg_too_long"),
    ("blocks", lambda n: message(*[section()] * n), 50, "blocks", "invalid_blocks"),
    (
        "attachments",
        lambda n: message(attachments=[{"text": "x"}] * n),
        100,
        "attachments",
        "too_many_attachments",
    ),
    ("tables", lambda n: message(*[table()] * n), 1, "blocks[1]", "invalid_attachments"),
    ("charts", lambda n: message(*[pie()] * n), 2, "blocks[2]", "invalid_blocks"),
    (
        "markdown of all blocks",
        lambda n: message(*({"type": "markdown", "text": "x" * k} for k in (1, n - 1))),
        12000,
        "blocks[1].text",
        "msg_blocks_too_long",
    ),
]


@pytest.mark.parametrize(("build", "limit"), [pytest.param(b, n, id=i) for i, b, n, _, _ in MESSAGE_LIMITS])
def test_a_message_at_its_limit_is_clean(build: Build, limit: int) -> None:
    assert problems_of_message(build(limit)) == []


@pytest.mark.parametrize(
    ("build", "limit", "path", "code"),
    [pytest.param(b, n, p, c, id=i) for i, b, n, p, c in MESSAGE_LIMITS],
)
def test_a_message_past_its_limit_gets_slacks_own_code(
    build: Build, limit: int, path: str, code: str
) -> None:
    assert places(problems_of_message(build(limit + 1))) == [(path, code)]


def test_the_advisable_length_of_a_text_is_far_below_the_hard_one() -> None:
    assert ADVISABLE_MESSAGE_TEXT == 4000


def weighing(size: int) -> Json:
    blocks = [section(text=x(2500)) for _ in range(97)]
    lighter = len(json.dumps(modal(*blocks, private_metadata="")))
    return modal(*blocks, private_metadata="x" * (size - lighter))


def test_a_view_of_250_kilobytes_is_clean() -> None:
    assert problems_of_view(weighing(250_000)) == []


def test_a_view_above_250_kilobytes_is_too_large() -> None:
    assert places(problems_of_view(weighing(250_001))) == [("", "view_too_large")]


def test_an_emoji_outside_the_bmp_counts_two() -> None:
    assert units(ROCKET) == 2


def test_a_header_of_emoji_is_measured_in_utf_16() -> None:
    header = {"type": "header", "text": plain(ROCKET * 76)}
    assert places(problems_of_message(message(header))) == [("blocks[0].text.text", "invalid_blocks")]


CLEAN_BLOCKS: list[Json] = [
    section(accessory=image()),
    section(accessory=button(style="primary", url="mailto:desk@example.org")),
    section(text=mrkdwn(verbatim=True), expand=True),
    {"type": "section", "fields": [plain(emoji=True), mrkdwn()]},
    {"type": "divider"},
    {"type": "context", "elements": [image(), mrkdwn()]},
    {"type": "image", "alt_text": "a", "slack_file": {"id": "F1"}},
    {"type": "file", "external_id": "f", "source": "remote"},
    {"type": "call", "call_id": "R1"},
    icon_button(),
    rich(
        {"type": "link", "url": "https://example.org", "text": "a"},
        {"type": "emoji", "name": "wave"},
    ),
    rich({"type": "date", "timestamp": 1, "format": "{date}"}, {"type": "color", "value": "#00FF00"}),
    rich_list(indent=1),
    code(raw_words()),
    {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [raw_words()]}]},
    {
        "type": "table",
        "rows": [[rich(), {"type": "raw_number", "value": 2.5, "text": "2.5"}]],
        "column_settings": [None, {"align": "right"}],
    },
    container(is_collapsible=True, default_collapsed=True, width="full"),
    card(slack_icon={"type": "icon", "name": "book"}, hero_image=image(), actions=buttons(1)),
    {
        "type": "plan",
        "title": "Steps",
        "tasks": [
            task(
                status="pending",
                details=rich(),
                sources=[{"type": "url", "url": "https://example.org", "text": "a"}],
            )
        ],
    },
    task(output=rich()),
    auth_provider(accessory={"type": "overflow", "options": options(1)}, fallback=[section()]),
    field(menu("external_select", min_query_length=0, initial_option=option())),
    actions(menu(options=options(2), initial_option=option("1", "1"))),
    actions(menu("multi_static_select", options=options(2), max_selected_items=1)),
    actions(menu("multi_external_select"), menu("users_select"), menu("multi_users_select")),
    actions(
        menu("conversations_select", filter={"include": ["public"]}),
        menu("multi_conversations_select"),
    ),
    actions(menu("channels_select", initial_channel="C1"), menu("multi_channels_select")),
    actions(
        {"type": "datepicker", "initial_date": "2026-11-23"},
        {"type": "timepicker", "initial_time": "23:59"},
    ),
    actions({"type": "datetimepicker", "initial_date_time": 1628633820}),
    picked("checkboxes", options=[{"text": mrkdwn(), "value": "v"}]),
    actions(
        {
            "type": "workflow_button",
            "text": plain(),
            "workflow": {"trigger": {"url": "https://slack.com/shortcuts/F"}},
        }
    ),
]


@pytest.mark.parametrize("block", CLEAN_BLOCKS, ids=lambda b: b["type"])
def test_a_well_formed_block_is_clean_in_a_message(block: Json) -> None:
    assert problems_of_message(message(block)) == []


CLEAN_INPUTS: list[Json] = [
    {
        "type": "plain_text_input",
        "multiline": True,
        "min_length": 1,
        "max_length": 5,
        "initial_value": "a",
    },
    {
        "type": "plain_text_input",
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    },
    {"type": "email_text_input", "placeholder": plain()},
    {"type": "url_text_input", "initial_value": "https://example.org"},
    {"type": "number_input", "is_decimal_allowed": True, "min_value": "-1.5", "max_value": "2"},
    {"type": "rich_text_input", "initial_value": rich(), "min_lines": 1, "max_lines": 2},
    {"type": "file_input", "filetypes": ["pdf"], "max_files": 1},
    {"type": "conversations_select", "response_url_enabled": True},
]


@pytest.mark.parametrize("element", CLEAN_INPUTS, ids=lambda e: e["type"])
def test_a_well_formed_input_is_clean_in_a_modal(element: Json) -> None:
    assert problems_of_view(modal(field(element))) == []


BAD_BLOCKS: list[tuple[str, Json, str]] = [
    ("unknown block", {"type": "banner"}, ".type"),
    ("type missing", {"text": plain()}, ".type"),
    ("unknown key", section(color="red"), ".color"),
    ("null key", section(accessory=None), ".accessory"),
    ("key missing", {"type": "header"}, ".text"),
    ("bare string for a text", {"type": "header", "text": "words"}, ".text"),
    ("mrkdwn where plain is due", {"type": "header", "text": mrkdwn()}, ".text.type"),
    ("text of an unknown type", section(text={"type": "text", "text": "a"}), ".text.type"),
    ("emoji on mrkdwn", section(text=mrkdwn(emoji=True)), ".text.emoji"),
    ("verbatim on plain text", section(text=plain(verbatim=True)), ".text.verbatim"),
    ("empty text", section(text=mrkdwn("")), ".text.text"),
    ("number for a text", section(text=mrkdwn(3)), ".text.text"),  # type: ignore[arg-type]
    ("string for a boolean", section(expand="yes"), ".expand"),
    ("object for an array", {"type": "actions", "elements": {}}, ".elements"),
    ("no elements", actions(), ".elements"),
    ("neither text nor fields", {"type": "section"}, ""),
    ("image with two sources", image(slack_file={"id": "F1"}), ""),
    ("image without address", {"type": "image", "alt_text": "a"}, ""),
    ("file address", image(image_url="file:///a.png"), ".image_url"),
    ("video over http", video(video_url="http://example.org/v"), ".video_url"),
    ("script as URL", actions(button(url="javascript:alert(1)")), f"{E0}.url"),
    ("unknown style", actions(button(style="default")), f"{E0}.style"),
    (
        "confirm without deny",
        actions(button(confirm={k: v for k, v in confirm().items() if k != "deny"})),
        f"{E0}.confirm.deny",
    ),
    ("confirm style", actions(button(confirm=confirm(style="red"))), f"{E0}.confirm.style"),
    ("input in actions", actions({"type": "plain_text_input"}), f"{E0}.type"),
    ("image in actions", actions(image()), f"{E0}.type"),
    ("button in context", {"type": "context", "elements": [button()]}, f"{E0}.type"),
    (
        "button in context_actions",
        {"type": "context_actions", "elements": [button()]},
        f"{E0}.type",
    ),
    (
        "datetimepicker as accessory",
        section(accessory={"type": "datetimepicker"}),
        ".accessory.type",
    ),
    ("button as input", field(button()), ".element.type"),
    (
        "URL on a menu's option",
        actions(menu(options=[option(url="https://example.org")])),
        f"{OPTIONS}[0].url",
    ),
    ("both options and groups", actions(menu(options=options(1), option_groups=[group()])), E0),
    ("neither options nor groups", actions(menu()), E0),
    (
        "unoffered initial option",
        actions(menu(options=options(1), initial_option=option("9", "9"))),
        f"{E0}.initial_option",
    ),
    ("date in another form", picked("datepicker", initial_date="23.11.2026"), f"{E0}.initial_date"),
    ("time past midnight", picked("timepicker", initial_time="24:00"), f"{E0}.initial_time"),
    ("empty filter", actions(menu("conversations_select", filter={})), f"{E0}.filter"),
    (
        "filter of an unknown kind",
        actions(menu("conversations_select", filter={"include": ["dm"]})),
        f"{E0}.filter.include[0]",
    ),
    (
        "min above max",
        field({"type": "plain_text_input", "min_length": 3, "max_length": 2}),
        ".element.min_length",
    ),
    (
        "unknown trigger",
        field({"type": "plain_text_input", "dispatch_action_config": {"trigger_actions_on": ["blur"]}}),
        ".element.dispatch_action_config.trigger_actions_on[0]",
    ),
    ("unknown rich element", rich({"type": "mention"}), f"{E0}.elements[0].type"),
    ("empty rich text", rich({"type": "text", "text": ""}), f"{E0}.elements[0].text"),
    (
        "unknown rich style",
        rich({"type": "text", "text": "a", "style": {"red": True}}),
        f"{E0}.elements[0].style.red",
    ),
    (
        "rich list without style",
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_list", "elements": rich()["elements"]}],
        },
        f"{E0}.style",
    ),
    (
        "user in code",
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}],
        },
        f"{E0}.elements[0].type",
    ),
    ("empty cell", table(text=""), ".rows[0][0].text"),
    ("ragged data table", data_table() | {"rows": [[cell()], [cell()] * 2]}, ".rows[1]"),
    ("one-row data table", data_table(1), ".rows"),
    (
        "rich header of a data table",
        data_table() | {"rows": [[rich()], [cell()]]},
        ".rows[0][0].type",
    ),
    ("row header off the table", data_table(row_header_column_index=1), ".row_header_column_index"),
    ("chart of an unknown type", {**pie(), "chart": {"type": "radar"}}, ".chart.type"),
    (
        "empty segment",
        {**pie(), "chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]}},
        ".chart.segments[0].value",
    ),
    ("card without content", {"type": "card", "subtitle": plain()}, ""),
    ("bare string on a card", card(title="words"), ".title"),
    ("text object on a plan", {"type": "plan", "title": plain()}, ".title"),
    ("pending task on its own", task(status="pending"), ".status"),
    ("container in a container", container(child_blocks=[container()]), ".child_blocks[0].type"),
    ("container without title", {"type": "container", "child_blocks": [section()]}, ""),
    ("collapsed but not collapsible", container(default_collapsed=True), ".default_collapsed"),
    (
        "divider on a collapsible",
        container(is_collapsible=True, has_header_divider=True),
        ".has_header_divider",
    ),
]


@pytest.mark.parametrize(("block", "path"), [pytest.param(b, p, id=i) for i, b, p in BAD_BLOCKS])
def test_a_malformed_block_is_reported_once_at_its_place(block: Json, path: str) -> None:
    assert places(problems_of_message(message(block))) == [(f"blocks[0]{path}", "invalid_blocks")]


@pytest.mark.parametrize("junk", [None, 3, "text", [], {}, {"type": []}, {"type": "plan", "tasks": 1}])
def test_junk_in_place_of_a_block_is_reported_and_not_raised(junk: object) -> None:
    assert problems_of_message({"text": "a", "blocks": [junk]})


MESSAGE_ONLY: list[Json] = [
    {"type": "markdown", "text": "a"},
    {"type": "context_actions", "elements": [feedback()]},
    {"type": "plan", "title": "Steps"},
    task(),
    container(),
    pie(),
]


@pytest.mark.parametrize("block", MESSAGE_ONLY, ids=lambda b: b["type"])
@pytest.mark.parametrize("view", [modal, home])
def test_a_block_for_messages_is_refused_in_a_view(block: Json, view: Callable[[Json], Json]) -> None:
    assert ("blocks[0]", "invalid_arguments") in places(problems_of_view(view(block)))


@pytest.mark.parametrize("block", [table(), data_table(), card()], ids=lambda b: b["type"])
def test_a_block_without_modals_is_clean_on_the_home_tab_only(block: Json) -> None:
    assert problems_of_view(home(block)) == []
    assert places(problems_of_view(modal(block))) == [("blocks[0]", "invalid_arguments")]


def test_an_alert_is_refused_in_a_message() -> None:
    alert = {"type": "alert", "text": plain(), "level": "info"}
    assert places(problems_of_message(message(alert))) == [("blocks[0]", "invalid_blocks")]


def test_a_file_input_is_refused_outside_a_modal() -> None:
    upload = field({"type": "file_input"})
    assert places(problems_of_message(message(upload))) == [("blocks[0].element", "invalid_blocks")]


def test_a_surface_is_checked_within_a_container_too() -> None:
    upload = container(child_blocks=[field({"type": "file_input"})])
    assert places(problems_of_message(message(upload))) == [
        ("blocks[0].child_blocks[0].element", "invalid_blocks")
    ]


def test_a_response_url_is_offered_in_modals_only() -> None:
    choice = field(menu("channels_select", response_url_enabled=True))
    assert places(problems_of_message(message(choice))) == [
        ("blocks[0].element.response_url_enabled", "invalid_blocks")
    ]


def test_a_block_id_is_unique_across_nesting() -> None:
    outer = container(child_blocks=[section(block_id="a")], block_id="b")
    assert places(problems_of_message(message(section(block_id="a"), outer))) == [
        ("blocks[1].child_blocks[0].block_id", "invalid_blocks")
    ]


def test_an_action_id_is_unique_within_its_block() -> None:
    pair = actions(button(action_id="a"), button(action_id="a"))
    assert places(problems_of_message(message(pair))) == [
        ("blocks[0].elements[1].action_id", "invalid_blocks")
    ]


def test_an_action_id_may_return_in_another_block() -> None:
    assert problems_of_message(message(actions(button(action_id="a")), actions(button(action_id="a")))) == []


def test_one_element_of_a_view_takes_the_focus() -> None:
    focused = field({"type": "plain_text_input", "focus_on_load": True})
    assert problems_of_view(modal(focused)) == []
    assert places(problems_of_view(modal(focused, focused))) == [
        ("blocks[1].element.focus_on_load", "invalid_arguments")
    ]


def test_a_modal_with_inputs_needs_a_submit_button() -> None:
    bare = {key: value for key, value in modal(field()).items() if key != "submit"}
    assert places(problems_of_view(bare)) == [("submit", "invalid_arguments")]


def test_a_modal_without_inputs_needs_no_submit_button() -> None:
    bare = {key: value for key, value in modal().items() if key != "submit"}
    assert problems_of_view(bare) == []


def test_a_home_tab_with_inputs_needs_no_submit_button() -> None:
    assert problems_of_view(home(field())) == []


@pytest.mark.parametrize("key", ["title", "submit", "close"])
def test_a_home_tab_has_no_frame(key: str) -> None:
    assert places(problems_of_view(home(**{key: plain()}))) == [(key, "invalid_arguments")]


@pytest.mark.parametrize("key", ["title", "blocks"])
def test_a_modal_needs_its_frame(key: str) -> None:
    view = {name: value for name, value in modal().items() if name != key}
    assert places(problems_of_view(view)) == [(key, "invalid_arguments")]


@pytest.mark.parametrize("kind", ["workflow_step", None, []])
def test_a_view_of_another_type_is_refused(kind: object) -> None:
    assert places(problems_of_view({"type": kind})) == [("type", "invalid_arguments")]


@pytest.mark.parametrize("empty", [{}, {"text": ""}, {"text": "  "}, {"text": None, "blocks": []}])
def test_a_message_that_says_nothing_has_no_text(empty: Json) -> None:
    assert places(problems_of_message(empty)) == [("text", "no_text")]


def test_a_deletion_needs_no_text() -> None:
    assert problems_of_message({"delete_original": True}) == []


def test_blocks_speak_without_text() -> None:
    assert problems_of_message({"blocks": [section()]}) == []


BAD_ARGUMENTS: list[tuple[Json, str, str]] = [
    ({"colour": "red"}, "colour", "invalid_arguments"),
    ({"response_type": "public"}, "response_type", "invalid_arguments"),
    ({"replace_original": "true"}, "replace_original", "invalid_arguments"),
    ({"thread_ts": 1.5}, "thread_ts", "invalid_arguments"),
    ({"channel": ""}, "channel", "invalid_arguments"),
    ({"blocks": "[]"}, "blocks", "invalid_blocks"),
    ({"markdown_text": "words"}, "markdown_text", "markdown_text_conflict"),
    ({"metadata": {"event_type": "brief"}}, "metadata.event_payload", "invalid_metadata_format"),
    ({"attachments": {}}, "attachments", "invalid_attachments"),
    ({"attachments": [{"heading": "a"}]}, "attachments[0].heading", "invalid_attachments"),
    ({"attachments": [{"blocks": [{}]}]}, "attachments[0].blocks[0].type", "invalid_attachments"),
]


@pytest.mark.parametrize(("extra", "path", "code"), BAD_ARGUMENTS, ids=lambda v: str(v)[:40])
def test_a_malformed_argument_gets_its_code(extra: Json, path: str, code: str) -> None:
    assert places(problems_of_message({"text": "words", **extra})) == [(path, code)]


def test_a_full_set_of_arguments_is_clean() -> None:
    sent = message(
        section(),
        channel="C1",
        thread_ts="1700000000.000100",
        response_type="ephemeral",
        replace_original=False,
        unfurl_links=False,
        metadata={"event_type": "brief_posted", "event_payload": {"id": 1}},
        attachments=[{"color": "#112233", "blocks": [section()], "fallback": "words"}],
    )
    assert problems_of_message(sent) == []


def test_a_problem_reads_as_a_sentence() -> None:
    (problem,) = problems_of_message(message({"type": "header", "text": x(151)}))
    assert str(problem) == (
        "blocks[0].text.text: must have at most 150 characters, found 151 [invalid_blocks]"
    )


MENTIONS = ["<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S1>", "<@U1>", "<#C1|general>"]

PARSED_PLACES: list[tuple[str, Callable[[str], Json]]] = [
    ("text", lambda t: {"text": t}),
    ("mrkdwn object", lambda t: message(section(text=mrkdwn(f"so {t}!")))),
    ("field", lambda t: message(section(fields=[mrkdwn(t)]))),
    ("context", lambda t: message({"type": "context", "elements": [mrkdwn(t)]})),
    ("confirm dialog", lambda t: message(actions(button(confirm=confirm(text=mrkdwn(t)))))),
    ("nested block", lambda t: message(container(child_blocks=[section(text=mrkdwn(t))]))),
    ("attachment", lambda t: message(attachments=[{"text": t}])),
    ("attachment field", lambda t: message(attachments=[{"fields": [{"value": t}]}])),
    ("attached block", lambda t: message(attachments=[{"blocks": [section(text=mrkdwn(t))]}])),
]
MARKDOWN_PLACES: list[tuple[str, Callable[[str], Json]]] = [
    ("markdown block", lambda t: message({"type": "markdown", "text": t})),
    ("markdown_text", lambda t: {"markdown_text": t}),
]
BY_NAME = [pytest.param(build, id=name) for name, build in PARSED_PLACES]


@pytest.mark.parametrize("token", MENTIONS)
@pytest.mark.parametrize("build", [pytest.param(b, id=n) for n, b in [*PARSED_PLACES, *MARKDOWN_PLACES]])
def test_a_mention_is_seen_wherever_slack_parses_it(build: Callable[[str], Json], token: str) -> None:
    assert mentions_in_message(build(token)) == [token]


@pytest.mark.parametrize(
    ("element", "token"),
    [
        ({"type": "broadcast", "range": "channel"}, "<!channel>"),
        ({"type": "usergroup", "usergroup_id": "S1"}, "<!subteam^S1>"),
        ({"type": "user", "user_id": "U1"}, "<@U1>"),
    ],
)
def test_a_mention_element_of_rich_text_is_seen(element: Json, token: str) -> None:
    assert mentions_in_message(message(table() | {"rows": [[rich(element)]]})) == [token]


@pytest.mark.parametrize(
    "harmless",
    [
        {"text": "&lt;!channel&gt; and &lt;@U1&gt;"},
        {"text": "<!date^1700000000^{date_short}|then>"},
        {"text": "<https://example.org|a report>"},
        {"text": "@channel, mail desk@example.org"},
        message(section(text=plain("<!channel>"))),
        message(rich({"type": "text", "text": "<!channel>"})),
        message(actions(button(value="<!channel>"))),
    ],
    ids=lambda m: str(m)[:60],
)
def test_what_pings_nobody_is_no_mention(harmless: Json) -> None:
    assert mentions_in_message(harmless) == []


@pytest.mark.parametrize("switch", [{"parse": "full"}, {"link_names": True}])
def test_a_bare_name_is_a_mention_once_slack_links_names(switch: Json) -> None:
    assert mentions_in_message({"text": "ask @channel", **switch}) == ["@channel"]


@pytest.mark.parametrize("build", BY_NAME)
@pytest.mark.parametrize("bare", ["R&D", "a < b", "a > b", "<b>", "<@U1>", "&nbsp;", "<javascript:x|y>"])
def test_bare_markup_is_seen_in_mrkdwn(build: Callable[[str], Json], bare: str) -> None:
    assert raw_markup_in_message(build(bare))


@pytest.mark.parametrize("build", BY_NAME)
@pytest.mark.parametrize(
    "safe",
    [
        "R&amp;D &lt;b&gt;",
        "<https://example.org/?a=1&amp;b=2|Trade &amp; aid>",
        "<https://example.org>",
        "<!date^1700000000^{date_short} at {time}|then>",
        "<!date^1700000000^{date}^https://example.org|then>",
    ],
)
def test_escaped_text_links_and_dates_are_not_bare(build: Callable[[str], Json], safe: str) -> None:
    assert raw_markup_in_message(build(safe)) == []


@pytest.mark.parametrize("text", ["<https://example.org/?a&b|a>", "<https://example.org|A & B>"])
def test_a_bare_ampersand_within_a_link_is_seen(text: str) -> None:
    assert len(raw_markup_in_message({"text": text})) == 1


def test_a_place_of_bare_markup_is_named() -> None:
    sent = message(section(text=mrkdwn("R&D")))
    assert raw_markup_in_message(sent) == ["blocks[0].text.text: bare '&' at 1 in 'R&D'"]


def test_plain_text_and_markdown_blocks_may_hold_bare_markup() -> None:
    sent = message(section(text=plain("a < b & c")), {"type": "markdown", "text": "> quoted"})
    assert raw_markup_in_message(sent) == []
