"""JSON Schemas of a library's files, for editors that complete and check YAML while it is written.

They tell what the models tell, as such a program reads YAML: to it an unquoted `2022` is a number and `no` is
false, where Briefbot takes every scalar for the text that was written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.library.model import RecommendationsFile, ReportFile, SectionFile

FOLDER = ".schemas"
"""Where the schemas are, in a library's folder."""

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "report": ReportFile,
    "section": SectionFile,
    "recommendations": RecommendationsFile,
}
"""The model of each kind of file."""

_SCALARS = ["string", "number", "boolean"]


def modeline(name: str, depth: int) -> str:
    """The first line of a file of this kind, which lies so many folders below its library's."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{name}.json"


def schemas() -> dict[str, str]:
    """The text of each schema, by its file's name."""
    return {f"{name}.json": _text(name, model) for name, model in MODELS.items()}


def _text(name: str, model: type[BaseModel]) -> str:
    made = model.model_json_schema(schema_generator=_Generator)
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"briefbot/{name}.json"}
    return json.dumps(head | made, indent=1, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """Text may look like a number or a truth value."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text of any look."""
        made = super().str_schema(schema)
        return {**made, "type": _SCALARS}
