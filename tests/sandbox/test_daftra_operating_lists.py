"""Lists of follow-ups, work and stock: pages add up, and nothing filters or sorts them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
NEWEST_FIRST = (
    "client_appointments",
    "invoice_appointments",
    "estimate_appointments",
    "work_order_appointments",
    "work_orders",
    "notes",
    "time_tracking",
    "requisitions",
)
PATHS = (*NEWEST_FIRST, "stock_transactions", "branches")


def ids(client: httpx.Client, path: str, **query: Any) -> list[int]:
    data = client.get(f"/{path}", params={"limit": 1000, **query}).json()["data"]
    return [int(next(iter(row.values()))["id"]) for row in data]


@pytest.mark.parametrize("path", PATHS)
def test_the_newest_come_first_where_nobody_saw_another_order(
    either: Sandbox, daftra: Connect, path: str
) -> None:
    found = ids(daftra(either), path)
    assert len(found) > 1
    assert found == sorted(found, reverse=path in NEWEST_FIRST)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "query",
    [
        {"item_id": 999},
        {"product_id": 999},
        {"status": 2},
        {"client_id": 999, "staff_id": 999},
        {"filter[id]": 1},
        {"sort": "created", "direction": "desc"},
        {"sort": "id", "direction": "asc"},
    ],
)
def test_parameters_that_nobody_documents_are_ignored(
    either: Sandbox, daftra: Connect, path: str, query: dict[str, Any]
) -> None:
    client = daftra(either)
    assert ids(client, path, **query) == ids(client, path)


@pytest.mark.parametrize("path", PATHS)
def test_pages_add_up_to_the_list(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    everything = ids(client, path)
    found: list[int] = []
    for page in range(1, len(everything) + 1):
        found += ids(client, path, limit=1, page=page)
    assert found == everything
    past = client.get(f"/{path}", params={"limit": 1, "page": len(everything) + 1}).json()
    assert (past["data"], past["pagination"]["next"]) == ([], None)
    assert past["pagination"]["total_results"] == len(everything)
