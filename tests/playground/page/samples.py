"""One block and one element of each type, as Slack's reference shows them, and somebody who looks at them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

Json = dict[str, Any]


class Office:
    """Two people and two channels, seen by Ana in Madrid at noon of 10 March 2026 (UTC)."""

    viewer: str = "U1"
    time_zone: tzinfo = ZoneInfo("Europe/Madrid")

    def user(self, id_: str) -> str | None:
        return dict(self.people()).get(id_)

    def channel(self, id_: str) -> str | None:
        return dict(self.channels()).get(id_)

    def people(self) -> list[tuple[str, str]]:
        return [("U1", "Ana"), ("U2", "Ben <b>")]

    def channels(self) -> list[tuple[str, str]]:
        return [("C1", "general"), ("C2", "asia-desk")]

    def now(self) -> datetime:
        return datetime(2026, 3, 10, 12, tzinfo=UTC)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str, **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def rich(*texts: str) -> Json:
    sections = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]} for text in texts]
    return {"type": "rich_text", "elements": sections}


OPTIONS: Final = [
    option("Weekly", "w", description=plain("Every Monday")),
    option("Daily", "d"),
    option("Never", "n"),
]
CONFIRM: Final = {
    "title": plain("Sure?"),
    "text": mrkdwn("This *cannot* be undone."),
    "confirm": plain("Delete"),
    "deny": plain("Keep"),
    "style": "danger",
}
IMAGE: Final = {"type": "image", "image_url": "https://images.example/a.png", "alt_text": "A harbour"}


def _element(type_: str, **keys: Any) -> Json:
    return {"type": type_, "action_id": f"a-{type_}", **keys}


def _menu(type_: str, **keys: Any) -> Json:
    return _element(type_, placeholder=plain(f"Choose for {type_}"), **keys)


ELEMENTS: Final[dict[str, Json]] = {
    each["type"]: each
    for each in (
        _menu("static_select", options=OPTIONS, initial_option=OPTIONS[1]),
        _menu("external_select", min_query_length=2, initial_option=option("China", "cn")),
        _menu("users_select", initial_user="U2"),
        _menu("conversations_select", initial_conversation="C1"),
        _menu("channels_select", initial_channel="C2"),
        _menu("multi_static_select", options=OPTIONS, initial_options=OPTIONS[:2], max_selected_items=2),
        _menu("multi_external_select", initial_options=[option("China", "cn")]),
        _menu("multi_users_select", initial_users=["U1"]),
        _menu("multi_conversations_select", initial_conversations=["C1", "C2"]),
        _menu("multi_channels_select", initial_channels=["C1"]),
        _element("button", text=plain("Approve :tada:"), value="v", style="primary", confirm=CONFIRM),
        _element("icon_button", icon="trash", text=plain("Delete"), confirm=CONFIRM),
        _element(
            "feedback_buttons",
            positive_button={"text": plain("Good"), "value": "good"},
            negative_button={"text": plain("Bad"), "value": "bad"},
        ),
        _element(
            "workflow_button",
            text=plain("Run"),
            workflow={"trigger": {"url": "https://slack.example/shortcuts/1"}},
        ),
        _element(
            "overflow", options=[*OPTIONS, option("Open the site", "o", url="https://example.org/site")]
        ),
        _element("checkboxes", options=OPTIONS, initial_options=OPTIONS[1:]),
        _element("radio_buttons", options=OPTIONS, initial_option=OPTIONS[0]),
        _element("datepicker", initial_date="2026-03-10"),
        _element("timepicker", initial_time="09:30"),
        _element("datetimepicker", initial_date_time=1773140400),
        _element("plain_text_input", initial_value="Some words", placeholder=plain("Write here")),
        _element("email_text_input", initial_value="ana@example.org"),
        _element("url_text_input", initial_value="https://example.org/a"),
        _element("number_input", is_decimal_allowed=True, initial_value="2.5", min_value="1", max_value="9"),
        _element("rich_text_input", initial_value=rich("Rich words", "Next line")),
        _element("file_input", filetypes=["pdf", "csv"]),
        IMAGE,
    )
}

_SHOWN_TEXT: Final = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Bold", "style": {"bold": True}},
                {"type": "text", "text": " and "},
                {"type": "text", "text": "code", "style": {"code": True, "strike": True}},
                {"type": "text", "text": ", said "},
                {"type": "user", "user_id": "U1"},
                {"type": "text", "text": " in "},
                {"type": "channel", "channel_id": "C2"},
                {"type": "text", "text": " "},
                {"type": "emoji", "name": "eyes"},
                {"type": "text", "text": " "},
                {"type": "link", "url": "https://example.org/r", "text": "the report"},
                {"type": "text", "text": " "},
                {"type": "color", "value": "#C0392B"},
                {"type": "text", "text": " "},
                {"type": "broadcast", "range": "here"},
                {"type": "text", "text": " "},
                {"type": "usergroup", "usergroup_id": "S1"},
                {"type": "text", "text": " "},
                {"type": "team", "team_id": "T1"},
                {"type": "text", "text": " "},
                {"type": "date", "timestamp": 1773140400, "format": "{date_short_pretty} at {time}"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": rich("Exports rose by a tenth", "Imports fell")["elements"],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "offset": 2,
            "elements": rich("Third, one level in")["elements"],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "A quote.\nIn two lines."}]},
        {
            "type": "rich_text_preformatted",
            "elements": [{"type": "text", "text": "def f():\n    return 1"}],
        },
    ],
}

_TASK: Final = {
    "type": "task_card",
    "block_id": "t1",
    "task_id": "1",
    "title": "Read the reports",
    "status": "complete",
    "details": rich("Three of them"),
    "output": rich("Nothing new"),
    "sources": [{"type": "url", "url": "https://example.org/s", "text": "A source"}],
}
_CARD: Final = {
    "type": "card",
    "block_id": "c1",
    "hero_image": IMAGE,
    "icon": IMAGE,
    "title": plain("Trade in March"),
    "subtitle": mrkdwn("By the *China desk*"),
    "body": mrkdwn("Exports rose by a tenth, imports fell a little."),
    "subtext": plain("4 minutes to read"),
    "actions": [ELEMENTS["button"]],
}


def _raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


_ROWS: Final = [
    [_raw("Country"), _raw("Exports")],
    *([_raw(name), {"type": "raw_number", "value": i, "text": str(i)}] for i, name in enumerate("ABCDEFG")),
]


def chart(kind: str) -> Json:
    if kind == "pie":
        segments = [{"label": "China", "value": 60}, {"label": "India", "value": 25.5}]
        return {
            "type": "data_visualization",
            "title": "Shares",
            "chart": {"type": kind, "segments": segments},
        }
    months = ["Jan", "Feb", "Mar"]
    series = [
        {
            "name": name,
            "data": [{"label": month, "value": value} for month, value in zip(months, values, strict=True)],
        }
        for name, values in (("China", (12, 18.5, 9)), ("India", (7, 4, 14)))
    ]
    axis = {"categories": months, "x_label": "Month", "y_label": "Reports"}
    return {
        "type": "data_visualization",
        "title": f"Reports, as {kind}",
        "chart": {"type": kind, "series": series, "axis_config": axis},
    }


_BLOCKS: Final[tuple[Json, ...]] = (
    {"type": "header", "text": plain("China this week :flag-cn:"), "level": 1},
    {
        "type": "section",
        "text": mrkdwn("*Exports* rose by _a tenth_, says <https://example.org/x|the ministry>."),
        "fields": [mrkdwn("*Source*\nMinistry"), plain("Status\nDraft")],
        "accessory": ELEMENTS["button"],
    },
    {"type": "divider"},
    {"type": "context", "elements": [IMAGE, mrkdwn("Updated for <@U1> and <@U2>"), plain("3 sources")]},
    {"type": "image", **IMAGE, "title": plain("The harbour")},
    {"type": "actions", "elements": [ELEMENTS["button"], ELEMENTS["overflow"]]},
    {
        "type": "context_actions",
        "elements": [ELEMENTS["feedback_buttons"], ELEMENTS["icon_button"]],
    },
    {
        "type": "input",
        "label": plain("What about?"),
        "hint": plain("A word or two"),
        "optional": True,
        "element": ELEMENTS["plain_text_input"],
    },
    {**_SHOWN_TEXT},
    {
        "type": "markdown",
        "text": "# Title\n**bold** ~~gone~~ `x` [a](https://e.org)\n\n- [x] done\n- [ ] open\n\n"
        "|a|b|\n|-|-:|\n|1|2|\n\n> quote\n\n```py\nx = 1\n```\n\n![pic](https://e.org/p.png)",
    },
    {
        "type": "video",
        "alt_text": "A talk",
        "title": plain("The talk"),
        "title_url": "https://example.org/v",
        "description": plain("About trade"),
        "thumbnail_url": "https://example.org/t.png",
        "video_url": "https://example.org/v.mp4",
        "provider_name": "Tube",
        "author_name": "Ben",
    },
    {"type": "file", "external_id": "F-17", "source": "remote"},
    {
        "type": "call",
        "call_id": "R1",
        "call": {"v1": {"name": "Standup", "join_url": "https://example.org/c"}},
    },
    {"type": "alert", "text": mrkdwn("The archive is *read-only* today."), "level": "warning"},
    _CARD,
    {"type": "carousel", "elements": [_CARD, {**_CARD, "block_id": "c2"}]},
    {
        "type": "container",
        "title": plain("The week"),
        "subtitle": plain("Seven days"),
        "is_collapsible": True,
        "child_blocks": [{"type": "section", "text": mrkdwn("Within"), "block_id": "w"}],
    },
    _TASK,
    {
        "type": "plan",
        "title": "How I find out",
        "tasks": [_TASK, {**_TASK, "status": "in_progress"}, {**_TASK, "status": "error"}],
    },
    {
        "type": "table",
        "rows": [*_ROWS[:3], [rich("Rich"), _raw("x")]],
        "column_settings": [None, {"align": "center", "is_wrapped": True}],
    },
    {"type": "data_table", "caption": "Exports", "rows": _ROWS, "page_size": 3},
    chart("bar"),
    {
        "type": "auth_provider",
        "value": "v",
        "name": plain("The archive"),
        "description": plain("Where reports are kept"),
        "is_connected": False,
        "auth_url": "https://example.org/auth",
    },
)

BLOCKS: Final[dict[str, Json]] = {each["type"]: {"block_id": f"b-{each['type']}", **each} for each in _BLOCKS}
