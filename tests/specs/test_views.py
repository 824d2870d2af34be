import copy
from typing import Any

import pytest
from tooling.openapi import nodes, operations, resolved
from tooling.spec_rules_examples import examples_are_valid, schema_errors
from tooling.spec_views import KINDS, view

Document = dict[str, Any]


def property_of(document: Document, name: str, member: str) -> Any:
    return document["components"]["schemas"][name]["properties"][member]


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_leaves_the_document_as_it_is(document: Document, kind: str) -> None:
    before = copy.deepcopy(document)
    view(document, kind)
    assert document == before


def test_the_published_view_is_the_document(document: Document) -> None:
    assert view(document, "published") == document


def test_an_unknown_view_is_refused_with_the_known_ones(document: Document) -> None:
    with pytest.raises(ValueError, match="no view 'fuzzy'; take one of published, generator"):
        view(document, "fuzzy")


@pytest.mark.parametrize(
    ("meaning", "plain"),
    [
        ("integer", {"type": ["integer", "null"]}),
        ("number", {"type": ["number", "null"]}),
        ("boolean", {"type": ["boolean", "null"]}),
        ("date", {"type": ["string", "null"]}),
        ("string", {"type": ["string", "null"]}),
        ("code", {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}),
        (
            "text-list",
            {
                "anyOf": [
                    {"type": "array", "items": {"type": "string"}},
                    {"type": "string"},
                    {"type": "null"},
                ]
            },
        ),
        ("json", {}),
    ],
)
def test_a_lax_scalar_becomes_its_meaning(document: Document, meaning: str, plain: Any) -> None:
    document["components"]["schemas"]["LaxInteger"]["x-lax"] = meaning
    assert property_of(view(document, "generator"), "Note", "id") == plain


def test_a_lax_scalar_without_null_becomes_a_plain_type(document: Document) -> None:
    document["components"]["schemas"]["LaxInteger"]["anyOf"].pop()
    assert property_of(view(document, "generator"), "Note", "id") == {"type": "integer"}


def test_null_beside_a_lax_scalar_stays(document: Document) -> None:
    document["components"]["schemas"]["LaxInteger"]["anyOf"].pop()
    lax = {"$ref": "#/components/schemas/LaxInteger"}
    property_ = {"anyOf": [lax, {"type": "null"}], "description": "A key."}
    document["components"]["schemas"]["NoteInput"]["properties"]["key"] = property_
    assert property_of(view(document, "generator"), "NoteInput", "key") == {
        "type": ["integer", "null"],
        "description": "A key.",
    }


def test_a_description_at_the_point_of_use_survives_the_collapse(document: Document) -> None:
    property_of(document, "Note", "id")["description"] = "Key."
    assert property_of(view(document, "generator"), "Note", "id")["description"] == "Key."


def test_a_collapsed_scalar_is_no_component_any_more(document: Document) -> None:
    assert "LaxInteger" not in view(document, "generator")["components"]["schemas"]


def test_the_generator_gets_the_first_request_media_type_alone(document: Document) -> None:
    body = view(document, "generator")["paths"]["/notes"]["post"]["requestBody"]
    assert list(body["content"]) == ["application/json"]


def test_the_generator_gets_the_json_of_an_answer_alone(document: Document) -> None:
    refusal = view(document, "generator")["components"]["responses"]["Unauthorized"]
    assert list(refusal["content"]) == ["application/json"]


def test_the_generator_gets_no_conditions_between_members(document: Document) -> None:
    assert "not" not in view(document, "generator")["components"]["schemas"]["NoteInput"]


@pytest.mark.parametrize("kind", ["fuzz-observed", "fuzz-documented"])
def test_the_fuzz_views_close_answers_and_leave_requests_open(
    document: Document, kind: str
) -> None:
    schemas = view(document, kind)["components"]["schemas"]
    closed = {name for name, each in schemas.items() if each.get("additionalProperties") is False}
    assert closed == {"Note", "NoteError"}


def test_the_fuzz_views_require_what_is_always_sent(document: Document) -> None:
    schemas = view(document, "fuzz-observed")["components"]["schemas"]
    assert schemas["NoteError"]["required"] == ["message"]


def test_the_documented_dialect_knows_native_values_only(document: Document) -> None:
    scalar = view(document, "fuzz-documented")["components"]["schemas"]["LaxInteger"]
    assert scalar["anyOf"] == [{"type": "integer"}, {"type": "null"}]


def test_the_documented_dialect_knows_no_html(document: Document) -> None:
    refusal = view(document, "fuzz-documented")["components"]["responses"]["Unauthorized"]
    assert list(refusal["content"]) == ["application/json"]


def test_the_observed_dialect_keeps_what_was_observed(document: Document) -> None:
    shown = view(document, "fuzz-observed")
    assert len(shown["components"]["schemas"]["LaxInteger"]["anyOf"]) == 3
    assert "text/html" in shown["components"]["responses"]["Unauthorized"]["content"]


def test_no_lax_scalar_is_left_for_the_generator(published: Document) -> None:
    assert [at for at, node in nodes(view(published, "generator")) if "x-lax" in node] == []


def test_every_operation_is_in_every_view(published: Document) -> None:
    ids = [each.id for each in operations(published)]
    assert [[each.id for each in operations(view(published, kind))] for kind in KINDS] == [ids] * 4


