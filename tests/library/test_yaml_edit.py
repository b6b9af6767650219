"""Adding an alias changes nothing else: whatever the style of the file, all other bytes stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import EditError
from bot.library.yaml_edit import with_alias
from bot.library.yaml_source import Document, Trail, parse_into
from tests.conftest import ROOT


def parsed(text: str) -> Any:
    document = Document(Path())
    parse_into(document, text)
    assert document.problems == []
    return document.value


def at(value: Any, trail: Trail) -> Any:
    for step in trail:
        value = value[step]
    return value


def comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip().startswith("#")]


def inserted(before: str, after: str) -> str:
    """What was inserted, in one place; fails when anything else has changed."""
    start = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    start = start if before[:start] == after[:start] and start else min(len(before), len(after))
    length = len(after) - len(before)
    for place in range(start, -1, -1):
        if after[:place] + after[place + length :] == before:
            return after[place : place + length]
    raise AssertionError("more was changed")


# --- each style, by example ---


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Ferries\nsummary: x\n", "title: Ferries\naliases: [boats]\nsummary: x\n"),
        ("title: Ferries\naliases: []\n", "title: Ferries\naliases: [boats]\n"),
        ("title: Ferries\naliases: [ ]  # none yet\n", "title: Ferries\naliases: [boats ]  # none yet\n"),
        ("title: Ferries\naliases:  # none yet\n", "title: Ferries\naliases: [boats]  # none yet\n"),
        ("aliases: [ships]\ntitle: x", "aliases: [ships, boats]\ntitle: x"),
        ("aliases: [ships, 'a, b',]\n", "aliases: [ships, 'a, b', boats,]\n"),
        ("aliases: [\n  a, b,\n  c]\n", "aliases: [\n  a, b,\n  c, boats]\n"),
        ("aliases: [\n  a,\n  b,\n  c,\n]\n", "aliases: [\n  a,\n  b,\n  c,\n  boats,\n]\n"),
        ("aliases: [a,\n  b # two\n]\n", "aliases: [a,\n  b,\n  boats # two\n]\n"),
        ("aliases:\n  - ships\n", "aliases:\n  - ships\n  - boats\n"),
        ("aliases:\n- ships # big\n# end\n", "aliases:\n- ships # big\n- boats\n# end\n"),
        ("aliases:\n  - ships", "aliases:\n  - ships\n  - boats"),
        ("title: Ferries\r\nsummary: x\r\n", "title: Ferries\r\naliases: [boats]\r\nsummary: x\r\n"),
        ("aliases:\r\n  - ships\r\n", "aliases:\r\n  - ships\r\n  - boats\r\n"),
        (
            "aliases:\n  - >-\n    big\n    ships\n\nx: y\n",
            "aliases:\n  - >-\n    big\n    ships\n  - boats\n\nx: y\n",
        ),
        ("aliases:\n  - |+\n    a\n\nx: y\n", "aliases:\n  - |+\n    a\n\n  - boats\nx: y\n"),
        ("\ufefftitle: Ferries\n", "\ufefftitle: Ferries\naliases: [boats]\n"),
        ("{title: Ferries, x: y}\n", "{title: Ferries, aliases: [boats], x: y}\n"),
        ("title: >-\n  All\n  ferries\nx: y\n", "title: >-\n  All\n  ferries\naliases: [boats]\nx: y\n"),
        ("# top\nx: y\n", "# top\nx: y\naliases: [boats]\n"),
    ],
)
def test_an_alias_is_added_in_the_style_that_is_there(before: str, after: str) -> None:
    assert with_alias(before, (), "boats") == after


def test_a_list_within_the_width_is_filled_and_a_full_line_begins_another() -> None:
    room, full = "a" * 90, "a" * 105
    assert with_alias(f"aliases: [\n  x,\n  y, {room}]\n", (), "boats").endswith(f"{room}, boats]\n")
    assert with_alias(f"aliases: [\n  x, {full}]\n", (), "boats").endswith(f"{full},\n  boats]\n")
    assert with_alias(f"k:\n  aliases: [{full}]\n", ("k",), "boats").endswith(f"{full},\n    boats]\n")


def test_a_recommendation_gets_its_first_alias_after_its_detail() -> None:
    before = "recommendations:\n  - number: 1\n    detail: >-\n      Sail now.\n    actors: [crews]\n"
    after = with_alias(before, ("recommendations", 0), "sailing")
    assert "      Sail now.\n    aliases: [sailing]\n    actors" in after


def test_a_term_gets_its_first_alias_after_its_definition() -> None:
    before = "terms:\n\n  # --- Boats ---\n\n  - term: RIB\n    definition: A boat.\n    see: [boats]\n"
    after = with_alias(before, ("terms", 0), "inflatable")
    assert "definition: A boat.\n    aliases: [inflatable]\n    see" in after


@pytest.mark.parametrize(
    ("alias", "written"),
    [
        ("grey heron", "grey heron"),
        ("null", "'null'"),
        ("a, b", "'a, b'"),
        ("it's: so", "'it''s: so'"),
        ("- x", "'- x'"),
        ("سلام", "سلام"),
        ("a\tb", '"a\\U00000009b"'),
    ],
)
def test_an_alias_is_quoted_where_it_would_mean_something_else(alias: str, written: str) -> None:
    assert with_alias("aliases: []", (), alias) == f"aliases: [{written}]"


@pytest.mark.parametrize(
    ("text", "trail", "why"),
    [
        ("title: [", (), "expected"),
        ("title: a\n", ("terms", 3), "nothing stands at terms / 3"),
        ("aliases: ships\n", (), "list of aliases"),
        ("- a\n", (), "no mapping"),
        ("a: &b c\naliases: []\n", (), "anchors"),
        ("aliases:\n  - {a: b}\n", (), "by hand"),
        ("aliases: ~\n", (), "by hand"),
    ],
)
def test_what_cannot_be_edited_is_told_in_plain_words(text: str, trail: Trail, why: str) -> None:
    with pytest.raises(EditError, match=why):
        with_alias(text, trail, "boats")


# --- any file, any alias ---

words = st.text(st.sampled_from("abcxyz äé中'-"), min_size=1, max_size=12).map(str.strip).filter(bool)
aliases = st.one_of(
    words,
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80),
    st.text(st.sampled_from("ab:#-,[]{}&*!|>'\"%@`?~ \\\n\t"), min_size=1, max_size=20),
)
remarks = st.one_of(st.just(""), words.map(lambda text: f"  # {text.replace(chr(39), '')}"))
line_ends = st.sampled_from(["\n", "\r\n"])


def scalar(draw: st.DrawFn, *, in_flow: bool) -> str:
    text = draw(words)
    style = draw(st.sampled_from(["single", "double", *(["plain"] if text.isascii() else [])]))
    if style == "plain" and text[0].isalpha() and not in_flow:
        return text
    return "'" + text.replace("'", "''") + "'" if style != "double" else f'"{text}"'


@st.composite
def listed(draw: st.DrawFn, indent: int) -> list[str]:
    """The lines of a key `aliases`, in any style; none at all where it is missing."""
    pad = " " * indent
    style = draw(st.sampled_from(["missing", "bare", "empty", "one line", "wrapped", "a line each", "block"]))
    items = [scalar(draw, in_flow=style != "block") for _ in range(draw(st.integers(1, 30)))]
    remark = draw(remarks)
    match style:
        case "missing":
            return []
        case "bare":
            return [f"{pad}aliases:{remark}"]
        case "empty":
            return [f"{pad}aliases: {draw(st.sampled_from(['[]', '[ ]']))}{remark}"]
        case "one line":
            return [f"{pad}aliases: [{', '.join(items)}{draw(st.sampled_from(['', ',', ' ']))}]{remark}"]
        case "wrapped":
            rows = [items[start : start + 4] for start in range(0, len(items), 4)]
            inner = [f"{pad}  {', '.join(row)},{remark}" for row in rows[:-1]]
            return [f"{pad}aliases: [{remark}", *inner, f"{pad}  {', '.join(rows[-1])}]"]
        case "a line each":
            inner = [f"{pad}    {item},{draw(remarks)}" for item in items[:-1]]
            return [f"{pad}aliases: [", *inner, f"{pad}    {items[-1]}{remark}", f"{pad}  ]"]
        case _:
            dash = pad + " " * draw(st.integers(0, 4))
            lines = [f"{pad}aliases:{remark}"]
            for item in items:
                lines += [f"{dash}# before"] if draw(st.booleans()) else []
                folded = draw(
                    st.sampled_from([[f"- {item}{draw(remarks)}"], ["- >-", f"    {item}", "      x"]])
                )
                lines += [dash + line for line in folded]
            return [*lines, *([f"{dash}# after"] if draw(st.booleans()) else [])]


@st.composite
def mapping(draw: st.DrawFn, indent: int) -> list[str]:
    """The lines of a mapping with a title, and with aliases or without."""
    pad = " " * indent
    title = draw(
        st.sampled_from(["title: Ferries", "title: >-\n{pad}  Ferries\n{pad}  here", "title: 'a: b'"])
    )
    head = [*title.format(pad=pad).split("\n")]
    lines = [pad + head[0], *head[1:], *(["", f"{pad}# a remark"] if draw(st.booleans()) else [])]
    lines += draw(listed(indent))
    return [*lines, *draw(st.sampled_from([[], ["", f"{pad}points:", f"{pad}- x"], [f"{pad}points: [x]"]]))]


@st.composite
def files(draw: st.DrawFn) -> tuple[str, Trail]:
    """A file, and where in it the mapping stands that gets an alias."""
    if draw(st.booleans()):
        lines, trail = ["# top", *draw(mapping(0))], tuple[str | int, ...]()
    else:
        lines, trail = ["terms:", ""], ("terms", draw(st.integers(0, 1)))
        for _ in range(2):
            first, *rest = draw(mapping(4))
            lines += [f"  - {first.strip()}", *rest, "", "  # between"]
    end = draw(line_ends)
    text = end.join(lines) + draw(st.sampled_from([end, end + end, ""]))
    return draw(st.sampled_from(["", "\ufeff"])) + text, trail


@given(files(), aliases)
def test_any_file_says_the_same_and_one_alias_more(file: tuple[str, Trail], alias: str) -> None:
    text, trail = file
    expected = parsed(text.removeprefix("\ufeff"))
    mapping = at(expected, trail)
    mapping["aliases"] = [*(mapping.get("aliases") or []), alias]
    assert parsed(with_alias(text, trail, alias).removeprefix("\ufeff")) == expected


@given(files(), aliases)
def test_what_was_inserted_can_be_cut_out_again_and_the_file_is_as_before(
    file: tuple[str, Trail], alias: str
) -> None:
    text, trail = file
    after = with_alias(text, trail, alias)
    assert inserted(text, after)
    assert comments(after) == comments(text)


@given(files(), st.lists(words, min_size=2, max_size=12))
def test_one_alias_after_the_other_keeps_their_order(file: tuple[str, Trail], several: list[str]) -> None:
    text, trail = file
    before = at(parsed(text.removeprefix("\ufeff")), trail).get("aliases") or []
    for alias in several:
        text = with_alias(text, trail, alias)
    assert at(parsed(text.removeprefix("\ufeff")), trail)["aliases"] == [*before, *several]


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.yaml")), ids=lambda path: path.name)
def test_the_librarys_own_files_keep_their_width(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    widest = max(110, *map(len, text.splitlines()))
    for number in range(12):
        text = with_alias(text, (), f"grey herons of harbour {number}")
    assert max(map(len, text.splitlines())) <= widest
