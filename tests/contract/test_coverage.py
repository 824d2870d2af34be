"""What the fuzz reaches of the specs is counted right, and what is missing has a reason."""

from pathlib import Path
from typing import Any

import pytest
from tooling.fuzz_coverage import (
    Reason,
    coverage_lines,
    coverages,
    numbers,
    read_reasons,
    shortfalls,
)
from tooling.fuzz_har import FAULT, Entry, Tape
from tooling.fuzz_reached import Coverage, coverage_of
from tooling.fuzz_second_opinion import opinion_lines
from tooling.fuzz_settings import Budget
from tooling.fuzz_shards import run_all, shards

from tests.specs.node import needs_node

TAG = {"$ref": "#/components/schemas/Tag"}
JSON = {"content": {"application/json": {"schema": TAG}}}
DOCUMENT: dict[str, Any] = {
    "paths": {
        "/v1/tags/{id}": {
            "parameters": [{"name": "id", "in": "path", "schema": {"type": "string"}}],
            "get": {"operationId": "get_tag", "responses": {"200": JSON, "404": {}, "5XX": {}}},
        },
        "/v1/tags/latest": {
            "get": {"operationId": "get_latest_tag", "responses": {"200": JSON, "405": {}}},
            "post": {
                "operationId": "create_tag",
                "parameters": [
                    {"name": "filter", "in": "query", "style": "deepObject", "schema": {}},
                    {"name": "send", "in": "query", "schema": {"type": "boolean"}},
                ],
                "requestBody": JSON,
                "responses": {"200": JSON, "405": {}},
            },
        },
    },
    "components": {
        "schemas": {
            "Tag": {
                "properties": {
                    "name": {"type": "string"},
                    "parts": {"type": "array", "items": TAG},
                    "owner": {"anyOf": [{"properties": {"id": {}}}, {"type": "null"}]},
                }
            }
        }
    },
}
NAME, PARTS = "/components/schemas/Tag/properties/name", "/components/schemas/Tag/properties/parts"
OWNER = "/components/schemas/Tag/properties/owner"


def reached(*entries: Entry) -> Coverage:
    return coverage_of("nuvio", DOCUMENT, ((each, "/box") for each in entries))


def entry(method: str, path: str, status: int = 200, **more: Any) -> Entry:
    return Entry(
        more.pop("sender", "fuzzing"), method, f"http://h.invalid/box{path}", status, **more
    )


def test_the_most_literal_path_is_meant() -> None:
    assert reached(entry("GET", "/v1/tags/latest")).reached.operations == {"get_latest_tag"}


def test_a_path_of_nothing_is_no_operation() -> None:
    assert reached(entry("GET", "/v1/labels/5")).reached.operations == set()


def test_an_operation_that_is_not_there_is_not_answered() -> None:
    found = reached(entry("GET", "/v1/tags/5", 404))
    assert "get_tag" in found.unanswered


def test_a_fault_answers_in_place_of_an_operation() -> None:
    found = reached(entry("GET", "/v1/tags/5", 503, sender=FAULT))
    assert (found.reached.operations, found.by_fault) == (set(), {("get_tag", "5XX")})


def test_a_code_that_a_request_gets_too_is_not_the_fault_s_alone() -> None:
    found = reached(entry("GET", "/v1/tags/5", 503, sender=FAULT), entry("GET", "/v1/tags/5", 500))
    assert found.by_fault == set()


def test_a_refused_method_counts_for_the_whole_path() -> None:
    found = reached(entry("PATCH", "/v1/tags/latest", 405))
    assert found.reached.codes == {("get_latest_tag", "405"), ("create_tag", "405")}


def test_an_undocumented_code_is_none() -> None:
    assert reached(entry("GET", "/v1/tags/5", 302)).reached.codes == set()


def test_parameters_are_those_of_the_path_and_the_query() -> None:
    found = reached(entry("GET", "/v1/tags/5?send=1"), entry("POST", "/v1/tags/latest?send="))
    assert found.reached.parameters == {
        ("get_tag", "path", "id"),
        ("create_tag", "query", "send"),
    }


def test_a_deep_object_is_sent_by_its_members() -> None:
    found = reached(entry("POST", "/v1/tags/latest?filter%5Bname%5D=x"))
    assert ("create_tag", "query", "filter") in found.reached.parameters


