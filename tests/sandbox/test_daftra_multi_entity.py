"""Several reads of v2 in one call."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
INVOICE: dict[str, Any] = {"key": "invoice", "action": "show", "options": 1}


def test_results_stand_under_their_alias_or_key(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    reads = [
        {**INVOICE, "data_level": 2},
        {"key": "client", "action": "list", "options": {"type": 2}, "alias": "people"},
    ]
    answer = client.post("/multi-entity", json=reads)
    assert answer.status_code == 200
    told = answer.json()
    assert told.keys() == {"invoice", "people"}
    assert told["invoice"] == client.get("/entity/invoice/1/2").json()
    assert {row["type"] for row in told["people"]["data"]} == {2}
    assert told["people"]["path"] == "/v2/api/multi-entity"


def test_a_read_without_a_level_gives_own_members(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    told = client.post("/multi-entity", json=[{**INVOICE, "options": "1", "alias": None}]).json()
    assert told == {"invoice": client.get("/entity/invoice/1/1").json()}


def test_options_are_plain_values_of_any_kind(either: Sandbox, v2: Connect) -> None:
    options: dict[str, Any] = {"active": True, "nobody": 1.5}
    reads = [
        {"key": "staff", "action": "list", "options": options},
        {"key": "staff", "action": "list", "options": {}, "alias": "all"},
    ]
    told = v2(either).post("/multi-entity", json=reads).json()
    assert {row["active"] for row in told["staff"]["data"]} == {1}
    assert len(told["staff"]["data"]) < len(told["all"]["data"])


def test_of_two_results_of_one_name_the_last_stays(either: Sandbox, v2: Connect) -> None:
    told = v2(either).post("/multi-entity", json=[INVOICE, {**INVOICE, "options": 2}]).json()
    assert told["invoice"]["id"] == 2


def test_a_missing_record_is_null_among_others(either: Sandbox, v2: Connect) -> None:
    reads = [INVOICE, {**INVOICE, "options": 999999, "alias": "gone"}]
    told = v2(either).post("/multi-entity", json=reads).json()
    assert (told["invoice"]["id"], told["gone"]) == (1, None)


def test_an_unknown_entity_is_an_error_in_its_place_or_refuses_all(
    box: Sandbox, documented: Sandbox, v2: Connect
) -> None:
    reads = [INVOICE, {"key": "customer", "action": "list", "options": {}}]
    seen = v2(box).post("/multi-entity", json=reads)
    assert (seen.status_code, seen.json()["customer"]) == (200, {"error": "Entity Not exists"})
    refused = v2(documented).post("/multi-entity", json=reads)
    assert refused.status_code == 422
    assert refused.json()["errors"] == {"1.key": ["Entity Not exists"]}


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "body"),
        ([], "body"),
        ([1], "0"),
        ([INVOICE, {"key": "invoice", "action": "show"}], "1"),
        ([{**INVOICE, "action": "erase"}], "0.action"),
        ([{**INVOICE, "key": "In Voice"}], "0.key"),
        ([{**INVOICE, "options": 0}], "0.options"),
        ([{**INVOICE, "options": "one"}], "0.options"),
        ([{**INVOICE, "options": {}}], "0.options"),
        ([{**INVOICE, "action": "list"}], "0.options"),
        ([{**INVOICE, "data_level": 0}], "0.data_level"),
        ([{**INVOICE, "data_level": "2"}], "0.data_level"),
        ([{**INVOICE, "alias": ""}], "0.alias"),
    ],
)
def test_a_read_that_cannot_be_understood_refuses_all_and_is_named(
    either: Sandbox, v2: Connect, body: Any, place: str
) -> None:
    answer = v2(either).post("/multi-entity", json=body)
    assert answer.status_code == 422
    ((named, reasons),) = answer.json()["errors"].items()
    assert named == place
    assert reasons[0]


@pytest.mark.parametrize("content", ["{", "", "\xff"])
def test_a_body_that_is_no_json_is_400(either: Sandbox, v2: Connect, content: str) -> None:
    answer = v2(either).post("/multi-entity", content=content.encode("latin-1"))
    assert (answer.status_code, answer.json()) == (400, {"message": "The body is not valid JSON"})


def test_nothing_is_stored(either: Sandbox, v2: Connect) -> None:
    v2(either).post("/multi-entity", json=[INVOICE])
    assert not either.requests[-1].stored
