"""The plain text of a reply is all of it."""

from __future__ import annotations

from bot.desk.reply import Action, Citation, Note, Passage, Reply, Style, Verb

MADE_UP = Reply(
    title="Fishing Quotas",
    passages=(
        Passage(("Cod is scarce.",)),
        Passage(("Nets are wide.", "Boats are fast."), "Points", Style.BULLETS),
        Passage(("3. Raise the quota.",), "What to do", Style.NUMBERED),
    ),
    notes=(Note("Published 2022."),),
    citations=(Citation("Harbours", "2022", "On Quotas", "page 3"),),
    actions=(Action("Full section", Verb.FULL, "x"), Action("Related", Verb.RELATED, "x")),
)


def test_plain_text_is_title_passages_notes_citations_and_actions_in_reading_order() -> None:
    assert MADE_UP.plain_text().splitlines() == [
        "Fishing Quotas",
        "Cod is scarce.",
        "Points:",
        "• Nets are wide.",
        "• Boats are fast.",
        "What to do:",
        "3. Raise the quota.",
        "Published 2022.",
        "Source: Harbours (2022), “On Quotas”, page 3",
        "You can: Full section, Related.",
    ]


def test_plain_text_without_actions_offers_none() -> None:
    assert Reply("Title", (Passage(("Line.",)),)).plain_text() == "Title\nLine."


def test_lines_tell_how_each_is_set() -> None:
    styles = [style for style, _ in MADE_UP.lines()]
    assert styles == [
        Style.TEXT, Style.TEXT, Style.BULLETS, Style.BULLETS, Style.TEXT, Style.NUMBERED, Style.QUIET,
        Style.QUIET,
    ]  # fmt: skip


def test_a_citation_without_heading_or_locator_names_report_and_date() -> None:
    assert str(Citation("Harbours", "2022")) == "Harbours (2022)"


def test_plain_text_of_every_reply_holds_all_its_parts(replies: dict[str, Reply]) -> None:
    for text, reply in replies.items():
        plain = reply.plain_text()
        parts = [
            reply.title,
            *(passage.heading for passage in reply.passages),
            *(line for passage in reply.passages for line in passage.lines),
            *(note.text for note in reply.notes),
            *map(str, reply.citations),
            *(action.label for action in reply.actions),
        ]
        assert [part for part in parts if part not in plain] == [], text