def test_properties_are_found_at_any_depth() -> None:
    body = b'{"parts": [{"parts": [{"owner": {"id": 5}}]}]}'
    found = reached(entry("GET", "/v1/tags/5", body=body))
    assert found.reached.seen == {PARTS, OWNER, f"{OWNER}/anyOf/0/properties/id"}


def test_properties_that_are_sent_are_not_those_that_are_seen() -> None:
    found = reached(entry("POST", "/v1/tags/latest", request_body=b'{"name": "x"}', body=b"{}"))
    assert (found.reached.sent, found.reached.seen) == ({NAME}, set())


def test_the_documented_properties_are_all_of_them() -> None:
    documented = reached().documented
    assert documented.seen == {NAME, PARTS, OWNER, f"{OWNER}/anyOf/0/properties/id"}
    assert documented.sent == documented.seen


def told(found: Coverage, reasons: list[Reason]) -> list[str]:
    """Leave out what is said of the operations that an archive of one test does not hold."""
    return [line for line in shortfalls([found], reasons) if "was never answered" not in line]


def test_an_operation_that_never_answers_falls_short() -> None:
    found = reached(entry("GET", "/v1/tags/5"), entry("GET", "/v1/tags/latest"))
    assert shortfalls([found], [])[0] == "nuvio: create_tag was never answered"


def test_too_few_codes_fall_short() -> None:
    found = reached(entry("GET", "/v1/tags/5"))
    reasons = [Reason("nuvio", "*", code, "known") for code in ("404", "5XX")]
    assert told(found, reasons) == ["nuvio: 1 of 3 codes are too few"]


def test_a_missing_code_needs_a_reason() -> None:
    found = reached(entry("GET", "/v1/tags/5"), entry("GET", "/v1/tags/5", 500))
    assert "nuvio: get_tag 404 never came, for no reason" in shortfalls([found], [])


def test_a_reason_that_is_not_needed_is_stale() -> None:
    found = reached(
        *(entry("GET", "/v1/tags/5", status) for status in (200, 404, 500)),
    )
    reasons = [
        Reason("nuvio", "get_tag", "404", "known"),
        Reason("nuvio", "get_tag", "5XX", "seldom", left_to_chance=True),
        Reason("daftra", "*", "413", "else"),
    ]
    assert told(found, reasons) == [
        "nuvio: get_tag 404 came after all: drop its reason",
    ]


def test_a_parameter_that_is_never_sent_falls_short() -> None:
    found = reached(entry("POST", "/v1/tags/latest?send=1"), entry("POST", "/v1/tags/latest", 405))
    assert told(found, []) == ["nuvio: parameter never sent: ('create_tag', 'query', 'filter')"]


def test_archives_are_counted_by_the_api_of_their_name(tmp_path: Path) -> None:
    archive = tmp_path / "nuvio.observed.0.har"
    with Tape(archive, ()) as tape:
        tape.write(Entry("fuzzing", "GET", "http://h.invalid/nuvio/v1/tags", 200))
    (found,) = coverages([archive])
    assert (found.api, found.reached.operations) == ("nuvio", {"list_tags"})


def test_the_table_shows_reached_of_documented() -> None:
    lines = coverage_lines([reached(entry("GET", "/v1/tags/5"))])
    assert "| operations | 1 | 3 | 33.3 % |" in lines


@needs_node
def test_redocly_counts_the_same_operations_and_parameters(tmp_path: Path) -> None:
    names = ("list_tags", "create_tag", "get_tag", "list_business_entities")
    budget = Budget(7, 3, ("coverage",), names)
    work = shards(("nuvio",), ("observed",), budget, tmp_path)
    assert len(list(run_all(work, jobs=1))) == 1
    archives = [shard.archive for shard in work]
    (own,) = coverages(archives)
    row = opinion_lines(archives)[-1]
    operations, parameters = (found for found, _ in list(numbers(own).values())[:2])
    assert f"| nuvio | {operations}/38 | {parameters}/21 |" in row


@pytest.mark.parametrize("reason", read_reasons(), ids=lambda each: f"{each.operation} {each.code}")
def test_a_reason_is_a_sentence(reason: Reason) -> None:
    assert len(reason.reason.split()) > 3
