"""What a validator says of a body becomes what a reader wants to know."""

from typing import Any

import pytest
from ledgerspan import drift
from ledgerspan.drift.body import Body
from ledgerspan.drift.findings import Kind, Sighting
from ledgerspan.drift.validators import validators

CODES = {"enum": [1, 2, "", None]}
NAMED = {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}


def sightings(value: Any, schema: dict[str, Any]) -> list[Sighting]:
    return list(Body(value, validators("nuvio"), show_values=False).sightings(schema))


@pytest.mark.parametrize(
    ("value", "schema", "kind", "seen"),
    [
        ("b", {"type": "string", "pattern": "^a"}, Kind.TYPE, "text"),
        ("abc", {"type": "string", "maxLength": 2}, Kind.TYPE, "text"),
        (5, {"const": 6}, Kind.TYPE, "integer"),
        (5, CODES, Kind.CODE, "integer"),
        ("paid", CODES, Kind.CODE, "text"),
        (["paid"], CODES, Kind.TYPE, "list"),
        (True, CODES, Kind.TYPE, "boolean"),
        ({}, {"anyOf": [{"type": "string"}, {"type": "null"}]}, Kind.TYPE, "empty object"),
        ({}, {"oneOf": [{"type": "string"}, {"type": "null"}]}, Kind.TYPE, "empty object"),
    ],
)
def test_a_value_that_does_not_fit_is_of_a_kind(
    value: Any, schema: dict[str, Any], kind: Kind, seen: str
) -> None:
    (found,) = sightings(value, schema)
    assert (found.kind, found.seen, found.pointer) == (kind, seen, "")


def test_of_a_choice_the_branch_that_was_meant_is_told() -> None:
    schema = {"anyOf": [{"type": "null"}, {"type": "array", "items": NAMED}]}
    (found,) = sightings([{"id": 1}, {}], schema)
    assert (found.kind, found.pointer) == (Kind.MISSING, "/*/id")


def test_of_two_branches_that_may_be_meant_the_nearer_is_told() -> None:
    page = {"type": "object", "properties": {"data": {}}, "required": ["data", "total"]}
    found = sightings({"name": "x"}, {"anyOf": [page, NAMED]})
    assert [(each.kind, each.pointer) for each in found] == [(Kind.MISSING, "/id")]


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("amount", {}, "null or number"),
        ("transactionType", ["x"], "one of Money In, Money Out"),
        ("unitPrice", [], "number"),
    ],
)
def test_what_was_expected_is_said_in_words(place: str, value: Any, expected: str) -> None:
    name = {"amount": "Transaction", "transactionType": "Transaction", "unitPrice": "IncomeItem"}
    schema = {"$ref": f"#/components/schemas/{name[place]}"}
    found = [each for each in sightings({place: value}, schema) if each.kind is Kind.TYPE]
    assert [(each.pointer, each.expected) for each in found] == [(f"/{place}", expected)]


def test_a_code_in_figures_is_shown_and_one_in_words_is_not() -> None:
    assert [each.example for each in (*sightings(7, CODES), *sightings("Amal", CODES))] == [
        "7",
        '"Xxxx"',
    ]
    assert sightings(70000, CODES)[0].example == "99999"


def test_the_package_shows_what_it_promises() -> None:
    assert dir(drift) == ["DriftReporter", "Finding", "Kind", "Report"]
    assert [getattr(drift, name).__name__ for name in dir(drift)] == dir(drift)
