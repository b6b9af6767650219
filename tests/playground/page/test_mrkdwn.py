from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.page.mrkdwn import render_mrkdwn, render_plain
from tests.playground.page.reading import read
from tests.playground.page.samples import Office

_ALLOWED_TAGS = {"b", "i", "s", "br", "a", "span", "code", "pre", "blockquote", "time"}
_MARKUP = st.lists(
    st.sampled_from(
        [
            *"*_~`<>|&!@#^:\n \"'()",
            "```",
            "&gt;",
            "&lt;",
            "&amp;",
            "<!date^1^{date}",
            "<http://a.b",
            "javascript:",
            "<script>",
            "<img src=x onerror=alert(1)>",
            "https://x.y/",
            "<@U1>",
            ":eyes:",
            "word",
            "\U000f0000",
        ]
    )
    | st.text(max_size=3),
    max_size=25,
).map("".join)


def shown(text: str, *, verbatim: bool = False) -> str:
    return str(render_mrkdwn(text, Office(), verbatim))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold*", "<b>bold</b>"),
        ("_italic_", "<i>italic</i>"),
        ("~struck~", "<s>struck</s>"),
        ("*a _b_ c*", "<b>a <i>b</i> c</b>"),
        ("_*both*_", "<i><b>both</b></i>"),
        ("(*bold*), _so_.", "(<b>bold</b>), <i>so</i>."),
        ("snake_case_name", "snake_case_name"),
        ("2*3*4", "2*3*4"),
        ("* not bold *", "* not bold *"),
        ("*one\ntwo*", "*one<br>two*"),
        ("a\nb", "a<br>b"),
        ("`*code*`", '<code class="bk-code">*code*</code>'),
    ],
)
def test_marks_format_whole_words_of_one_line(text: str, html: str) -> None:
    assert shown(text) == html


def test_marks_that_cross_each_other_still_nest() -> None:
    found = read(shown("*a _b* c_ ~d *e~ f*"))
    assert found.problems == []


def test_a_code_block_keeps_its_lines_and_adds_none() -> None:
    assert shown("a\n```\nx\n  y\n```\nb") == 'a<pre class="bk-pre"><code>x\n  y</code></pre>b'


@pytest.mark.parametrize("mark", [">", "&gt;"])
def test_quoted_lines_that_follow_each_other_are_one_quote(mark: str) -> None:
    assert shown(f"before\n{mark} one\n{mark}two\nafter") == (
        'before<blockquote class="bk-quote">one<br>two</blockquote>after'
    )


def test_three_marks_quote_everything_that_follows() -> None:
    assert shown("a\n>>> b\nc") == 'a<blockquote class="bk-quote">b<br>c</blockquote>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("&lt;b&gt; &amp; c", "<b> & c"),
        ("&amp;lt;", "&lt;"),
        ("a & b", "a & b"),
        ("1 < 2", "1 < 2"),
        ('"', '"'),
    ],
)
def test_entities_are_resolved_exactly_once(text: str, words: str) -> None:
    found = read(shown(text))
    assert (found.tags, found.words) == ([], words)


@pytest.mark.parametrize(
    ("text", "url", "words"),
    [
        ("<https://a.b/c?d=1&amp;e=2>", "https://a.b/c?d=1&e=2", "https://a.b/c?d=1&e=2"),
        ("<https://a.b|the *label*>", "https://a.b", "the *label*"),
        ("<mailto:ana@a.b>", "mailto:ana@a.b", "ana@a.b"),
        ("*<https://a.b/x*y|bold link>*", "https://a.b/x*y", "bold link"),
        ("see https://a.b/c_d_e.", "https://a.b/c_d_e", "see https://a.b/c_d_e."),
        ("&lt;https://a.b&gt;", "https://a.b", "<https://a.b>"),
    ],
)
def test_links_open_elsewhere_and_tell_nothing(text: str, url: str, words: str) -> None:
    found = read(shown(text))
    (link,) = found.all("a")
    assert (link["href"], link["rel"], link["target"]) == (url, "noreferrer noopener", "_blank")
    assert found.words == words


