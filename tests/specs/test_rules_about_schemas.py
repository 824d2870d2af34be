from typing import Any

import pytest

Document = dict[str, Any]


def test_a_reference_to_nothing_is_found(document: Document, broken_rules: Any) -> None:
    document["components"]["schemas"]["Note"]["properties"]["id"]["$ref"] += "Typo"
    assert broken_rules(document) == {"references_resolve"}


def test_a_reference_to_a_file_is_found(document: Document, broken_rules: Any) -> None:
    document["components"]["schemas"]["Note"]["properties"]["id"]["$ref"] = "scalars.yaml#/Id"
    assert broken_rules(document) == {"references_resolve"}


@pytest.mark.parametrize("section", ["schemas", "responses", "parameters", "headers"])
def test_an_unused_component_is_found(document: Document, broken_rules: Any, section: str) -> None:
    spare = {
        "schemas": {"type": "string", "x-provenance": "seed"},
        "responses": {"description": "Fine.", "x-provenance": "seed"},
        "parameters": {"name": "q", "in": "query", "schema": {"type": "string"}},
        "headers": {"schema": {"type": "string"}},
    }[section]
    document["components"].setdefault(section, {})["Spare"] = spare
    assert broken_rules(document) == {"components_are_used"}


@pytest.mark.parametrize(
    "inline",
    [
        {"type": ["object", "null"]},
        {"anyOf": [{"type": "object"}, {"type": "null"}]},
        {"type": ["string", "null"], "enum": ["a", None]},
        {"type": ["array", "null"], "items": {"type": "object"}},
    ],
)
def test_an_inline_object_or_enum_is_found(
    document: Document, broken_rules: Any, inline: Document
) -> None:
    document["components"]["schemas"]["Note"]["properties"]["extra"] = inline
    assert broken_rules(document) == {"objects_and_enums_are_named"}


def test_an_inline_object_of_a_body_is_found(document: Document, broken_rules: Any) -> None:
    media = document["paths"]["/notes"]["post"]["requestBody"]["content"]["application/json"]
    media["schema"] = {"type": "object", "properties": {"text": {"type": "string"}}}
    assert broken_rules(document) == {"objects_and_enums_are_named"}


def test_a_member_of_an_answer_that_refuses_null_is_found(
    document: Document, broken_rules: Any
) -> None:
    document["components"]["schemas"]["Note"]["properties"]["text"]["type"] = "string"
    assert broken_rules(document) == {"answers_take_null"}


def test_a_required_member_of_an_answer_is_found(document: Document, broken_rules: Any) -> None:
    document["components"]["schemas"]["Note"]["required"].append("text")
    assert broken_rules(document) == {"answers_take_null"}


def test_an_id_of_an_answer_may_refuse_null(document: Document, broken_rules: Any) -> None:
    document["components"]["schemas"]["LaxInteger"]["anyOf"].pop()
    assert broken_rules(document) == set()


def test_a_member_of_a_request_may_refuse_null(document: Document, broken_rules: Any) -> None:
    document["components"]["schemas"]["NoteInput"]["required"] = ["text"]
    assert broken_rules(document) == set()


def test_a_closed_answer_is_found(document: Document, broken_rules: Any) -> None:
    document["components"]["schemas"]["NoteError"]["additionalProperties"] = False
    assert broken_rules(document) == {"answers_are_open"}


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("minimum", "maximum"),
        ("minimum", "exclusiveMaximum"),
        ("exclusiveMinimum", "maximum"),
        ("exclusiveMinimum", "exclusiveMaximum"),
        ("minLength", "maxLength"),
        ("minItems", "maxItems"),
        ("minProperties", "maxProperties"),
    ],
)
def test_a_minimum_above_its_maximum_is_found(
    document: Document, broken_rules: Any, low: str, high: str
) -> None:
    # `type` is left out so that no other rule has a say.
    document["components"]["schemas"]["NoteInput"]["properties"]["size"] = {low: 2, high: 1}
    assert broken_rules(document) == {"bounds_are_ordered"}


def test_a_schema_of_unknown_provenance_is_found(document: Document, broken_rules: Any) -> None:
    document["components"]["schemas"]["Note"]["x-provenance"] = "rumour"
    assert broken_rules(document) == {"provenance_is_stated"}


def test_an_operation_without_provenance_is_found(document: Document, broken_rules: Any) -> None:
    del document["paths"]["/notes"]["post"]["x-provenance"]
    assert broken_rules(document) == {"provenance_is_stated"}
