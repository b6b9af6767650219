"""JSON Schemas of a library's files, for editors that complete and check YAML while it is written.

They tell what the models tell, as such a program reads YAML: to it an unquoted `2022` is a number and `no` is
false, where Briefbot takes every scalar for the text that was written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from bot.library.model import RecommendationsFile, ReportFile, SectionFile

FOLDER = ".schemas"
"""Where the schemas are, in a library's folder."""

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "report": ReportFile,
    "section": SectionFile,
    "recommendations": RecommendationsFile,
}
"""The model of each kind of file."""


def modeline(name: str, depth: int) -> str:
    """The first line of a file of this kind, which lies so many folders below its library's."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{name}.json"


def schemas() -> dict[str, str]:
    """The text of each schema, by its file's name."""
    return {f"{name}.json": _text(_schema(name)) for name in MODELS}


def all_schemas() -> str:
    """All of them as one JSON object, by the kind of file."""
    return _text({name: _schema(name) for name in MODELS})


def _schema(name: str) -> dict[str, object]:
    head = {"$schema": _Generator.schema_dialect, "$id": f"urn:briefbot:{name}", "title": f"Briefbot: {name}"}
    return head | MODELS[name].model_json_schema(schema_generator=_Generator) | {"title": head["title"]}


def _text(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """Keys go without titles: these would only say the keys again."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Never."""
        del schema
        return False
