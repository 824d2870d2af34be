"""Everything the vendors document is in the bundles: each operation, each field.

The tables of `documented/` say what the docs list (the `documented` names are ours) and where it
is described:

* `<api>_operations.tsv`: an operation a line, with its place in the docs' sidebar and operationId;
* `<api>_fields.tsv`: a documented schema a line: the components that have its fields, the fields;
* `<api>_elsewhere.tsv`: a field a line that is somewhere else, or left out (`-`), and why.
"""

import csv
from pathlib import Path
from typing import Any

import pytest
from tooling.bundle import APIS
from tooling.openapi import operations, subschemas
from tooling.spec_views import merged

TABLES = Path(__file__).parent / "documented"

Document = dict[str, Any]
Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (TABLES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def fields_of(row: Row) -> list[str]:
    return row["fields"].split("|") if row["fields"] else []


@pytest.fixture(params=APIS)
def api(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def described(api: str, bundles: dict[str, Document]) -> Document:
    return merged(bundles[api])


@pytest.mark.parametrize(("name", "documented"), [("daftra", 255), ("nuvio", 38)])
def test_every_documented_operation_is_listed_once(name: str, documented: int) -> None:
    names = [row["documented"] for row in table(f"{name}_operations")]
    assert (len(names), len(set(names))) == (documented, documented)


# Operations that running code uses and no document describes.
_OBSERVED_ALONE = {"create_app_token"}


def test_every_item_of_the_sidebar_of_daftras_docs_is_an_operation(
    bundles: dict[str, Document],
) -> None:
    known = {operation.id for operation in operations(bundles["daftra"])}
    items = {row["sidebar"]: row["operationId"] for row in table("daftra_operations")}
    items.pop("")
    assert len(items) == 149
    assert [item for item, name in items.items() if name not in known] == []


def test_every_documented_operation_is_described_and_no_other(
    api: str, described: Document
) -> None:
    listed = {row["operationId"] for row in table(f"{api}_operations")}
    described_too = {operation.id for operation in operations(described)}
    assert listed == described_too - _OBSERVED_ALONE


def test_what_no_document_knows_says_so(bundles: dict[str, Document]) -> None:
    found = {each.id: each.node["x-provenance"] for each in operations(bundles["daftra"])}
    assert dict.fromkeys(_OBSERVED_ALONE, "observed") == {
        name: found[name] for name in _OBSERVED_ALONE
    }


def blanked(path: str) -> str:
    """Return a path without the names of its parameters: those are ours."""
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def test_every_documented_operation_keeps_its_method_and_path(
    api: str, described: Document
) -> None:
    places = {each.id: (each.method.upper(), blanked(each.path)) for each in operations(described)}
    for row in table(f"{api}_operations"):
        documented = (row["method"], blanked(row["path"]))
        assert places[row["operationId"]] == documented, row["documented"]


def members(document: Document, names: str) -> set[str]:
    """Return the members that some components have, however deep in unions."""
    return {
        member
        for name in names.split(",")
        for _, each in subschemas(document["components"]["schemas"].get(name, {}))
        for member in each.get("properties", {})
    }


def test_every_documented_field_is_described_or_has_a_reason(api: str, described: Document) -> None:
    elsewhere = {row["field"]: row["where"] for row in table(f"{api}_elsewhere")}
    lost = []
    for row in table(f"{api}_fields"):
        here = members(described, row["components"])
        for field in fields_of(row):
            owner, _, name = elsewhere.get(f"{row['schema']}.{field}", "-").partition(".")
            is_left_out = f"{row['schema']}.{field}" in elsewhere and owner == "-"
            if field not in here and name not in members(described, owner) and not is_left_out:
                lost.append(f"{row['schema']}.{field}")
    assert lost == []


@pytest.mark.parametrize(("name", "documented"), [("daftra", (296, 2503)), ("nuvio", (67, 378))])
def test_every_documented_schema_and_field_is_listed(
    name: str, documented: tuple[int, int]
) -> None:
    rows = table(f"{name}_fields")
    fields = sum(len(fields_of(row)) for row in rows)
    assert (len(rows), fields) == documented


def test_what_is_left_out_has_a_reason(api: str) -> None:
    unreasoned = [row for row in table(f"{api}_elsewhere") if len(row["why"].split()) < 3]
    assert unreasoned == []


def test_an_entry_about_a_field_that_is_described_is_refused(api: str, described: Document) -> None:
    homes = {row["schema"]: row["components"] for row in table(f"{api}_fields")}
    needless = []
    for row in table(f"{api}_elsewhere"):
        schema, _, field = row["field"].partition(".")
        if field in members(described, homes[schema]):
            needless.append(row["field"])
    assert needless == []
