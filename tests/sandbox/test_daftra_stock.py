"""Movements of stock: by hand and out of documents, and what they do to the stock of products."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]
IN, OUT = 1, 2


def rows(client: httpx.Client, path: str) -> list[dict[str, Any]]:
    body = json.loads(client.get(f"/{path}?limit=1000").content, parse_float=Decimal)
    return [next(iter(row.values())) for row in body["data"]]


def read(client: httpx.Client, path: str, number: int | str) -> dict[str, Any]:
    body = json.loads(client.get(f"/{path}/{number}").content, parse_float=Decimal)
    record: dict[str, Any] = next(iter(body["data"].values()))
    return record


def stock(client: httpx.Client, product: int) -> Decimal:
    return Decimal(read(client, "products", product)["stock_balance"])


def moved(client: httpx.Client, **members: Any) -> int:
    answer = client.post("/stock_transactions", json={"StockTransaction": members})
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def caused(client: httpx.Client, source: int, document: int) -> list[tuple[Decimal, int, int]]:
    """Give quantity, product and store of the movements of a document."""
    return [
        (Decimal(row["quantity"]), int(row["product_id"]), int(row["store_id"]))
        for row in rows(client, "stock_transactions")
        if (int(row["source_type"]), int(row["order_id"])) == (source, document)
    ]


@pytest.fixture
def tea(documented: Sandbox, daftra: Connect) -> int:
    """Make a product with ten units of it in stock."""
    product = {"name": "Tea", "track_stock": 1, "stock_balance": 10, "buy_price": "1.25"}
    answer = daftra(documented).post("/products", json={"Product": product})
    number: int = answer.json()["id"]
    return number


def test_what_comes_in_is_added_and_what_goes_out_is_taken_off(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    moved(client, product_id=tea, transaction_type=IN, quantity="2.5")
    assert stock(client, tea) == Decimal("12.5")
    moved(client, product_id=tea, transaction_type=OUT, quantity=4)
    assert stock(client, tea) == Decimal("8.5")


@pytest.mark.parametrize(
    ("direction", "sent", "stored"),
    [
        (OUT, 3, "-3.00000"),
        (OUT, -3, "-3.00000"),
        (IN, "3.5", "3.50000"),
        (IN, -3, "3.00000"),
        (IN, "0.000001", "0.000001"),
        (OUT, 0, "0.00000"),
    ],
)
def test_an_observed_quantity_has_a_sign_and_five_decimals(
    box: Sandbox, daftra: Connect, direction: int, sent: object, stored: str
) -> None:
    client = daftra(box)
    number = moved(client, product_id=1, transaction_type=direction, quantity=sent)
    assert read(client, "stock_transactions", number)["quantity"] == stored


def test_a_movement_is_completed_by_the_server(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    number = moved(client, product_id=tea, transaction_type=OUT, quantity=4)
    movement = read(client, "stock_transactions", number)
    expected = {
        "source_type": 1,
        "order_id": 0,
        "status": 4,
        "date": "2026-07-01 12:00:00",
        "received_date": "2026-07-01 12:00:00",
        "store_id": 1,
        "currency_code": "SAR",
        "purchase_price": Decimal("1.25"),
        "balance_to_date": 6,
        "ignored": False,
    }
    assert expected == {name: movement[name] for name in expected}


def test_the_primary_store_is_taken_where_none_is_named(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    store = client.post("/stores", json={"Store": {"name": "Barn", "primary": 1}}).json()["id"]
    client.put("/stores/1", json={"Store": {"primary": 0}})
    number = moved(client, product_id=tea, transaction_type=IN, quantity=1)
    assert read(client, "stock_transactions", number)["store_id"] == store


def test_a_changed_movement_changes_the_stock_by_the_difference(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    place = f"/stock_transactions/{moved(client, product_id=tea, transaction_type=IN, quantity=5)}"
    client.put(place, json={"StockTransaction": {"quantity": 7}})
    assert stock(client, tea) == 17
    client.put(place, json={"StockTransaction": {"transaction_type": OUT}})
    assert stock(client, tea) == 3
    client.put(place, json={"StockTransaction": {"product_id": 1}})
    assert (stock(client, tea), stock(client, 1)) == (10, 33)


def test_a_deleted_movement_did_not_happen(documented: Sandbox, daftra: Connect, tea: int) -> None:
    client = daftra(documented)
    number = moved(client, product_id=tea, transaction_type=IN, quantity=5)
    assert client.delete(f"/stock_transactions/{number}").status_code == 200
    assert stock(client, tea) == 10


def test_an_ignored_movement_counts_for_nothing(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    number = moved(client, product_id=tea, transaction_type=IN, quantity=5, ignored=True)
    ignored = read(client, "stock_transactions", number)
    assert (stock(client, tea), ignored["ignored_date"]) == (10, "2026-07-01 12:00:00")
    client.put(f"/stock_transactions/{number}", json={"StockTransaction": {"ignored": 0}})
    assert stock(client, tea) == 15
    assert "ignored_date" not in read(client, "stock_transactions", number)


def test_a_refused_movement_moves_nothing(documented: Sandbox, daftra: Connect, tea: int) -> None:
    client = daftra(documented)
    body = {"product_id": tea, "transaction_type": 3, "quantity": 5}
    answer = client.post("/stock_transactions", json={"StockTransaction": body})
    assert list(answer.json()["validation_errors"]) == ["transaction_type"]
    assert stock(client, tea) == 10


@pytest.mark.parametrize("member", ["source_type", "status", "balance_to_date", "order_id"])
def test_what_the_server_says_of_a_movement_is_not_sent(
    either: Sandbox, daftra: Connect, member: str
) -> None:
    answer = daftra(either).post("/stock_transactions", json={"StockTransaction": {member: 1}})
    assert answer.json()["error_type"] == "extra_data"


def test_movements_are_listed_oldest_first_and_not_filtered(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    numbers = [int(row["id"]) for row in rows(client, "stock_transactions")]
    assert numbers == sorted(numbers)
    filtered = client.get("/stock_transactions?product_id=1&limit=1000").json()
    assert filtered["pagination"]["total_results"] == len(numbers)


def test_a_product_with_movements_is_not_deleted(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    number = moved(client, product_id=tea, transaction_type=IN, quantity=5)
    refused = client.delete(f"/products/{tea}")
    assert refused.json()["message"].endswith("it still has transactions (StockTransaction)")
    client.delete(f"/stock_transactions/{number}")
    assert client.delete(f"/products/{tea}").status_code == 200


# Key, key of the lines, code as a source, what a body needs, and what three units do to the stock.
DOCUMENTS: dict[str, tuple[str, str, int, dict[str, Any], int]] = {
    "invoices": ("Invoice", "InvoiceItem", 2, {"client_id": 1}, -3),
    "credit_notes": ("CreditNote", "InvoiceItem", 4, {"client_id": 1}, 3),
    "refund_receipts": ("RefundReceipt", "InvoiceItem", 6, {"client_id": 1}, 3),
    "purchase_invoices": ("PurchaseOrder", "PurchaseOrderItem", 3, {"is_received": 1}, 3),
    "purchase_refunds": ("PurchaseRefund", "PurchaseOrderItem", 7, {}, -3),
}


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_moves_goods_until_it_is_a_draft_or_gone(
    documented: Sandbox, daftra: Connect, tea: int, path: str
) -> None:
    client, (key, lines, source, members, change) = daftra(documented), DOCUMENTS[path]
    line = {"product_id": tea, "quantity": 3, "unit_price": 2}
    body = {key: members, lines: [line, {"item": "Delivery", "quantity": 1}]}
    number = client.post(f"/{path}", json=body).json()["id"]
    place = f"/{path}/{number}"
    assert caused(client, source, number) == [(change, tea, 1)]
    assert stock(client, tea) == 10 + change
    client.put(place, json={**body, lines: [{**line, "quantity": 1}]})
    assert stock(client, tea) == 10 + change // 3
    client.put(place, json={key: {**members, "draft": 1}})
    assert (stock(client, tea), caused(client, source, number)) == (10, [])
    client.put(place, json={key: {**members, "draft": 0}})
    assert stock(client, tea) == 10 + change // 3
    assert client.delete(place).status_code == 200
    assert (stock(client, tea), caused(client, source, number)) == (10, [])


def test_an_estimate_moves_nothing(documented: Sandbox, daftra: Connect, tea: int) -> None:
    client = daftra(documented)
    body = {"Estimate": {"client_id": 1}, "InvoiceItem": [{"product_id": tea, "quantity": 3}]}
    assert client.post("/estimates", json=body).status_code == 202
    assert stock(client, tea) == 10


def test_bought_goods_come_in_when_they_are_received(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    body = {"PurchaseOrder": {}, "PurchaseOrderItem": [{"product_id": tea, "quantity": 3}]}
    number = client.post("/purchase_invoices", json=body).json()["id"]
    assert stock(client, tea) == 10
    client.put(f"/purchase_invoices/{number}", json={"PurchaseOrder": {"is_received": 1}})
    assert stock(client, tea) == 13


def test_a_line_may_take_its_goods_from_another_store(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    own = {"product_id": tea, "quantity": 1, "store_id": 1}
    lines = [own, {"product_id": tea, "quantity": 2}]
    body = {"Invoice": {"client_id": 1, "store_id": 2}, "InvoiceItem": lines}
    number = client.post("/invoices", json=body).json()["id"]
    assert caused(client, 2, number) == [(-1, tea, 1), (-2, tea, 2)]


def test_a_line_of_less_than_nothing_moves_the_other_way(
    documented: Sandbox, daftra: Connect, tea: int
) -> None:
    client = daftra(documented)
    body = {"Invoice": {"client_id": 1}, "InvoiceItem": [{"product_id": tea, "quantity": -2}]}
    number = client.post("/invoices", json=body).json()["id"]
    assert caused(client, 2, number) == [(2, tea, 1)]
    assert stock(client, tea) == 12


def test_documents_move_tracked_products_alone(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    hours = client.post("/products", json={"Product": {"name": "Hours"}}).json()["id"]
    body = {"Invoice": {"client_id": 1}, "InvoiceItem": [{"product_id": hours, "quantity": 3}]}
    number = client.post("/invoices", json=body).json()["id"]
    assert caused(client, 2, number) == []


def test_a_movement_with_a_cause_is_neither_changed_nor_deleted_by_hand(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    body = {"Invoice": {"client_id": 1}, "InvoiceItem": [{"product_id": 1, "quantity": 3}]}
    client.post("/invoices", json=body)
    last = rows(client, "stock_transactions")[-1]["id"]
    before = stock(client, 1)
    change = {"StockTransaction": {"quantity": 100}}
    assert client.put(f"/stock_transactions/{last}", json=change).status_code == 400
    refused = client.delete(f"/stock_transactions/{last}")
    assert refused.status_code == 400
    assert refused.json()["message"].endswith("it comes out of a document or a requisition")
    assert stock(client, 1) == before


def test_seeded_products_have_what_moved_in_and_out(either: Sandbox, daftra: Connect) -> None:
    for company in (0, 1):
        client = daftra(either, company=company)
        movements = rows(client, "stock_transactions")
        for product in {int(row["product_id"]) for row in movements}:
            mine = [row for row in movements if int(row["product_id"]) == product]
            assert sum(Decimal(row["quantity"]) for row in mine) == stock(client, product) == 40
            assert Decimal(mine[-1]["balance_to_date"]) == 40
        assert {int(row["source_type"]) for row in movements} > {1, 2}


def test_seeded_movements_stand_for_lines_of_documents(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    sold = [row for row in rows(client, "stock_transactions") if int(row["source_type"]) == 2]
    assert sold
    for movement in sold:
        invoice = read(client, "invoices", movement["order_id"])
        lines = {str(line["id"]): line for line in invoice["InvoiceItem"]}
        line = lines[str(movement["ref_id"])]
        assert Decimal(line["quantity"]) == -Decimal(movement["quantity"])
        assert str(line["product_id"]) == str(movement["product_id"])


def test_observed_stock_lies_where_it_was_moved_to(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    product = {"name": "Tea", "track_stock": 1, "stock_balance": 10}
    number = client.post("/products", json={"Product": product}).json()["id"]
    moved(client, product_id=number, transaction_type=IN, quantity=4, store_id=2)
    moved(client, product_id=number, transaction_type=OUT, quantity="0.5", store_id=1)
    levels = read(client, "products", number)["productAvailableQTY"]
    assert levels == {"1": Decimal("9.5"), "2": 4}
