"""The Dockerfile as instructions, for tests: only the part of the format that ours uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

DOCKERFILE = ROOT / "deploy" / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Step:
    """An instruction, with its flags (`--from=build`) and what it says."""

    instruction: str
    flags: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What follows one FROM."""

    base: str
    name: str
    steps: tuple[Step, ...]

    def values(self, instruction: str) -> list[str]:
        """What every instruction of a kind says."""
        return [step.value for step in self.steps if step.instruction == instruction]


def read(path: Path = DOCKERFILE) -> list[Stage]:
    """The stages of a Dockerfile, in order; what stands before the first FROM is left out."""
    stages: list[Stage] = []
    for step in _steps(path.read_text(encoding="utf-8")):
        if step.instruction == "FROM":
            base, _, name = step.value.partition(" AS ")
            stages.append(Stage(base, name, ()))
        elif stages:
            last = stages[-1]
            stages[-1] = Stage(last.base, last.name, (*last.steps, step))
    return stages


def _steps(text: str) -> list[Step]:
    without_comments = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", "", without_comments).splitlines()
    return [_step(line) for line in lines if line.strip()]


def _step(line: str) -> Step:
    instruction, *words = line.split(" ")
    flags: list[str] = []
    takes_flags = instruction in {"COPY", "RUN", "HEALTHCHECK", "FROM"}
    while takes_flags and words and words[0].startswith("--"):
        flags.append(words.pop(0))
    return Step(instruction, tuple(flags), " ".join(words).strip())
