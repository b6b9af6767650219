"""What is set for single workspaces: a YAML file, named by BRIEF_WORKSPACES (`docs/workspaces.md`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.errors import SettingsError

Team = Annotated[str, Field(pattern=r"^T[A-Z0-9]{2,30}$")]
"""A workspace's id, as Slack gives it."""


class WorkspaceSettings(BaseModel):
    """The settings of a workspace; what is left out is as for all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    content: tuple[Path, ...] = Field(default=(), description="folders of reports, instead of BRIEF_CONTENT")
    editors_channel: str = Field(default="", pattern=r"^([CG][A-Z0-9]+)?$")
    when_unsure: Literal["never-twice", "never-missed"] = "never-twice"
    digest_late_hours: float = Field(default=6.0, gt=0, le=24)
    user_limit: int = Field(default=30, ge=1)
    workspace_limit: int = Field(default=600, ge=1)


@dataclass(frozen=True, slots=True)
class Workspaces:
    """The settings of each workspace; `usual` are those of one that has none of its own."""

    usual: WorkspaceSettings = field(default_factory=WorkspaceSettings)
    own: Mapping[str, WorkspaceSettings] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, team: str) -> WorkspaceSettings:
        """The settings of a workspace."""
        return self.own.get(team, self.usual)

    def with_own_content(self) -> Mapping[tuple[Path, ...], tuple[str, ...]]:
        """The folders that workspaces have instead of the usual ones, and whose they are."""
        found: dict[tuple[Path, ...], tuple[str, ...]] = {}
        for team, settings in self.own.items():
            if settings.content:
                found[settings.content] = (*found.get(settings.content, ()), team)
        return found


def read_workspaces(path: Path | None, usual: WorkspaceSettings) -> Workspaces:
    """The workspaces of a file; folders in it are relative to where it is. None is a file without any.

    Raises:
        SettingsError: it cannot be read; each problem is told with its place.

    """
    if path is None:
        return Workspaces(usual)
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingsError([f"BRIEF_WORKSPACES: {path} cannot be read: {_first_line(error)}"]) from None
    try:
        found = _FILE.validate_python(_filled(said, usual))
    except ValidationError as error:
        raise SettingsError([f"BRIEF_WORKSPACES: {path}: {each}" for each in _problems(error)]) from None
    own = {
        team: each.model_copy(update={"content": tuple(path.parent / folder for folder in each.content)})
        for team, each in found.items()
    }
    return Workspaces(usual, MappingProxyType(own))


_FILE: TypeAdapter[dict[str, WorkspaceSettings]] = TypeAdapter(dict[Team, WorkspaceSettings])


def _filled(said: Any, usual: WorkspaceSettings) -> Any:
    """What a workspace leaves out is as for all, but for the content and the editors' channel of others."""
    if not isinstance(said, dict):
        return said
    shared = usual.model_dump(exclude={"content", "editors_channel"})
    return {team: {**shared, **each} if isinstance(each, dict) else each for team, each in said.items()}


def _problems(error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in each["loc"] if part != "[key]") or "the file"
        yield f"{where}: {each['msg']}"


def _first_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f" in line {mark.line + 1}" if mark else ""
    said = error.strerror if isinstance(error, OSError) else getattr(error, "problem", None)
    return f"{said or type(error).__name__}{where}"
