"""specs/COVERAGE.md counts what the bundles say."""

from typing import Any

from tooling.bundle import SPECS
from tooling.openapi import operations
from tooling.spec_coverage import coverage

Document = dict[str, Any]


def rows(text: str, api: str) -> list[list[str]]:
    """Return the cells of the operations of an API."""
    section = text.partition(f"\n## {api}\n")[2].partition("\n## ")[0]
    table = section.partition("| resource | operation |")[2].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_an_operation_is_a_row_with_its_provenance_and_counts(document: Document) -> None:
    assert rows(coverage({"notes": document}), "notes") == [
        ["notes", "create_note", "POST", "/notes", "seed", "2", "1", "4"],
        ["notes", "get_note", "GET", "/notes/{id}", "seed", "1", "0", "3"],
    ]


def test_a_field_counts_by_its_own_provenance_or_that_of_its_schema(document: Document) -> None:
    document["components"]["schemas"]["Note"]["properties"]["text"]["x-provenance"] = "observed"
    assert "| fields | 4 | 2 | 1 | 1 | 0 |" in coverage({"notes": document})


def test_the_committed_table_is_the_one_of_the_bundles(bundles: dict[str, Document]) -> None:
    text = (SPECS / "COVERAGE.md").read_text(encoding="utf-8")
    assert text == coverage(bundles)
    for api, document in bundles.items():
        assert len(rows(text, api)) == len(list(operations(document)))
