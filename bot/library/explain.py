"""Pydantic's findings in an editor's words, each at its place in the file."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.library.problems import Problem, did_you_mean
from bot.library.yaml_source import Document, Trail


def explain(error: ValidationError, document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each finding of a failed validation of `document` against `model`."""
    for details in error.errors(include_url=False):
        yield _explain(details, document, model)


def _explain(details: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    trail = details["loc"]
    key = next((str(part) for part in reversed(trail) if isinstance(part, str)), "the file")
    at = document.at(trail)
    match details["type"]:
        case "extra_forbidden":
            hint = did_you_mean(key, _model_at(model, trail[:-1]).model_fields)
            return Problem(document.at_key(trail), "unknown-key", f"'{key}' is not a key here", hint)
        case "missing":
            hint = _description(model, trail)
            return Problem(document.at(trail[:-1]), "missing-key", f"'{key}' is missing", hint)
        case "string_too_short" | "string_type" if not details["input"]:
            return Problem(at, "empty-text", f"'{key}' is empty", "write it, or delete the line")
        case "too_short":
            return Problem(at, "empty-list", f"'{key}' needs an entry", _description(model, trail))
        case "int_parsing" | "int_type" | "greater_than_equal":
            return Problem(at, "bad-number", f"'{key}' must be a whole number from 1")
        case "bad-date" | "bad-figure" | "bad-visibility" as code:
            return Problem(at, code, f"'{key}' {details['msg']}", _description(model, trail))
        case kind if kind.endswith("_type"):
            return Problem(at, "wrong-shape", f"'{key}' {_SHAPES.get(kind, details['msg'])}")
        case _:
            return Problem(at, "bad-value", f"'{key}': {details['msg']}", _description(model, trail))


_SHAPES = {
    "string_type": "must be text; quote it, and write it without '-' and without 'key:'",
    "tuple_type": "must be a list; begin each entry with '- '",
    "model_type": "must hold keys, as 'heading: ...'",
    "date_type": "must be a date",
}


def _description(model: type[BaseModel], trail: Trail) -> str:
    names = [part for part in trail if isinstance(part, str)]
    owner = _model_at(model, trail[: trail.index(names[-1])]) if names else model
    field = owner.model_fields.get(names[-1]) if names else None
    return (field.description or "") if field else ""


def _model_at(model: type[BaseModel], trail: Trail) -> type[BaseModel]:
    """The model of the mapping that `trail` leads to."""
    for part in trail:
        if isinstance(part, str) and part in model.model_fields:
            model = next(_models_in(model.model_fields[part].annotation), model)
    return model


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Models inside `X`, `X | None`, `tuple[X, ...]`."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for inner in typing.get_args(annotation):
        yield from _models_in(inner)
