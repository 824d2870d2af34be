"""The arithmetic of Daftra pages."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def page(client: httpx.Client, query: str) -> tuple[list[int], dict[str, Any]]:
    body = client.get(f"/incomes?{query}").json()
    return [int(row["Income"]["id"]) for row in body["data"]], body["pagination"]


def test_twenty_records_make_a_page_unless_a_limit_is_given(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    assert len(page(client, "")[0]) == 20
    assert len(page(client, "limit=7")[0]) == 7


def test_the_pages_together_are_every_record_once(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    seen = [
        number for wanted in range(1, 6) for number in page(client, f"page={wanted}&limit=7")[0]
    ]
    assert sorted(seen) == list(range(1, 31))
    assert seen == page(client, "limit=1000")[0]


def test_the_newest_come_first_and_the_undated_last(either: Sandbox, daftra: Connect) -> None:
    body = daftra(either).get("/incomes?limit=1000").json()
    rows = [row["Income"] for row in body["data"]]
    keys = [(row.get("date", "0000-00-00"), int(row["id"])) for row in rows]
    assert keys == sorted(keys, reverse=True)


def test_pagination_counts_records_and_pages(either: Sandbox, daftra: Connect) -> None:
    _, facts = page(daftra(either), "page=2&limit=7")
    assert (facts["page"], facts["page_count"], facts["total_results"]) == (2, 5, 30)


def test_the_ends_have_no_neighbour(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert page(client, "limit=7")[1]["prev"] is None
    assert page(client, "limit=7&page=5")[1]["next"] is None


def test_documented_links_are_relative_and_repeat_the_page(
    documented: Sandbox, daftra: Connect
) -> None:
    _, facts = page(daftra(documented), "page=2&limit=7")
    assert (facts["prev"], facts["next"]) == ("/api2/incomes?page=1", "/api2/incomes?page=3")


def test_past_the_end_the_page_before_is_the_last_one(documented: Sandbox, daftra: Connect) -> None:
    _, facts = page(daftra(documented), "page=9&limit=7")
    assert (facts["page"], facts["prev"]) == (9, "/api2/incomes?page=5")


def test_observed_links_are_absolute_and_keep_the_limit(box: Sandbox, daftra: Connect) -> None:
    _, facts = page(daftra(box), "page=2&limit=7")
    assert facts["next"] == "http://sandbox.invalid/daftra/api2/incomes?page=3&limit=7"


@pytest.mark.parametrize("wanted", ["6", "1000000", "9" * 40])
def test_past_the_end_there_is_nothing_but_the_same_facts(
    either: Sandbox, daftra: Connect, wanted: str
) -> None:
    numbers, facts = page(daftra(either), f"page={wanted}&limit=7")
    assert numbers == []
    assert (facts["next"], facts["page_count"], facts["total_results"]) == (None, 5, 30)


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=x",
        "page=",
        "page=1.0",
        "limit=0",
        "limit=1001",
        "limit=",
        "limit=٣",
    ],
)
def test_a_page_or_limit_out_of_range_is_refused(
    either: Sandbox, daftra: Connect, query: str
) -> None:
    answer = daftra(either).get(f"/incomes?{query}")
    assert answer.status_code == 400
    assert answer.json()["result"] == "failed"


def test_unknown_parameters_are_ignored(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert page(client, "client_id=1&from=2026-01-01&limit=1000") == page(client, "limit=1000")


def test_an_empty_account_has_no_pages(daftra: Connect) -> None:
    with Sandbox(records=0) as empty:
        numbers, facts = page(daftra(empty), "")
    assert (numbers, facts["page_count"], facts["prev"], facts["next"]) == ([], 0, None, None)
