"""Clients, suppliers, staff, products, treasuries and expenses: the rules of each."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def rows(client: httpx.Client, path: str, **query: Any) -> list[dict[str, Any]]:
    data = client.get(f"/{path}", params={"limit": 1000, **query}).json()["data"]
    return [next(iter(row.values())) for row in data]


def read(client: httpx.Client, place: str) -> dict[str, Any]:
    body = json.loads(client.get(place).content, parse_float=Decimal)
    record: dict[str, Any] = next(iter(body["data"].values()))
    return record


def test_clients_are_in_nobodys_order_but_always_in_the_same(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    order = [int(row["id"]) for row in rows(client, "clients")]
    assert order not in (sorted(order), sorted(order, reverse=True))
    assert order == [int(row["id"]) for row in rows(client, "clients")]


def test_sort_and_direction_order_clients(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    made = [row["created"] for row in rows(client, "clients", sort="created", direction="desc")]
    assert made == sorted(made, reverse=True)
    made = [row["created"] for row in rows(client, "clients", sort="created")]
    assert made == sorted(made)


@pytest.mark.parametrize("query", [{"sort": "-created"}, {"order": "desc"}, {"sort": "password"}])
def test_other_ways_to_ask_for_an_order_are_ignored(
    either: Sandbox, daftra: Connect, query: dict[str, str]
) -> None:
    client = daftra(either)
    assert rows(client, "clients", **query) == rows(client, "clients")


@pytest.mark.parametrize("query", [{"filter[email]": "x"}, {"email": "x"}, {"phone1": "1"}])
def test_other_parameters_do_not_filter_clients(
    either: Sandbox, daftra: Connect, query: dict[str, str]
) -> None:
    assert len(rows(daftra(either), "clients", **query)) == 16


def test_a_password_never_comes_back(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    sent = {"Client": {"first_name": "Amal", "password": "invented-secret"}}
    number = client.post("/clients", json=sent).json()["id"]
    assert "invented-secret" not in client.get(f"/clients/{number}").text
    assert "password" not in read(client, f"/clients/{number}")


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("email", "nobody"),
        ("type", 1),
        ("gender", 3),
        ("business_name", "x" * 101),
        ("default_currency_code", "sar"),
        ("birth_date", "29/02/1988"),
        ("credit_period", "soon"),
    ],
)
def test_these_members_of_a_client_are_refused(
    either: Sandbox, daftra: Connect, member: str, value: object
) -> None:
    answer = daftra(either).post("/clients", json={"Client": {member: value}})
    found = answer.json()["validation_errors"]
    assert list(found.get("Client", found)) == [member]


def test_the_clients_of_incomes_exist(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    known = {row["id"] for row in rows(client, "clients")}
    named = {row["client_id"] for path in ("incomes", "expenses") for row in rows(client, path)}
    assert named - {0, "0"} <= known


def test_the_taxes_of_incomes_exist(either: Sandbox, daftra: Connect) -> None:
    for company in (0, 1):
        client = daftra(either, company)
        rates = {str(tax["id"]): Decimal(tax["value"]) for tax in rows(client, "taxes")}
        for income in rows(client, "incomes"):
            if income.get("tax1_id"):
                assert rates[str(income["tax1_id"])] == Decimal(income["tax1_value"])


def test_an_unknown_tax_of_an_expense_is_kept_as_of_an_income(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    for path, key in (("incomes", "Income"), ("expenses", "Expense")):
        assert client.post(f"/{path}", json={key: {"tax1_id": 99}}).status_code == 202


def test_expenses_are_rows_of_the_table_of_incomes(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert {row["is_income"] for row in rows(client, "expenses")} <= {"0", False}
    income = client.post("/incomes", json={"Income": {}}).json()["id"]
    expense = client.post("/expenses", json={"Expense": {}}).json()["id"]
    assert expense == income + 1
    assert client.get(f"/incomes/{expense}").status_code == 404
    assert client.put(f"/expenses/{income}", json={"Expense": {}}).status_code == 404
    assert client.delete(f"/expenses/{income}").status_code == 404


def test_a_product_is_found_by_its_code(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert [row["product_code"] for row in rows(client, "products", product_code="SKU-0003")] == [
        "SKU-0003"
    ]
    assert rows(client, "products", product_code="nothing") == []
    assert len(rows(client, "products", name="nothing")) == 8


def test_products_hold_their_pictures_and_categories_in_lists_too(
    documented: Sandbox, daftra: Connect
) -> None:
    client = daftra(documented)
    for product in (*rows(client, "products"), read(client, "/products/8")):
        assert all(image["product_id"] == product["id"] for image in product["ProductImage"])
        assert all(category["name"] for category in product["ProductCategory"])
    assert {len(product["ProductImage"]) for product in rows(client, "products")} == {0, 1, 2}


def test_an_observed_picture_that_is_alone_is_an_object(box: Sandbox, daftra: Connect) -> None:
    products = rows(daftra(box), "products")
    assert {type(product["ProductImage"]) for product in products} == {list, dict}
    assert {type(product["ProductMasterImage"]) for product in products} == {list, dict}


def test_observed_stock_levels_are_a_map_or_an_empty_list(box: Sandbox, daftra: Connect) -> None:
    levels = [product["productAvailableQTY"] for product in rows(daftra(box), "products")]
    assert [] in levels
    assert {"1": 40} in levels


def test_a_deleted_product_takes_its_pictures_along(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert client.delete("/products/8").status_code == 200
    assert client.get("/products/8").status_code == 404


def test_a_misspelt_discount_type_is_taken(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = client.post("/products", json={"Product": {"discout_type": 2}}).json()["id"]
    assert int(read(client, f"/products/{number}")["discount_type"]) == 2


@pytest.mark.parametrize(("path", "member"), [("products", "shelf"), ("staff", "desk")])
def test_lists_load_custom_data_on_demand(
    either: Sandbox, daftra: Connect, path: str, member: str
) -> None:
    client = daftra(either)
    assert all(member in row for row in rows(client, path, load_custom_data=1))
    assert not any(member in row for row in rows(client, path))
    assert not any(member in row for row in rows(client, path, load_custom_data=0))


def test_an_observed_balance_is_a_number_or_null(box: Sandbox, daftra: Connect) -> None:
    balances = [row["balance"] for row in rows(daftra(box), "treasuries")]
    assert {type(balance) for balance in balances} == {float, int, type(None)}


def test_the_balance_of_a_treasury_is_the_servers(either: Sandbox, daftra: Connect) -> None:
    answer = daftra(either).post("/treasuries", json={"Treasury": {"name": "A", "balance": 5}})
    assert answer.json()["error_type"] == "extra_data"
