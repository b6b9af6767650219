"""What is kept of a large library is used while it is of these files, and never when in doubt."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library.reader import load_library
from bot.opening.compiled import FOLDER
from bot.opening.library_folder import LibraryFolders
from tests.conftest import ROOT

REPORT = "us-pakistan-reengagement"
SECTION = Path(REPORT) / "sections" / "07-china-factor.yaml"


def kept_in(content: Path) -> Path:
    """The file in which the report is kept."""
    return content / FOLDER / f"{REPORT}.json"


def read_as_large(content: Path) -> object:
    """The library, by way of what is kept."""
    library = LibraryFolders([content], worth_keeping=1).read().library
    assert library is not None
    return library


def test_a_report_that_is_kept_is_the_one_that_was_read(own_content: Path) -> None:
    fresh = load_library(own_content)
    assert read_as_large(own_content) == fresh
    assert kept_in(own_content).exists()
    assert read_as_large(own_content) == fresh


def test_it_is_taken_without_reading_the_yaml_again(own_content: Path) -> None:
    read_as_large(own_content)
    kept = kept_in(own_content)
    written = kept.stat().st_mtime_ns
    read_as_large(own_content)
    assert kept.stat().st_mtime_ns == written


def test_a_change_of_one_letter_makes_it_useless(own_content: Path) -> None:
    read_as_large(own_content)
    path = own_content / SECTION
    path.write_text(path.read_text(encoding="utf-8").replace("title: The China", "title: A China"), "utf-8")
    assert read_as_large(own_content) == load_library(own_content)


def test_a_copy_under_another_name_is_another_report(own_content: Path) -> None:
    read_as_large(own_content)
    (own_content / REPORT).rename(own_content / "renamed")
    kept_in(own_content).rename(own_content / FOLDER / "renamed.json")
    assert read_as_large(own_content) == load_library(own_content)


def test_a_report_with_problems_is_not_kept(own_content: Path) -> None:
    path = own_content / SECTION
    path.write_text(path.read_text(encoding="utf-8").replace("points:", "pionts:"), encoding="utf-8")
    assert LibraryFolders([own_content], worth_keeping=1).read().library is None
    assert not kept_in(own_content).exists()


def test_a_draft_stays_a_draft(own_content: Path) -> None:
    path = own_content / SECTION
    path.write_text(f"draft: true\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    for _ in range(2):
        reading = LibraryFolders([own_content], worth_keeping=1).read()
        assert reading.withheld == (REPORT,)


def test_where_nothing_can_be_written_the_library_is_read_all_the_same(own_content: Path) -> None:
    (own_content / ".cache").write_text("no folder", encoding="utf-8")
    assert read_as_large(own_content) == load_library(own_content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(place=st.floats(0, 1, exclude_max=True), wrong=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_file_is_never_taken(own_content: Path, place: float, wrong: int, cut: bool) -> None:
    fresh = read_as_large(own_content)
    kept = kept_in(own_content)
    whole = kept.read_bytes()
    at = int(place * len(whole))
    kept.write_bytes(whole[:at] if cut else whole[:at] + bytes([whole[at] ^ wrong]) + whole[at + 1 :])
    assert read_as_large(own_content) == fresh
    assert kept.read_bytes() == whole


# --- killed half-way ---

RELOADS = """
import sys
from pathlib import Path
from bot.opening.desk import Opening
from bot.opening.live import LiveDesk

content = Path(sys.argv[1])
live = LiveDesk(Opening(content, worth_keeping=1, worth_saving=1))
section = content / sys.argv[2]
text = section.read_text(encoding="utf-8")
for number in range(10_000):
    whole = section.with_name(".next")
    whole.write_text(text.replace("aliases: [", f"aliases: [ zanzibar{number},", 1), encoding="utf-8")
    whole.replace(section)
    live.reload({section})
    print(number, flush=True)
"""


@pytest.mark.parametrize("seed", range(3))
def test_a_process_that_is_killed_while_it_reloads_leaves_nothing_half(own_content: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - the same moments every time
    command = (sys.executable, "-c", RELOADS, str(own_content), str(SECTION))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603
        assert child.stdout is not None
        for _ in range(draw.randint(2, 8)):
            assert child.stdout.readline()  # it reloads, and is in the midst of the next one by now
        os.kill(child.pid, signal.SIGKILL)
    fresh = load_library(own_content)
    assert read_as_large(own_content) == fresh
    (own_content / SECTION).write_text(
        (own_content / SECTION).read_text(encoding="utf-8").replace("title: The", "title: A"),
        encoding="utf-8",
    )
    assert read_as_large(own_content) == load_library(own_content)
