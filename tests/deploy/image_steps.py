"""The image's steps, run by hand in a clean folder: what can be seen of an image where there is no Docker.

    python -m tests.deploy.image_steps  # installs from the package index, as a build does: about 30 seconds

It reads `deploy/Dockerfile` and does what its COPY and RUN lines say, with `/src`, `/opt/briefbot`,
`/content` and `/var/lib/briefbot` in a temporary folder, then runs the command as built, with the image's
settings. It is no image: this machine's Python and libraries stand in for the base's, there are no layers and
no cache mount, the user 10001 is not made, and the root file system is not read-only.
"""

from __future__ import annotations

import fnmatch
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.deploy.dockerfile import Stage, Step, read

_PLACES = ("/opt/briefbot", "/src", "/content", "/var/lib/briefbot")
_NOT_HERE = re.compile(r"\buseradd\b")  # it would change this machine


@dataclass(frozen=True, slots=True)
class Built:
    """What the steps made: the folder that stands for `/`, and the environment of a container."""

    root: Path
    environment: Mapping[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the container would, in its working folder."""
        return subprocess.run(  # noqa: S603 - a command of the tests
            command,
            cwd=self.root / "var/lib/briefbot",
            env=dict(self.environment),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


def build(root: Path, pip_install: str = "install", borrowed: Path | None = None) -> Built:
    """Carry out the Dockerfile below `root`.

    `pip_install` stands in for pip's `install`, with options; packages are `borrowed` from a folder of them.

    Raises:
        subprocess.CalledProcessError: a step failed; what it said is on the standard error.

    """
    context = root / "context"
    copy_context(context)
    for name in _PLACES:
        (root / name.lstrip("/")).mkdir(parents=True, exist_ok=True)
    stages = read()
    for step in [step for stage in stages for step in stage.steps]:
        _carry_out(step, root, context, pip_install)
        if borrowed is not None and "venv" in step.value:
            _borrow(borrowed, root)
    return Built(root, environment_of(stages[-1], root))


def copy_context(target: Path) -> None:
    """What Docker would send to the builder: the files that git has or would take, less `.dockerignore`."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - git of the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if is_sent(name) and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def is_sent(name: str, rules: str | None = None) -> bool:
    """Whether `.dockerignore` lets a file through: the last rule that fits it, or a folder above it, decides.

    https://docs.docker.com/build/concepts/context/#dockerignore-files; of its patterns `*` and leading `**/`.
    """
    text = (ROOT / ".dockerignore").read_text(encoding="utf-8") if rules is None else rules
    sent = True
    for rule in (line.strip() for line in text.splitlines()):
        if rule and not rule.startswith("#") and _fits(name, rule.lstrip("!")):
            sent = rule.startswith("!")
    return sent


def _fits(name: str, pattern: str) -> bool:
    parts = name.split("/")
    above = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    if pattern.startswith("**/"):
        return any(fnmatch.fnmatchcase(part, pattern[3:]) for part in parts)
    return any(each.count("/") == pattern.count("/") and fnmatch.fnmatchcase(each, pattern) for each in above)


def environment_of(stage: Stage, root: Path) -> dict[str, str]:
    """The ENV of a stage, with its places below `root`; of this machine's only the path."""
    found = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    for value in stage.values("ENV"):
        for word in shlex.split(value):
            name, _, told = word.partition("=")
            found[name] = _below(root, told).replace("$PATH", found["PATH"])
    return found


def _borrow(packages: Path, root: Path) -> None:
    """Packages of another environment, behind what was installed; the `.pth` files among them do nothing."""
    [own] = (root / "opt/briefbot/lib").glob("python*/site-packages")
    (own / "borrowed.pth").write_text(f"{packages}\n", encoding="utf-8")


def _carry_out(step: Step, root: Path, context: Path, pip_install: str) -> None:
    if step.instruction == "COPY":
        _copy(step, root, context)
    elif step.instruction == "RUN":
        for command in step.value.split(" && "):
            if not _NOT_HERE.search(command):
                _shell(command, root, pip_install)


def _copy(step: Step, root: Path, context: Path) -> None:
    *sources, target = step.value.split()
    if any(flag.startswith("--from=") for flag in step.flags):
        assert sources == [target], "stages share one folder here: a copy between them must keep its place"
        return
    into = Path(_below(root, target)) if target.startswith("/") else root / "src" / target
    for source in sources:
        found = context / source
        if found.is_dir():  # Docker copies what is in a folder, not the folder
            shutil.copytree(found, into, dirs_exist_ok=True)
        else:
            goal = into / found.name if target.endswith("/") else into
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(found, goal)


def _shell(command: str, root: Path, pip_install: str) -> None:
    here = _below(root, command).replace(" install --only-binary", f" {pip_install} --only-binary", 1)
    here = re.sub(r"^install --directory --owner \d+ --group \d+", "install --directory", here)
    here = re.sub(r"^python ", f"{shlex.quote(sys.executable)} ", here)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(  # noqa: S602 - RUN lines are lines of a shell
        here, shell=True, check=True, cwd=root / "src", env=environment, stdout=sys.stderr
    )


def _below(root: Path, text: str) -> str:
    """The text with the image's places below `root`."""
    return re.sub(rf"(?<![\w.])({'|'.join(_PLACES)})\b", lambda found: f"{root}{found[0]}", text)


def _told(built: Built) -> Iterator[str]:
    library = str(built.root / "content")
    for command in (("brief", "--help"), ("brief", "check", library), ("brief", "ask", "--json", "china")):
        done = built.run(*command)
        if done.returncode:
            raise SystemExit(f"{shlex.join(command)}: exit code {done.returncode}\n{done.stderr}")
        yield f"$ {shlex.join(command)}\n{done.stdout[:400]}"


def main() -> None:
    """Build in a temporary folder, and show what the command says there."""
    with tempfile.TemporaryDirectory() as folder:
        for said in _told(build(Path(folder).resolve())):
            sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main()
