from typing import Any

import pytest

Document = dict[str, Any]


def test_a_clean_document_breaks_no_rule(document: Document, broken_rules: Any) -> None:
    assert broken_rules(document) == set()


def test_two_equal_operation_ids_are_found(document: Document, broken_rules: Any) -> None:
    document["paths"]["/notes/{id}"]["get"]["operationId"] = "create_note"
    assert "operation_ids_are_unique" in broken_rules(document)


def test_operation_ids_that_differ_by_case_only_are_found(
    document: Document, broken_rules: Any
) -> None:
    document["paths"]["/notes/{id}"]["get"]["operationId"] = "createNote"
    assert {"operation_ids_are_unique", "operation_ids_are_snake_case"} <= broken_rules(document)


@pytest.mark.parametrize("name", ["listNotes", "list-notes", "List", "list__notes", ""])
def test_an_operation_id_that_is_not_snake_case_is_found(
    document: Document, broken_rules: Any, name: str
) -> None:
    document["paths"]["/notes"]["post"]["operationId"] = name
    assert "operation_ids_are_snake_case" in broken_rules(document)


@pytest.mark.parametrize("name", ["Client", "Response", "File", "Unset", "HTTPStatus", "Any"])
def test_a_class_name_of_the_generator_is_found(
    document: Document, broken_rules: Any, name: str
) -> None:
    document["components"]["schemas"][name] = {"type": "string", "x-provenance": "seed"}
    assert "class_names_are_free" in broken_rules(document)


def test_class_names_that_differ_by_delimiters_only_are_found(
    document: Document, broken_rules: Any
) -> None:
    document["components"]["schemas"]["note_input"] = {"type": "string", "x-provenance": "seed"}
    assert "class_names_are_unique" in broken_rules(document)


def test_a_title_is_found(document: Document, broken_rules: Any) -> None:
    document["components"]["schemas"]["Note"]["title"] = "A nice note"
    assert broken_rules(document) == {"components_have_no_title"}


@pytest.mark.parametrize("name", ["d", "cls", "to_dict", "additional_properties", "field_dict"])
def test_a_property_that_breaks_its_class_is_found(
    document: Document, broken_rules: Any, name: str
) -> None:
    document["components"]["schemas"]["Note"]["properties"][name] = {"type": ["string", "null"]}
    assert broken_rules(document) == {"property_names_are_free"}


@pytest.mark.parametrize("name", ["params", "headers", "cookies", "response", "body", "client"])
def test_a_parameter_that_breaks_its_function_is_found(
    document: Document, broken_rules: Any, name: str
) -> None:
    parameter = {"name": name, "in": "query", "schema": {"type": "string"}}
    document["paths"]["/notes"]["post"]["parameters"] = [parameter]
    assert broken_rules(document) == {"parameter_names_are_free"}


def test_parameters_that_differ_by_delimiters_only_are_found(
    document: Document, broken_rules: Any
) -> None:
    document["paths"]["/notes"]["post"]["parameters"] = [
        {"name": "per_page", "in": "query", "schema": {"type": "integer"}},
        {"name": "per-page", "in": "query", "schema": {"type": "integer"}},
    ]
    assert broken_rules(document) == {"parameter_names_are_free"}
