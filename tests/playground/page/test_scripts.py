"""The scripts and templates, as far as can be told without a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

import bot.playground.page.site as site

STATIC: Final = Path(site.__file__).parent / "static"
SCRIPTS: Final = sorted(STATIC.glob("*.js"))
_FROM: Final = re.compile(r'^(?:im|ex)port (?P<what>.+?) from "\./(?P<file>[\w.]+)";', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def text_of(script: Path) -> str:
    return script.read_text(encoding="utf-8")


def names_in(braces: str) -> set[str]:
    """The names in `{ one, two as three }`; none for `* as all`."""
    inner = braces.strip("{} ") if braces.startswith("{") else ""
    return {name.strip().partition(" as ")[0] for name in inner.split(",")} - {""}


def exports_of(script: Path) -> set[str]:
    passed_on = [
        names_in(names) for names in re.findall(r"^export (\{.+?\}) from", text_of(script), re.MULTILINE)
    ]
    return set(_EXPORT.findall(text_of(script))).union(*passed_on)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_what_a_script_imports_is_there(script: Path) -> None:
    for found in _FROM.finditer(text_of(script)):
        imported = STATIC / found["file"]
        assert imported.is_file(), f"{script.name} imports {imported.name}"
        missing = names_in(found["what"]) - exports_of(imported)
        assert not missing, f"{script.name} imports {missing} from {imported.name}"


def test_every_script_but_the_early_one_is_imported_from_the_first() -> None:
    reached, waiting = set[str](), ["app.js"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [found["file"] for found in _FROM.finditer(text_of(STATIC / name))]
    assert reached == {script.name for script in SCRIPTS} - {"early.js"}


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda path: path.name)
def test_no_file_of_the_page_asks_for_anything_from_elsewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|@import|url\(", text)
