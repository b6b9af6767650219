"""The schemas that editors' programs complete and check YAML with say what the reader says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.library.schema import FOLDER, MODELS, modeline, schemas
from bot.library.yaml_source import Document, parse_into
from tests.conftest import ROOT
from tests.library.conftest import (
    FERRIES,
    FERRIES_FILE,
    FILES,
    RECOMMENDATIONS_FILE,
    REPORT_FILE,
    SmallLibrary,
)

CONTENT = ROOT / "content"
YAML_FILES = sorted(path for path in CONTENT.rglob("*.y*ml") if not path.parent.name.startswith("."))
KINDS = {REPORT_FILE: "report", FERRIES_FILE: "section", RECOMMENDATIONS_FILE: "recommendations"}


class EditorsLoader(yaml.SafeLoader):
    """YAML as editors' programs read it: with numbers and truth values, but without dates."""


EditorsLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(kind: str, text: str) -> list[str]:
    """What an editor's program would underline."""
    validator = Draft202012Validator(json.loads(schemas()[f"{kind}.json"]))
    value = yaml.load(text, EditorsLoader)  # noqa: S506 - a safe one
    return [error.message for error in validator.iter_errors(value)]


def kind_of(path: Path) -> str:
    return "section" if path.parent.name == "sections" else path.stem


# --- the files of the library ---


def test_the_schemas_of_the_library_are_those_of_the_models() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (CONTENT / FOLDER).iterdir()}
    assert written == schemas(), "write them anew: brief schema --write content/.schemas"


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.name)
def test_every_file_of_the_library_begins_with_the_way_to_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == modeline(kind_of(path), len(path.parent.relative_to(CONTENT).parts))
    assert (path.parent / first.partition("$schema=")[2]).is_file()


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.name)
def test_an_editors_program_finds_nothing_in_the_librarys_files(path: Path) -> None:
    assert complaints(kind_of(path), path.read_text(encoding="utf-8")) == []


# --- the schemas ---


def objects_in(schema: object) -> Iterator[dict[str, object]]:
    """Every part of a schema that describes keys."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from objects_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects_in(value)


@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_is_a_valid_one_with_a_name(kind: str) -> None:
    schema = json.loads(schemas()[f"{kind}.json"])
    Draft202012Validator.check_schema(schema)
    assert (schema["$id"], schema["title"]) == (f"urn:briefbot:{kind}", f"Briefbot: {kind}")


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_is_explained_and_no_other_is_allowed(kind: str) -> None:
    for described in objects_in(json.loads(schemas()[f"{kind}.json"])):
        properties = described["properties"]
        assert isinstance(properties, dict)
        assert [key for key, value in properties.items() if not value.get("description")] == []
        assert described["additionalProperties"] is False


# --- the schemas and the reader ---


@pytest.mark.parametrize(("file", "kind"), KINDS.items())
def test_what_the_reader_accepts_has_no_complaint(file: str, kind: str) -> None:
    assert complaints(kind, FILES[file]) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (REPORT_FILE, "published: 2021-05", "published: 2021"),
        (REPORT_FILE, "published: 2021-05", 'published: "2021-05-04"'),
        (REPORT_FILE, "aliases: [crossings]", "aliases: [1066, no, 3.5, yes]"),
        (REPORT_FILE, "aliases: [crossings]", "language: no"),
        (REPORT_FILE, "aliases: [crossings]", "language: pt-BR"),
        (REPORT_FILE, "    name: Harbor Board Authority", "    name:"),
        (FERRIES_FILE, "value: over 4,000", "value: 4000"),
        (FERRIES_FILE, "value: over 4,000", "value: Half"),
        (FERRIES_FILE, 'as_of: "2020"', "as_of: 2020"),
        (FERRIES_FILE, "recommendations: [2, 1]", 'recommendations: ["2", 1]'),
        (FERRIES_FILE, "title: The Ferry Lines", "draft: false\ntitle: The Ferry Lines"),
    ],
)
def test_what_the_reader_takes_for_text_is_text_to_the_schema(
    small: SmallLibrary, file: str, old: str, new: str
) -> None:
    small.replace(file, old, new)
    assert small.problems() == []
    assert complaints(KINDS[file], (small.root / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (REPORT_FILE, "aliases:", "alises:"),
        (REPORT_FILE, "short_title: Ferries and Bridges\n", ""),
        (REPORT_FILE, "short_title: Ferries and Bridges", "short_title:"),
        (REPORT_FILE, "short_title: Ferries and Bridges", 'short_title: " "'),
        (REPORT_FILE, "short_title: Ferries and Bridges", "short_title: [Ferries]"),
        (REPORT_FILE, "2021-05", "May 2021"),
        (REPORT_FILE, "2021-05", "2021-13"),
        (REPORT_FILE, "2021-05", "20210"),
        (REPORT_FILE, "2021-05", "yes"),
        (REPORT_FILE, "aliases: [crossings]", "aliases: crossings"),
        (REPORT_FILE, "aliases: [crossings]", "aliases: ['']"),
        (REPORT_FILE, "aliases: [crossings]", "visibility: board"),
        (REPORT_FILE, "aliases: [crossings]", "language: English"),
        (REPORT_FILE, "see: [ferries, r2]", "see: []"),
        (FERRIES_FILE, "  - Two of the boats date from the last century.", "  []"),
        (FERRIES_FILE, "over 4,000", "a great many"),
        (FERRIES_FILE, "over 4,000", "yes"),
        (FERRIES_FILE, '"2020"', "last year"),
        (FERRIES_FILE, '"2020"', "20"),
        (FERRIES_FILE, "    unit: people\n", ""),
        (FERRIES_FILE, "recommendations: [2, 1]", "recommendations: [two]"),
        (FERRIES_FILE, "source:\n  heading: Ferries Today", "source: Ferries Today"),
        (RECOMMENDATIONS_FILE, "number: 1", "number: 0"),
        (RECOMMENDATIONS_FILE, "actors: [County council]", "actors: []"),
        (RECOMMENDATIONS_FILE, "areas: [ferries]\n", "areas: [ferries]\n    area: ferries\n"),
    ],
)
def test_a_mistake_is_one_to_the_reader_and_to_the_schema(
    small: SmallLibrary, file: str, old: str, new: str
) -> None:
    text = (small.root / file).read_text(encoding="utf-8")
    small.write(file, text.replace(old, new, 1))
    assert small.problems() != []
    assert complaints(KINDS[file], (small.root / file).read_text(encoding="utf-8")) != []


PLAIN_TEXT = st.text("aeé0129 -.:,'%$€½", max_size=12)


@given(value=PLAIN_TEXT, key=st.sampled_from(["value", "unit", "as_of"]))
def test_of_any_text_in_quotes_the_reader_and_the_schema_think_alike(value: str, key: str) -> None:
    old = {"value": "over 4,000", "unit": "people", "as_of": '"2020"'}[key]
    text = FERRIES.replace(f"{key}: {old}", f"{key}: {json.dumps(value)}")
    assert (complaints("section", text) == []) is reads(text)


def reads(text: str) -> bool:
    """Whether the model of a section takes a file's text."""
    document = Document(Path("01-ferries.yaml"))
    parse_into(document, text)
    assert document.problems == []
    try:
        MODELS["section"].model_validate(document.value)
    except ValueError:
        return False
    return True
