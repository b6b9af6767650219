"""A library's thresholds: `lookup.json` in its folder, which `brief eval --calibrate` writes."""

from __future__ import annotations

import json
from pathlib import Path

from bot.errors import QuestionsError
from bot.lookup.calibration import Calibration
from bot.lookup.verdict import Thresholds

FILE = "lookup.json"
MADE_BY = "brief eval --calibrate"


def read_thresholds(content: Path) -> Thresholds:
    """The thresholds that were chosen for a library; the shipped ones where none were.

    Raises:
        QuestionsError: the file cannot be read, or holds no two shares of 1.

    """
    path = content / FILE
    try:
        chosen = json.loads(path.read_text(encoding="utf-8"))
        thresholds = Thresholds(found=float(chosen["found"]), close=float(chosen["close"]))
    except FileNotFoundError:
        return Thresholds()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionsError(_damaged(path)) from error
    if not (0 < thresholds.found <= 1 and 0 <= thresholds.close <= 1):
        raise QuestionsError(_damaged(path))
    return thresholds


def write_thresholds(content: Path, calibration: Calibration) -> Path:
    """Write thresholds with the command that made them, and what they were chosen on."""
    path = content / FILE
    written = {
        "made_by": MADE_BY,
        "questions": calibration.chosen.questions,
        "found": calibration.thresholds.found,
        "close": calibration.thresholds.close,
    }
    path.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return path


def _damaged(path: Path) -> str:
    return f'{path}: "found" and "close" must be shares of 1; make it anew with {MADE_BY}, or delete it'
