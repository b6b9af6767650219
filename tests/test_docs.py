"""What the docs say is so: every command, setting and error code is in them, every link leads somewhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import typer

from bot.cli.main import app
from bot.desk.command import discover
from bot.desk.desk import Desk
from bot.lookup.outcome import Verdict
from bot.settings import Settings
from tests.conftest import ROOT, TODAY

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_command_is_in_the_cli_page() -> None:
    command = typer.main.get_command(app)
    names = command.commands  # type: ignore[attr-defined]  # a Typer app of several commands is a group
    assert names
    assert [name for name in names if f"`brief {name}" not in page("docs/cli.md")] == []


def test_every_setting_is_in_its_page_with_its_default() -> None:
    rows = page("docs/settings.md")
    for name, field in Settings.model_fields.items():
        default = "–" if field.default is None else f"`{field.default}`"
        assert f"| `{name.upper()}` | {default} |" in rows


def test_every_subcommand_is_in_the_readme() -> None:
    readme = page("README.md")
    words = [command.words[0] for command in discover() if command.words and command.usage]
    assert [word for word in words if f"/brief {word.replace('recommendations', 'recs')}" not in readme] == []


def test_every_query_that_the_readme_shows_works(desk: Desk) -> None:
    shown = [query for query in re.findall(r"`/brief ([^`]+)`", page("README.md")) if "…" not in query]
    assert len(shown) >= 8
    unanswered = [q for q in shown if desk.answer(q, TODAY).outcome is Verdict.NOTHING]
    assert unanswered == []


def error_codes() -> set[str]:
    """Every code that a problem or a warning can have, from the calls that make them."""
    makers = {"Problem": 1, "PydanticCustomError": 0, "_whole_file": 1, "_repeated": 1, "_warning": 1}
    found = set()
    for path in (*(ROOT / "bot/library").glob("*.py"), *(ROOT / "bot/ingest").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
                code = node.args[makers[node.func.id]]
                if isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found


def test_every_error_code_of_the_library_is_explained() -> None:
    assert len(error_codes()) > 20
    assert [code for code in sorted(error_codes()) if f"`{code}`" not in page("docs/content.md")] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_in_a_page_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_the_readme_shows_both_commands_of_make_first() -> None:
    first_block = page("README.md").partition("```sh\n")[2].partition("```")[0]
    assert [line.split("#")[0].strip() for line in first_block.splitlines()] == ["make run", "make test"]


def test_the_pins_name_no_index_host() -> None:
    assert "//" not in page("constraints.txt").replace("# ", "")