def test_a_verbatim_text_has_links_only_where_they_are_marked() -> None:
    assert [link["href"] for link in read(shown("https://a.b <https://c.d>", verbatim=True)).all("a")] == [
        "https://c.d"
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "slack://open", "//a.b", "vbscript:x"]
)
def test_a_link_to_anything_but_a_page_or_a_mail_is_dead(url: str) -> None:
    found = read(shown(f"<{url}|click>"))
    assert (found.all("a"), found.words) == ([], "click")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U1>", "@Ana"),
        ("<@U2|someone>", "@Ben <b>"),
        ("<@U9|carla>", "@carla"),
        ("<@U9>", "@U9"),
        ("<#C1>", "#general"),
        ("<#C9|lost>", "#lost"),
        ("<!here>", "@here"),
        ("<!channel|channel>", "@channel"),
        ("<!everyone>", "@everyone"),
        ("<!subteam^S1|@desk>", "@desk"),
        ("<!unknown|label>", "label"),
        ("<!unknown>", "<unknown>"),
    ],
)
def test_mentions_show_names(text: str, words: str) -> None:
    assert read(shown(text)).words == words


def test_only_mentions_of_the_viewer_stand_out() -> None:
    found = read(shown("<@U1> <@U2> <!here>"))
    assert len(found.all("span", class_="bk-mention")) == 3
    assert len(found.all("span", class_="bk-mention-me")) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (":tada: :nonsense_name:", "🎉 :nonsense_name:"),
        (":+1::skin-tone-3:", "👍🏼"),
        (":flag-cn:", "🇨🇳"),
        (":large_green_circle:", "🟢"),
        ("10:30:45", "10:30:45"),
        ("<https://a.b|:eyes: look>", "👀 look"),
        ("`:eyes:`", ":eyes:"),
    ],
)
def test_shortcodes_become_emoji(text: str, words: str) -> None:
    assert read(shown(text)).words == words


def test_code_shows_an_address_as_it_was_typed() -> None:
    assert read(shown("`<https://a.b> &lt;i&gt;`")).words == "https://a.b <i>"


def test_a_date_is_in_the_zone_of_the_viewer() -> None:
    found = read(shown("<!date^1773140400^{date_num} {time}^https://a.b|then>"))
    assert found.words == "2026-03-10 12:00 PM"
    assert found.all("a")[0]["href"] == "https://a.b"


def test_a_date_beyond_the_calendar_falls_back() -> None:
    assert read(shown("<!date^999999999999^{date}|some day>")).words == "some day"


def test_plain_text_obeys_nothing_but_shortcodes() -> None:
    assert read(render_plain("*a* <@U1> &amp; :eyes:\nb")).words == "*a* <@U1> &amp; 👀b"
    assert read(render_plain(":eyes:", emoji=False)).words == ":eyes:"


@given(_MARKUP)
def test_no_text_brings_markup_of_its_own(text: str) -> None:
    found = read(shown(text))
    assert found.problems == []
    assert set(found.tags) <= _ALLOWED_TAGS
    for tag, attributes in found.elements:
        assert set(attributes) <= {"class", "href", "rel", "target", "title", "data-user", "data-channel-id"}
        if tag == "a":
            assert attributes["href"].lower().startswith(("http://", "https://", "mailto:"))
            assert attributes["rel"] == "noreferrer noopener"


@given(_MARKUP)
def test_every_text_can_be_sent_as_a_page(text: str) -> None:
    shown(text + "\ud800").encode()


def test_a_long_text_of_marks_is_rendered_at_once() -> None:
    for piece in ("*a ", "_", "`", "<", "```", "*_~", "&gt;", ":a"):
        assert shown(piece * 10_000)
