"""What a change of a spec means for code that uses the generated client."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tooling.diff_specs import changes, main, report

from tests.specs.node import needs_node

pytestmark = needs_node

Document = dict[str, Any]
Edit = Callable[[Document], object]


def schema(document: Document, name: str) -> Document:
    found: Document = document["components"]["schemas"][name]
    return found


def limit(document: Document) -> Document:
    document["paths"]["/notes"]["post"].setdefault("parameters", []).append(
        {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    )
    return document


def set_at(*path: str, value: Any) -> Edit:
    def edit(document: Document) -> None:
        node = document
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value

    return edit


def drop(*path: str) -> Edit:
    def edit(document: Document) -> None:
        node = document
        for step in path[:-1]:
            node = node[step]
        del node[path[-1]]

    return edit


POST = ("paths", "/notes", "post")
NOTE = ("components", "schemas", "Note", "properties")
INPUT = ("components", "schemas", "NoteInput")
BREAKING: list[tuple[str, Edit, str]] = [
    (
        "an operation is removed",
        drop("paths", "/notes/{id}", "get"),
        "notes_client.api.notes.get_note is gone",
    ),
    ("a path is removed", drop("paths", "/notes"), "notes_client.api.notes.create_note is gone"),
    (
        "an operation is renamed",
        set_at(*POST, "operationId", value="add_note"),
        "notes_client.api.notes.create_note is gone",
    ),
    (
        "an operation moves to another module",
        set_at(*POST, "tags", value=["memos"]),
        "notes_client.api.notes.create_note is gone; it is notes_client.api.memos.create_note now",
    ),
    ("a field of an answer is removed", drop(*NOTE, "text"), "Note.text is gone"),
    (
        "a field changes its type",
        set_at(*NOTE, "text", "type", value=["integer", "null"]),
        "Note.text was str | None, is int | None",
    ),
    (
        "a field of a request becomes required",
        set_at(*INPUT, "required", value=["text"]),
        "NoteInput: text must be given now",
    ),
    (
        "a limit gets narrower",
        set_at(*INPUT, "properties", "text", "maxLength", value=5),
        "NoteInput.text: maxLength was 9, is 5",
    ),
    ("an answer is removed", drop(*POST, "responses", "200"), "create_note, answer 200 is gone"),
    (
        "a parameter becomes required",
        set_at(*POST, "parameters", value=[{"name": "q", "in": "query", "required": True,
                                             "schema": {"type": "string"}}]),
        "create_note(q) must be given now",
    ),
    (
        "a class is renamed",
        lambda document: document["components"]["schemas"].update(
            NoteRefusal=document["components"]["schemas"].pop("NoteError")
        )
        or document["components"]["responses"]["Unauthorized"]["content"].update(
            {"application/json": {"schema": {"$ref": "#/components/schemas/NoteRefusal"}}}
        ),
        "notes_client.models.NoteError is gone",
    ),
]  # fmt: skip
ADDITIVE: list[tuple[str, Edit, str]] = [
    ("a field", set_at(*NOTE, "colour", value={"type": ["string", "null"]}), "Note.colour is new"),
    ("a parameter", limit, "create_note(limit) is new"),
    (
        "an operation",
        lambda document: document["paths"].update(
            {"/n": {"get": {**document["paths"]["/notes/{id}"]["get"], "operationId": "get_n"}}}
        ),
        "notes_client.api.notes.get_n is new",
    ),
]


@pytest.fixture
def described(document: Document) -> Document:
    """Return the small document with a limit that can be narrowed."""
    schema(document, "NoteInput")["properties"]["text"]["maxLength"] = 9
    return document


def changed(document: Document, edit: Edit) -> list[tuple[bool, str]]:
    new = copy.deepcopy(document)
    edit(new)
    return [tuple(change) for change in changes(document, new)]  # type: ignore[misc]


@pytest.mark.parametrize(("edit", "text"), [case[1:] for case in BREAKING],
                         ids=[case[0] for case in BREAKING])  # fmt: skip
def test_it_breaks_when(described: Document, edit: Edit, text: str) -> None:
    assert (True, text) in changed(described, edit)


@pytest.mark.parametrize(("edit", "text"), [case[1:] for case in ADDITIVE],
                         ids=[case[0] for case in ADDITIVE])  # fmt: skip
def test_it_only_adds(described: Document, edit: Edit, text: str) -> None:
    assert changed(described, edit) == [(False, text)]


def test_a_parameter_that_goes_breaks(described: Document) -> None:
    longer = limit(copy.deepcopy(described))
    assert changes(longer, described)[0] == (True, "create_note(limit) is gone")


def test_another_spelling_of_the_same_value_is_no_change_for_the_client(
    described: Document,
) -> None:
    def edit(document: Document) -> None:
        schema(document, "LaxInteger")["anyOf"].insert(0, {"type": "number"})

    assert changed(described, edit) == []


def test_another_description_is_no_change(described: Document) -> None:
    assert changed(described, set_at(*POST, "description", value="Write one.")) == []


def write(folder: Path, name: str, document: Document) -> str:
    (folder / name).write_text(json.dumps(document), encoding="utf-8")
    return str(folder / name)


def test_the_command_exits_with_1_when_something_breaks(
    described: Document, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = copy.deepcopy(described)
    del new["paths"]["/notes/{id}"]["get"]
    old_file, new_file = write(tmp_path, "old", described), write(tmp_path, "new", new)
    assert main([old_file, new_file]) == 1
    assert capsys.readouterr().out == (
        "breaking: 1\n  notes_client.api.notes.get_note is gone\nadditive: 0\n"
    )


def test_the_command_exits_with_0_when_something_is_only_added(
    described: Document, tmp_path: Path
) -> None:
    new = copy.deepcopy(described)
    new["components"]["schemas"]["Note"]["properties"]["colour"] = {"type": ["string", "null"]}
    old_file, new_file = write(tmp_path, "old", described), write(tmp_path, "new", new)
    assert main([old_file, new_file]) == 0


def test_a_file_that_is_no_bundle_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, "old", {"swagger": "2.0"})
    assert main([file, file]) == 2
    assert "is no OpenAPI document" in capsys.readouterr().err


def test_nothing_breaks_since_the_last_release() -> None:
    assert main(["--released"]) == 0


def test_the_report_starts_with_what_breaks() -> None:
    assert report([]) == "breaking: 0\nadditive: 0"