def test_real_answers_are_closed_in_the_fuzz_views(published: Document) -> None:
    schemas = view(published, "fuzz-observed")["components"]["schemas"]
    assert schemas["Income"]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["IncomeInput"]


def test_nothing_is_closed_in_the_published_view(published: Document) -> None:
    assert [at for at, node in nodes(published) if node.get("additionalProperties") is False] == []


@pytest.mark.parametrize("kind", ["published", "fuzz-observed", "fuzz-documented"])
def test_examples_of_a_dialect_fit_its_view(published: Document, kind: str) -> None:
    shown = view(published, kind)
    examples = [media for _, media in nodes(shown) if "schema" in media and "examples" in media]
    assert len(examples) > 10
    assert list(examples_are_valid(shown)) == []


def test_both_dialects_of_a_list_are_shown(bundles: dict[str, Document]) -> None:
    daftra = bundles["daftra"]
    answer = resolved(daftra, daftra["paths"]["/api2/incomes"]["get"]["responses"]["200"])
    examples = answer["content"]["application/json"]["examples"]
    assert examples["documented"]["value"]["data"][0]["Income"]["id"] == 41
    assert examples["observed"]["value"]["data"][0]["Income"]["id"] == "41"


def test_the_documented_view_refuses_the_observed_example(bundles: dict[str, Document]) -> None:
    daftra = bundles["daftra"]
    media = daftra["paths"]["/api2/incomes"]["get"]["responses"]["200"]["content"][
        "application/json"
    ]
    value = media["examples"]["observed"]["value"]
    assert schema_errors(view(daftra, "fuzz-observed"), media["schema"], value) == []
    assert schema_errors(view(daftra, "fuzz-documented"), media["schema"], value) != []


def test_an_undocumented_member_of_an_answer_is_found_by_a_fuzz_view(
    bundles: dict[str, Document],
) -> None:
    nuvio = bundles["nuvio"]
    schema = {"$ref": "#/components/schemas/Income"}
    value = {"id": "x", "surprise": 1}
    assert schema_errors(nuvio, schema, value) == []
    assert schema_errors(view(nuvio, "fuzz-observed"), schema, value) != []


LIST = {
    "x-lax": "enum",
    "x-provenance": "observed",
    "anyOf": [{"$ref": "#/components/schemas/NoteKind"}, {"type": "string"}, {"type": "null"}],
}


def test_a_lax_enum_becomes_the_list_of_its_known_values(document: Document) -> None:
    schemas = document["components"]["schemas"]
    schemas["NoteKind"] = {"type": "string", "enum": ["list"], "x-provenance": "seed"}
    schemas["LaxNoteKind"] = copy.deepcopy(LIST)
    schemas["Note"]["properties"]["kind"] = {
        "$ref": "#/components/schemas/LaxNoteKind",
        "description": "What it is.",
    }
    assert property_of(view(document, "generator"), "Note", "kind") == {
        "anyOf": [{"$ref": "#/components/schemas/NoteKind"}, {"type": "null"}],
        "description": "What it is.",
    }


def test_a_relation_that_may_be_missing_becomes_one_that_may_be_null(document: Document) -> None:
    schemas = document["components"]["schemas"]
    schemas["LaxNothing"] = {"x-lax": "nothing", "anyOf": [{"type": "null"}, {"type": "array"}]}
    schemas["Note"]["properties"]["parent"] = {
        "anyOf": [
            {"$ref": "#/components/schemas/Note"},
            {"$ref": "#/components/schemas/LaxNothing"},
        ]
    }
    assert property_of(view(document, "generator"), "Note", "parent") == {
        "anyOf": [{"$ref": "#/components/schemas/Note"}, {"type": "null"}]
    }


def wrap(document: Document) -> None:
    """Describe the answer as an envelope that has its members from another one."""
    schemas = document["components"]["schemas"]
    schemas["Envelope"] = {
        "type": "object",
        "x-always-sent": ["code"],
        "properties": {"code": {"type": ["integer", "null"]}},
    }
    schemas["NoteAnswer"] = {
        "description": "A note in its envelope.",
        "x-always-sent": ["data"],
        "allOf": [
            {"$ref": "#/components/schemas/Envelope"},
            {"type": "object", "properties": {"data": {"$ref": "#/components/schemas/Note"}}},
        ],
    }
    answer = document["paths"]["/notes/{id}"]["get"]["responses"]["200"]
    answer["content"]["application/json"]["schema"]["$ref"] = "#/components/schemas/NoteAnswer"


def test_members_shared_by_all_of_are_merged_for_the_generator(document: Document) -> None:
    wrap(document)
    merged = view(document, "generator")["components"]["schemas"]["NoteAnswer"]
    assert (merged["type"], list(merged["properties"])) == ("object", ["code", "data"])
    assert merged["description"] == "A note in its envelope."
    assert "allOf" not in merged


def test_members_shared_by_all_of_are_closed_and_required_together(document: Document) -> None:
    wrap(document)
    merged = view(document, "fuzz-observed")["components"]["schemas"]["NoteAnswer"]
    assert merged["additionalProperties"] is False
    assert sorted(merged["required"]) == ["code", "data"]
