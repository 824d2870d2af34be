"""Requisitions: how they are written and read, and the goods that accepted ones move."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
INBOUND, OUTBOUND, TRANSFER = 1, 2, 3
PENDING, ACCEPTED, REJECTED = 1, 3, 4


def created(
    client: httpx.Client, members: dict[str, Any], lines: list[dict[str, Any]] | None = None
) -> int:
    body = {"Requisition": members, "RequisitionItem": lines or []}
    answer = client.post("/requisitions", json=body)
    assert answer.status_code in (200, 202), answer.text
    number: int = answer.json()["id"]
    return number


def read(client: httpx.Client, path: str, number: int) -> dict[str, Any]:
    body = json.loads(client.get(f"/{path}/{number}").content, parse_float=Decimal)
    record: dict[str, Any] = next(iter(body["data"].values()))
    return record


def levels(client: httpx.Client, product: int) -> tuple[Decimal, Any]:
    record = read(client, "products", product)
    return Decimal(record["stock_balance"]), record["productAvailableQTY"]


def test_a_create_answers_202_as_others_do_or_200_as_the_docs_have_it(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    answers = [
        daftra(each).post("/requisitions", json={"Requisition": {}}) for each in (box, documented)
    ]
    assert [answer.status_code for answer in answers] == [202, 200]
    assert answers[1].json() == {"code": 200, "result": "successful", "id": 11}
    assert [each.requests[-1].stored for each in (box, documented)] == [True, True]


def test_writes_spell_three_members_with_capitals(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    sent = {"type": 3, "Status": "4", "Order_type": "25", "To_store_id": "2"}
    record = read(client, "requisitions", created(client, sent))
    assert (record["status"], record["order_type"], record["to_store_id"]) == ("4", "25", "2")


def test_members_spelt_as_they_are_read_are_ignored(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    sent = {"type": 3, "status": "4", "order_type": "25", "to_store_id": "2"}
    record = read(client, "requisitions", created(client, sent))
    assert (record["status"], record["order_type"], record["to_store_id"]) == ("1", "8", "0")


def test_an_empty_text_is_no_value(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    names = ("Status", "Order_type", "To_store_id", "store_id", "work_order_id", "number")
    sent = dict.fromkeys((*names, "journal_account_id", "currency_code", "notes"), "")
    record = read(client, "requisitions", created(client, {"type": 2, **sent}))
    expected = {
        "status": "1",
        "order_type": "2",
        "to_store_id": "0",
        "store_id": "1",
        "journal_account_id": "0",
        "number": "000006",
        "currency_code": "SAR",
    }
    assert expected == {name: record[name] for name in expected}


@pytest.mark.parametrize(
    ("sent", "read_back"),
    [("12/05/2026 09:30", "2026-05-12"), ("2026-05-12", "2026-05-12"), (None, "2026-07-01")],
)
def test_a_moment_is_written_day_before_month_and_read_as_a_day(
    documented: Sandbox, daftra: Connect, sent: object, read_back: str
) -> None:
    client = daftra(documented)
    number = created(client, {"date": sent})
    assert read(client, "requisitions", number)["date"] == read_back


@pytest.mark.parametrize(
    ("member", "value", "named"),
    [
        ("date", "31/02/2026 09:30", "date"),
        ("date", "12/05/2026", "date"),
        ("date", "", "date"),
        ("type", "", "type"),
        ("date", "12/05/2026 24:00", "date"),
        ("type", 4, "type"),
        ("Status", "2", "status"),
        ("Order_type", 3, "order_type"),
        ("store_id", 999, "store_id"),
        ("To_store_id", "999", "to_store_id"),
        ("work_order_id", "999", "work_order_id"),
        ("journal_account_id", 999, "journal_account_id"),
    ],
)
def test_these_members_are_refused(
    either: Sandbox, daftra: Connect, member: str, value: object, named: str
) -> None:
    answer = daftra(either).post("/requisitions", json={"Requisition": {member: value}})
    found = answer.json()["validation_errors"]
    assert list(found.get("Requisition", found)) == [named]


def test_errors_have_two_members_more(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    answers = [
        client.get("/requisitions/999"),
        client.delete("/requisitions/999"),
        client.put("/requisitions/999", json={}),
        client.post("/requisitions", content="{"),
        client.post("/requisitions", json={"Requisition": {"type": 9}}),
    ]
    for answer in answers:
        assert (answer.json()["error_type"], answer.json()["extra_data"]) == ("", [])
    extra = client.post("/requisitions", json={"Requisition": {"branch_id": 1}}).json()
    assert (extra["error_type"], extra["extra_data"]) == ("extra_data", [])


def test_every_scalar_of_a_requisition_is_text(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, {"type": 1, "Status": 1}, [{"product_id": 1, "quantity": 2}])
    record = read(client, "requisitions", number)
    lines = record.pop("RequisitionItem")
    assert {type(value) for value in record.values()} == {str}
    assert len(lines) == 1


def test_lines_are_read_alone_and_show_no_key(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    line = {"product_id": 3, "quantity": "2.5", "lot": ["L-1", "ل-٢"], "serials": []}
    number = created(client, {"type": 1}, [line])
    listed = client.get("/requisitions").json()["data"][0]["Requisition"]
    assert (str(listed["id"]), "RequisitionItem" in listed) == (str(number), False)
    (shown,) = read(client, "requisitions", number)["RequisitionItem"]
    assert (shown["item"], shown["lot"], shown["serials"]) == ("دفتر رسم", ["L-1", "ل-٢"], [])
    assert Decimal(shown["quantity"]) == Decimal("2.5")
    assert "id" not in shown


@pytest.mark.parametrize("value", ["L-1", [1], {"a": "b"}])
def test_lots_are_a_list_of_texts(either: Sandbox, daftra: Connect, value: object) -> None:
    body = {"Requisition": {}, "RequisitionItem": [{"lot": value}]}
    answer = daftra(either).post("/requisitions", json=body)
    found = answer.json()["validation_errors"]
    assert list(found.get("RequisitionItem", found)) == ["lot"]


def test_lines_that_are_sent_replace_those_there_are(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, {"type": 1}, [{"item": "Tea"}, {"item": "Salt"}])
    place = f"/requisitions/{number}"
    client.put(place, json={"Requisition": {"type": 1}})
    assert len(read(client, "requisitions", number)["RequisitionItem"]) == 2
    client.put(place, json={"Requisition": {"type": 1}, "RequisitionItem": [{"item": "Rice"}]})
    lines = read(client, "requisitions", number)["RequisitionItem"]
    assert [line["item"] for line in lines] == ["Rice"]


@pytest.mark.parametrize(
    ("kind", "status", "found"),
    [
        (INBOUND, ACCEPTED, (45, {"1": 45})),
        (OUTBOUND, ACCEPTED, (35, {"1": 35})),
        (TRANSFER, ACCEPTED, (40, {"1": 35, "2": 5})),
        (INBOUND, PENDING, (40, {"1": 40})),
        (OUTBOUND, REJECTED, (40, {"1": 40})),
        (TRANSFER, PENDING, (40, {"1": 40})),
    ],
)
def test_an_accepted_requisition_moves_its_goods_until_it_is_not(
    box: Sandbox, daftra: Connect, kind: int, status: int, found: tuple[int, Any]
) -> None:
    client = daftra(box)
    header = {"type": kind, "store_id": 1, "To_store_id": 2 if kind == TRANSFER else 0}
    number = created(client, {**header, "Status": status}, [{"product_id": 8, "quantity": 5}])
    assert levels(client, 8) == found
    place = f"/requisitions/{number}"
    client.put(place, json={"Requisition": {**header, "Status": REJECTED}})
    assert levels(client, 8) == (40, {"1": 40})
    client.put(place, json={"Requisition": {**header, "Status": status}})
    assert levels(client, 8) == found
    assert client.delete(place).status_code == 200
    assert levels(client, 8) == (40, {"1": 40})


def test_a_transfer_is_two_movements_of_one_transfer(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    header = {"type": TRANSFER, "Status": ACCEPTED, "store_id": 1, "To_store_id": 2}
    number = created(
        client, {**header, "date": "12/05/2026 09:30"}, [{"product_id": 8, "quantity": 5}]
    )
    data = client.get("/stock_transactions?limit=1000").json()["data"]
    out, into = (row["StockTransaction"] for row in data[-2:])
    for movement in (out, into):
        assert (movement["source_type"], movement["status"]) == (5, 5)
        assert (movement["stock_transfer_id"], movement["date"]) == (number, "2026-05-12 00:00:00")
    assert [(each["store_id"], each["quantity"]) for each in (out, into)] == [(1, -5), (2, 5)]


def test_a_transfer_to_nowhere_moves_nothing(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    created(client, {"type": TRANSFER, "Status": ACCEPTED}, [{"product_id": 8, "quantity": 5}])
    assert Decimal(read(client, "products", 8)["stock_balance"]) == 40


def test_the_movements_of_a_requisition_are_not_deleted_alone(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    created(client, {"type": INBOUND, "Status": ACCEPTED}, [{"product_id": 8, "quantity": 5}])
    data = client.get("/stock_transactions?limit=1000").json()["data"]
    last = data[-1]["StockTransaction"]["id"]
    assert client.delete(f"/stock_transactions/{last}").status_code == 400


def test_a_requisition_is_read_by_its_company_alone(either: Sandbox, daftra: Connect) -> None:
    number = created(daftra(either), {"type": 1})
    other = daftra(either, company=1)
    assert other.get(f"/requisitions/{number}").status_code == 404
    assert other.put(f"/requisitions/{number}", json={"Requisition": {}}).status_code == 404
    assert other.delete(f"/requisitions/{number}").status_code == 404


def test_a_product_in_a_requisition_is_not_deleted(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, {"type": INBOUND}, [{"product_id": 8, "quantity": 5}])
    assert client.delete("/products/8").status_code == 400
    client.delete(f"/requisitions/{number}")
    assert client.delete("/products/8").status_code == 200
