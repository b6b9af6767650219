from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.page.markdown import render_markdown
from tests.playground.page.reading import Read, read
from tests.playground.page.samples import Office


def shown(text: str) -> Read:
    return read(render_markdown(text, Office()))


def test_headings_of_all_levels_have_one_size_and_tell_their_level() -> None:
    found = shown("# a\n\n### b")
    assert [each["aria-level"] for each in found.all("p", class_="bk-md-heading")] == ["3", "5"]


def test_images_are_links_and_never_fetched() -> None:
    found = shown("![a chart](https://a.b/c.png)")
    assert (found.all("img"), found.all("a")[0]["href"], found.words) == (
        [],
        "https://a.b/c.png",
        "a chart\n",
    )


def test_html_is_shown_and_not_obeyed() -> None:
    found = shown("<script>x</script> <b>y</b>")
    assert "script" not in found.tags
    assert "<b>y</b>" in found.words


def test_tables_and_strikethrough_work() -> None:
    found = shown("|a|b|\n|-|-|\n|1|2|\n\n~~gone~~")
    assert {"table", "th", "td", "s"} <= set(found.tags)


def test_tasks_show_whether_they_are_done() -> None:
    assert [line for line in shown("- [x] done\n- [ ] open\n- other").words.split("\n") if line] == [
        "☑ done",
        "☐ open",
        "other",
    ]


def test_mentions_and_emoji_are_as_in_messages() -> None:
    assert shown("<@U1> **:eyes:**").words.strip() == "@Ana 👀"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_links_lead_to_pages_only(url: str) -> None:
    assert not [link for link in shown(f"[a]({url}) <{url}>").all("a") if "href" in link]


@given(st.text(alphabet="*_~`<>[]()!#|-:/ \nahttps.@U1\"'&", max_size=60))
def test_no_text_brings_markup_of_its_own(text: str) -> None:
    found = shown(text)
    assert not set(found.tags) & {"script", "img", "iframe", "style", "input"}
    assert not [name for _, given in found.elements for name in given if name.startswith("on")]
