"""Narrowing and ordering the list of Daftra invoices."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def create(client: httpx.Client, **header: Any) -> int:
    line = {"item": "Linen notebook", "unit_price": header.pop("price", 100)}
    custom = {"InvoiceCustomField": header.pop("custom")} if "custom" in header else {}
    paid = {"Payment": [{"amount": header.pop("paid")}]} if "paid" in header else {}
    body = {"Invoice": {"client_id": 2, **header}, "InvoiceItem": [line], **custom, **paid}
    answer = client.post("/invoices", json=body)
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def listed(client: httpx.Client, **parameters: Any) -> list[dict[str, Any]]:
    answer = client.get("/invoices", params={"limit": 100, **parameters}).json()
    assert answer["pagination"]["total_results"] == len(answer["data"])
    return [row["Invoice"] for row in answer["data"]]


def ids(client: httpx.Client, **parameters: Any) -> list[int]:
    return [int(row["id"]) for row in listed(client, **parameters)]


def test_by_client(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = create(client, client_id=5)
    found = listed(client, client_id=5)
    assert number in [int(row["id"]) for row in found]
    assert {int(row["client_id"]) for row in found} == {5}


def test_by_payment_status(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    made = {
        "-1": create(client, draft=1),
        "0": create(client),
        "1": create(client, paid=40),
        "2": create(client, paid=100),
        "4": create(client, paid=150),
    }
    for status, number in made.items():
        found = ids(client, payment_status=status)
        assert number in found
        assert not set(found) & (set(made.values()) - {number})


def test_due_is_open_and_overdue_is_past_its_day(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    late = create(client, date="2026-05-01", due_after=10)
    soon = create(client, date="2026-06-25", due_after=30)
    draft = create(client, date="2026-05-01", draft=1)
    paid = create(client, date="2026-05-01", paid=100)
    due, overdue = (ids(client, payment_status=code) for code in (-2, -3))
    assert {late, soon} <= set(due)
    assert late in overdue
    assert soon not in overdue
    assert not {draft, paid} & {*due, *overdue}


def test_by_day(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    days = [create(client, client_id=7, date=f"2027-01-{day:02d}") for day in (1, 2, 3)]
    found = ids(client, date_from="2027-01-01", date_to="2027-01-02")
    assert sorted(found) == days[:2]


def test_by_day_of_creation(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = create(client, date="2020-01-01")
    assert number in ids(client, created_from="2026-07-01")
    assert number in ids(client, created_from="2026-07-01 23:00:00")
    assert number not in ids(client, created_from="2026-07-02")


def test_drafts_alone(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = create(client, draft=1)
    assert number in ids(client, draft=1)
    assert {int(row["draft"]) for row in listed(client, draft=1)} == {1}


def test_by_a_part_of_the_number(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = create(client, no="WEB-2026-17")
    assert ids(client, no="2026-17") == [number]


def test_by_custom_field_and_its_label(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = create(client, custom={"Order": "7-A"})
    other = create(client, custom=[{"label": "Table", "value": "7-A"}])
    assert set(ids(client, custom_field="7-A")) == {number, other}
    assert ids(client, custom_field="7-A", custom_field_label="Order") == [number]


def test_by_total(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = create(client, price=1_000_000)
    assert ids(client, summary_total_from=900_000, summary_total_to=1_000_000) == [number]


def test_the_newest_day_comes_first(either: Sandbox, daftra: Connect) -> None:
    days = [row["date"] for row in listed(daftra(either))]
    assert days == sorted(days, reverse=True)


def test_sort_and_direction_order_the_list(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    totals = [
        float(row["summary_total"])
        for row in listed(client, sort="summary_total", direction="desc")
    ]
    assert totals == sorted(totals, reverse=True)


def test_filters_count_in_the_pages(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    for _ in range(3):
        create(client, no="PAGED")
    page = client.get("/invoices", params={"no": "PAGED", "limit": 2, "page": 2}).json()
    assert (page["pagination"]["total_results"], len(page["data"])) == (3, 1)


@pytest.mark.parametrize("name", ["clientid", "order", "filter[client_id]"])
def test_an_unknown_parameter_gives_everything(either: Sandbox, daftra: Connect, name: str) -> None:
    client = daftra(either)
    assert ids(client, **{name: "2"}) == ids(client)
