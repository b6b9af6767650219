"""The guide for authors works as it stands: its files are written and its commands run, in their order."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

GUIDE = ROOT / "docs/authoring.md"
FENCE = re.compile(
    r"^(?:`(?P<file>[^`\n]+)`:\n\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of the guide: commands, what they print, or a file."""

    kind: str
    text: str
    file: str


def blocks() -> list[Block]:
    found = FENCE.finditer(GUIDE.read_text(encoding="utf-8"))
    return [Block(each["kind"], each["text"], each["file"] or "") for each in found]


@dataclass(slots=True)
class Author:
    """Follows the guide in an empty folder; their editor puts in what the guide shows next."""

    folder: Path
    printed: str = ""

    def follow(self, block: Block, following: Block | None) -> None:
        match block.kind:
            case "markdown":
                (self.folder / block.file).write_text(block.text, encoding="utf-8")
            case "sh":
                shown = following.text if following and following.kind == "yaml" else ""
                for command in block.text.splitlines():
                    self.run(command, shown)
            case "text":
                assert [line for line in block.text.splitlines() if line not in self.printed] == []
            case "yaml":
                assert (self.folder / block.file).read_text(encoding="utf-8") == block.text
            case _:
                raise AssertionError(f"a block of an unknown kind: {block.kind}")

    def run(self, command: str, shown: str) -> None:
        name, *arguments = shlex.split(command)
        assert name == "brief"
        (self.folder / "shown.yaml").write_text(shown, encoding="utf-8")
        environment = {**os.environ, "EDITOR": "cp shown.yaml", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}
        environment.pop("VISUAL", None)
        environment.pop("BRIEF_CONTENT", None)
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        self.printed = done.stdout


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Author:
    """An author who has followed the whole guide."""
    author, all_blocks = Author(tmp_path_factory.mktemp("author")), blocks()
    for block, following in zip(all_blocks, [*all_blocks[1:], None], strict=True):
        author.follow(block, following)
    return author


def test_the_guide_can_be_followed_from_the_document_to_the_answer(author: Author) -> None:
    files = {block.file for block in blocks() if block.kind == "yaml"}
    written = (author.folder / "content/night-ferries").rglob("*.yaml")
    assert {str(path.relative_to(author.folder)) for path in written} == files


def test_every_schema_that_the_files_lead_to_is_there(author: Author) -> None:
    files = list((author.folder / "content").rglob("*.yaml"))
    led_to = [
        path.parent / path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
        for path in files
    ]
    assert len(files) >= 6
    assert [path for path in led_to if not path.is_file()] == []
