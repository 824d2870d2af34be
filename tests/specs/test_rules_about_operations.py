from typing import Any

import pytest

Document = dict[str, Any]


@pytest.mark.parametrize("tags", [[], ["notes", "notes"], ["unknown"]])
def test_anything_but_one_declared_tag_is_found(
    document: Document, broken_rules: Any, tags: list[str]
) -> None:
    document["paths"]["/notes"]["post"]["tags"] = tags
    assert broken_rules(document) == {"operations_have_one_tag"}


def test_an_operation_that_cannot_succeed_is_found(document: Document, broken_rules: Any) -> None:
    responses = document["paths"]["/notes/{id}"]["get"]["responses"]
    responses["300"] = responses.pop("200")
    assert broken_rules(document) == {"operations_can_succeed"}


def test_a_guarded_operation_without_401_is_found(document: Document, broken_rules: Any) -> None:
    del document["paths"]["/notes"]["post"]["responses"]["401"]
    assert broken_rules(document) == {"guarded_operations_answer_401"}


def test_an_operation_without_credentials_needs_no_401(
    document: Document, broken_rules: Any
) -> None:
    del document["paths"]["/notes"]["post"]["responses"]["401"]
    document["paths"]["/notes"]["post"]["security"] = []
    assert broken_rules(document) == set()


def test_a_body_that_does_not_start_with_json_is_found(
    document: Document, broken_rules: Any
) -> None:
    body = document["paths"]["/notes"]["post"]["requestBody"]
    body["content"] = dict(reversed(body["content"].items()))
    assert "request_bodies_start_with_json" in broken_rules(document)


def test_a_second_json_media_type_is_found(document: Document, broken_rules: Any) -> None:
    content = document["paths"]["/notes"]["post"]["requestBody"]["content"]
    content["application/vnd.notes+json"] = content["application/json"]
    assert broken_rules(document) == {"request_bodies_start_with_json"}


def test_a_default_of_a_parameter_is_found(document: Document, broken_rules: Any) -> None:
    parameter = {"name": "page", "in": "query", "schema": {"type": "integer", "default": 1}}
    document["paths"]["/notes"]["post"]["parameters"] = [parameter]
    assert broken_rules(document) == {"parameters_have_no_default"}


def test_a_link_to_an_unknown_operation_is_found(document: Document, broken_rules: Any) -> None:
    link_of(document)["operationId"] = "read_note"
    assert broken_rules(document) == {"link_targets_exist"}


def test_a_link_with_an_unknown_parameter_is_found(document: Document, broken_rules: Any) -> None:
    link_of(document)["parameters"]["key"] = "$response.body#/id"
    assert broken_rules(document) == {"link_targets_exist"}


@pytest.mark.parametrize(
    "expression",
    [
        "$response.body#/key",
        "$response.body#/id/0",
        "$request.path.id",
        "$response.bdy#/id",
        "$url",
    ],
)
def test_a_link_expression_that_points_at_nothing_is_found(
    document: Document, broken_rules: Any, expression: str
) -> None:
    link_of(document)["parameters"]["id"] = expression
    assert broken_rules(document) == {"link_expressions_resolve"}


@pytest.mark.parametrize("expression", ["$response.body#/id", "$request.body#/text", "7"])
def test_a_link_expression_that_points_at_something_is_fine(
    document: Document, broken_rules: Any, expression: str
) -> None:
    link_of(document)["parameters"]["id"] = expression
    assert broken_rules(document) == set()


def test_an_example_its_schema_refuses_is_found(document: Document, broken_rules: Any) -> None:
    get = document["paths"]["/notes/{id}"]["get"]
    media = get["responses"]["200"]["content"]["application/json"]
    media["examples"] = {"long": {"value": {"id": 1, "text": "far too long"}}}
    assert broken_rules(document) == {"examples_are_valid"}


def test_an_example_of_a_request_its_schema_refuses_is_found(
    document: Document, broken_rules: Any
) -> None:
    content = document["paths"]["/notes"]["post"]["requestBody"]["content"]
    content["application/json"]["examples"]["read_only"] = {"value": {"id": 1, "text": "حليب"}}
    assert broken_rules(document) == {"examples_are_valid"}


def test_an_example_without_a_value_is_found(document: Document, broken_rules: Any) -> None:
    content = document["paths"]["/notes"]["post"]["requestBody"]["content"]
    content["application/json"]["examples"]["empty"] = {"summary": "Nothing"}
    assert broken_rules(document) == {"examples_are_valid"}


def test_a_request_schema_without_a_unicode_example_is_found(
    document: Document, broken_rules: Any
) -> None:
    content = document["paths"]["/notes"]["post"]["requestBody"]["content"]
    content["application/json"]["examples"] = {"plain": {"value": {"text": "milk"}}}
    assert broken_rules(document) == {"request_schemas_have_a_unicode_example"}


def test_what_openapi_itself_forbids_is_found(document: Document, broken_rules: Any) -> None:
    del document["info"]["version"]
    assert broken_rules(document) == {"openapi_3_1"}


def link_of(document: Document) -> Document:
    link: Document = document["paths"]["/notes"]["post"]["responses"]["200"]["links"]["read"]
    return link


def test_an_example_without_what_every_answer_carries_is_found(
    document: Document, broken_rules: Any
) -> None:
    document["components"]["schemas"]["Note"]["x-always-sent"] = ["text"]
    get = document["paths"]["/notes/{id}"]["get"]
    media = get["responses"]["200"]["content"]["application/json"]
    media["examples"] = {"short": {"value": {"id": 1}}}
    assert broken_rules(document) == {"examples_hold_all_that_is_sent"}


def test_an_example_with_a_member_that_nobody_described_is_found(
    document: Document, broken_rules: Any
) -> None:
    get = document["paths"]["/notes/{id}"]["get"]
    media = get["responses"]["200"]["content"]["application/json"]
    media["examples"] = {"long": {"value": {"id": 1, "text": "milk", "colour": "red"}}}
    assert broken_rules(document) == {"examples_hold_all_that_is_sent"}
