"""Checks of what is set: all that is malformed or missing, misspelt names, and the `.env` file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.doctor.finding import Check, Finding, counted, failed, listed, not_needed, ok, warning
from bot.doctor.given import EnvFile, Given
from bot.doctor.surroundings import Surroundings
from bot.errors import SettingsError
from bot.settings import Settings, require_slack

SETTINGS, NAMES, ENV_FILE = "settings", "setting names", "env file"

_WAYS = {"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}
"""Socket Mode takes the one, HTTP the other."""

_KNOWN = {name.upper() for name in Settings.model_fields}

_ALIKE = 0.7
"""SLACK_TOKEN is that much like SLACK_BOT_TOKEN, SLACK_WEBHOOK_URL less like anything of ours."""


def judge_settings(given: Given) -> Finding:
    """Whether all settings can be read, and there are enough of them to run."""
    malformed = [name.upper() for name in given.malformed]
    missing = _missing(given)
    if not malformed and not missing:
        return ok(SETTINGS, f"{counted(len(given.values), 'setting')}, all well-formed; enough to run with")
    said = [f"malformed: {listed(malformed, 9)}"] if malformed else []
    if missing:
        said.append(f"missing: {listed(missing, 9)}")
    described = [f"{name}: {Settings.model_fields[name.lower()].description}." for name in malformed]
    fix = "\n".join([*described, *missing.values()])
    return failed(SETTINGS, "; ".join(said), fix, malformed=malformed, missing=list(missing))


def _missing(given: Given) -> Mapping[str, str]:
    """What `brief run` would ask for, by its name: the whole of its sentence."""
    there = {name.upper() for name in given.values}
    if there & _WAYS:  # one is enough, and a malformed one says which is meant
        there |= _WAYS
    try:
        require_slack(given.settings)
    except SettingsError as error:
        said = {line.partition(" ")[0]: line for line in error.problems}
        return {name: line for name, line in said.items() if name not in there and name in _KNOWN}
    return {}


def judge_names(given: Given) -> Finding:
    """Whether something is set under a name that looks like a misspelling of one of ours."""
    free = [name.upper() for name in Settings.model_fields if name not in given.values]
    unknown = [name for name in given.names if name.lower() not in Settings.model_fields]
    meant = {name: best for name in unknown if (best := _like(name, free))}
    if not meant:
        return ok(NAMES, "no name looks like a misspelling of a setting")
    fix = "; ".join(f"{name}: did you mean {best}?" for name, best in meant.items())
    return warning(NAMES, f"not known, and so ignored: {listed(meant, 9)}", fix, meant=meant)


def _like(name: str, known: list[str]) -> str:
    best = process.extractOne(name, known, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
    return best[0] if best else ""


def judge_env_file(file: EnvFile) -> Finding:
    """Whether the `.env` file can be read, whole, and by its owner alone."""
    if file.mode is None:
        return not_needed(ENV_FILE, f"there is no {file.path}: all is set in the environment, or by default")
    if file.trouble:
        fix = "Make it a text file in UTF-8 that this user may read."
        return failed(ENV_FILE, f"{file.path} cannot be read: {file.trouble}", fix)
    if file.bad_lines:
        where = f"line{'s' * (len(file.bad_lines) > 1)} {listed(map(str, file.bad_lines), 9)}"
        fix = "Write each setting as NAME=value on a line of its own; quotes come in pairs."
        return failed(ENV_FILE, f"{file.path}: {where} cannot be read", fix, lines=list(file.bad_lines))
    mode = f"{file.mode:04o}"
    if file.mode & 0o077:
        fix = f"chmod 600 {file.path}"
        return warning(
            ENV_FILE, f"{file.path} holds secrets, and others may read it ({mode})", fix, mode=mode
        )
    return ok(ENV_FILE, f"{file.path} can be read, by its owner alone ({mode})", mode=mode)


def _run(around: Surroundings) -> Iterator[Finding]:
    yield judge_settings(around.given)
    yield judge_names(around.given)
    yield judge_env_file(around.given.env_file)


CHECKS = (Check((SETTINGS, NAMES, ENV_FILE), _run),)
