"""What is set, malformed values included: from the environment and a `.env` file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv.parser import Original, parse_stream
from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
)

from bot.settings import Settings

_PREFIXES = ("BRIEF", "SLACK")


class _GivenAlone(Settings):
    """Settings from what it is given, and not from the environment."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the base class's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class's
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Nothing but the arguments."""
        return (init_settings,)


@dataclass(frozen=True, slots=True)
class EnvFile:
    """A `.env` file: `trouble` says why it cannot be read, `bad_lines` which of its lines are no settings.

    `mode` is None where there is no such file.
    """

    path: Path
    mode: int | None = None
    trouble: str = ""
    bad_lines: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The settings, with the default where one is `malformed` (names in lower case).

    `values` are those that are set, as they were written: some are secrets. `names` are all that could be
    meant for us, known or not, in upper case.
    """

    settings: Settings
    values: Mapping[str, str]
    malformed: tuple[str, ...]
    names: tuple[str, ...]
    env_file: EnvFile


def read_given(environment: Mapping[str, str], path: Path) -> Given:
    """Read all that is set; nothing is raised, whatever it looks like."""
    env_file = _look_at(path)
    usable = env_file.mode is not None and not env_file.trouble
    values = {**_from_file(path if usable else None), **_from_environment(environment)}
    settings, malformed = _validated(values)
    names = {name.upper() for name in environment if name.upper().startswith(_PREFIXES)}
    shown = {name: str(value) for name, value in values.items()}
    return Given(settings, shown, malformed, tuple(sorted({*names, *env_file.names})), env_file)


def _look_at(path: Path) -> EnvFile:
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        return EnvFile(path)
    except OSError as error:
        return EnvFile(path, 0, error.strerror or type(error).__name__)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return EnvFile(path, mode, "it is not UTF-8 text")
    except OSError as error:
        return EnvFile(path, mode, error.strerror or type(error).__name__)
    lines = list(parse_stream(io.StringIO(text)))
    bad = tuple(_line_of(each.original) for each in lines if each.error)
    names = tuple(each.key.upper() for each in lines if each.key and not each.error)
    return EnvFile(path, mode, "", bad, names)


def _line_of(original: Original) -> int:
    """Where a statement begins: the blank lines before it are taken for a part of it."""
    text = original.string
    return original.line + text[: len(text) - len(text.lstrip())].count("\n")


def _from_file(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    found = DotEnvSettingsSource(Settings, env_file=path)()
    return {
        name: value for name, value in found.items() if name in Settings.model_fields and value is not None
    }


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    source = EnvSettingsSource(Settings)
    source.env_vars = {name.lower(): value for name, value in environment.items() if value}
    return source()


def _validated(values: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    try:
        return _GivenAlone(**values), ()
    except ValidationError as error:
        malformed = tuple(dict.fromkeys(str(each["loc"][0]) for each in error.errors()))
    good = {name: value for name, value in values.items() if name not in malformed}
    return _GivenAlone(**good), malformed
