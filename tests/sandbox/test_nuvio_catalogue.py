"""Customers and suppliers, products, projects, tags and taxes of Nuvio."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.companies import Scope

Connect = Callable[..., httpx.Client]
CODED = {
    "business-entities": ("entityCode", "entityCode"),
    "product-services": ("productCode", "code"),
    "projects": ("projectCode", "projectCode"),
}
"""What requests call the code, and answers."""
NAMED = (*CODED, "tags", "taxes")
NOBODY = "00000000-0000-4000-8000-000000000000"


def listed(client: httpx.Client, path: str, **filters: str) -> list[dict[str, Any]]:
    answer = client.get(f"/{path}", params=filters)
    assert (answer.status_code, answer.json()["success"], answer.json()["errors"]) == (
        200,
        True,
        None,
    )
    data: list[dict[str, Any]] = answer.json()["data"]
    return data


def saved(answer: httpx.Response) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    data: dict[str, Any] = answer.json()["data"]
    return data


def errors(answer: httpx.Response) -> list[str]:
    assert (answer.status_code, answer.json()["success"]) == (422, False)
    assert "data" not in answer.json()
    found: list[str] = answer.json()["errors"]
    return found


def test_everything_that_a_document_refers_to_is_in_its_list(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    documents = [
        *client.post("/list-incomes").json()["data"],
        *client.post("/list-expenses").json()["data"],
    ]
    entities, projects, products, tags, taxes = (
        {row["id"]: row for row in listed(client, path)}
        for path in ("business-entities", "projects", "product-services", "tags", "taxes")
    )
    for document in documents:
        party = document.get("customer") or document.get("supplier")
        if party:
            assert {name: entities[party["id"]][name] for name in party} == party
        if document.get("project"):
            assert projects[document["project"]["id"]] == document["project"]
        for tag in document["tags"]:
            assert tags[tag["id"]] == tag
        for line in document["items"]:
            product = products[line["productId"]]
            assert (product["code"], product["name"]) == (line["productCode"], line["productName"])
            assert {tax["taxName"] for tax in line["itemTaxes"]} == {
                taxes[tax["taxId"]]["name"] for tax in line["itemTaxes"]
            }


@pytest.mark.parametrize("path", NAMED)
def test_what_is_created_is_read_and_listed_last(
    either: Sandbox, nuvio: Connect, path: str
) -> None:
    client = nuvio(either)
    before = listed(client, path)
    made = saved(client.post(f"/{path}", json={"name": "أمبر 🪁", "unknown": 1}))
    assert made["name"] == "أمبر 🪁"
    assert saved(client.get(f"/{path}/{made['id']}")) == made
    assert listed(client, path) == [*before, made]


@pytest.mark.parametrize("path", NAMED)
def test_a_name_is_needed_and_says_something(either: Sandbox, nuvio: Connect, path: str) -> None:
    client = nuvio(either)
    assert errors(client.post(f"/{path}")) == ["name must be given"]
    for name in ("", 5, None, ["x"]):
        assert len(errors(client.post(f"/{path}", json={"name": name}))) == 1
    first = listed(client, path)[0]
    assert errors(client.put(f"/{path}/{first['id']}", json={})) == ["name must be given"]
    assert listed(client, path)[0] == first


@pytest.mark.parametrize("path", CODED)
def test_a_code_finds_its_record_for_a_get_and_not_for_an_update(
    either: Sandbox, nuvio: Connect, path: str
) -> None:
    client = nuvio(either)
    sent, shown = CODED[path]
    made = saved(client.post(f"/{path}", json={"name": "x", sent: "Q 1"}))
    assert made[shown] == "Q 1"
    for key in ("Q%201", made["id"], made["id"].replace("-", "").upper()):
        assert saved(client.get(f"/{path}/{key}")) == made
    assert client.get(f"/{path}/q%201").status_code == 404
    assert client.put(f"/{path}/Q%201", json={"name": "y"}).status_code == 404


@pytest.mark.parametrize("path", CODED)
def test_a_code_is_taken_once_a_company_but_many_have_none(
    either: Sandbox, nuvio: Connect, path: str
) -> None:
    first, second = nuvio(either, 0), nuvio(either, 1)
    sent, shown = CODED[path]
    body = {"name": "x", sent: "Q-1"}
    made = saved(first.post(f"/{path}", json=body))
    assert errors(first.post(f"/{path}", json=body)) == [f"{sent} Q-1 is taken"]
    saved(second.post(f"/{path}", json=body))
    saved(first.put(f"/{path}/{made['id']}", json=body))
    for code in (None, None, "", ""):
        assert saved(first.post(f"/{path}", json={"name": "x", sent: code})).get(shown) == code
    other = listed(first, path)[0]["id"]
    assert errors(first.put(f"/{path}/{other}", json=body)) == [f"{sent} Q-1 is taken"]


@pytest.mark.parametrize("path", CODED)
def test_an_update_replaces_everything(either: Sandbox, nuvio: Connect, path: str) -> None:
    client = nuvio(either)
    sent, shown = CODED[path]
    tax = listed(client, "taxes")[0]["id"]
    body = {"name": "x", sent: "Q-1", "taxes": [tax], "city": "Lyon", "isCustomer": True}
    made = saved(client.post(f"/{path}", json=body))
    new = saved(client.put(f"/{path}/{made['id']}", json={"name": "y"}))
    assert (new["id"], new["name"], new.get(shown)) == (made["id"], "y", None)
    assert (new.get("taxes", []), new.get("city"), new.get("isCustomer", False)) == (
        [],
        None,
        False,
    )
    assert saved(client.get(f"/{path}/{made['id']}")) == new


def test_tags_and_taxes_are_found_by_uuid_only(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    for path in ("tags", "taxes"):
        assert client.get(f"/{path}/{listed(client, path)[0]['name']}").status_code == 404


def test_flags_list_customers_suppliers_and_who_is_both(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    path = "business-entities"
    everyone = listed(client, path)
    customers = [row for row in everyone if row["isCustomer"]]
    suppliers = [row for row in everyone if row["isSupplier"]]
    assert listed(client, path, isCustomer="true") == customers
    assert listed(client, path, isSupplier="true") == suppliers
    assert listed(client, path, isCustomer="true", isSupplier="true") == [
        row for row in customers if row in suppliers
    ]
    assert listed(client, path, isCustomer="false", nonsense="1") == everyone
    assert len(customers) + len(suppliers) > len(everyone) > len(customers) > len(suppliers)
    wrong = client.get(f"/{path}", params={"isSupplier": "1"})
    assert errors(wrong) == ["isSupplier must be true or false"]


def test_an_entity_keeps_every_member(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    body = {
        "entityCode": "Q-1",
        "name": "Amber Quay",
        "isCustomer": True,
        "isSupplier": True,
        "legalName": "Amber Quay SARL",
        "vatNumber": "XX1",
        "taxOffice": "North",
        "address": "1 Quay",
        "city": "Lyon",
        "country": "FR",
        "district": "2e",
        "state": "Rhône",
        "postalCode": "69002",
        "email": "books@amber.example",
        "phone": "+000 1",
        "iban": "XX00 1",
    }
    made = saved(client.post("/business-entities", json=body))
    assert {name: made[name] for name in body} == body


@pytest.mark.parametrize(
    "members", [{"isCustomer": "true"}, {"isSupplier": None}, {"city": 5}, {"entityCode": 5}]
)
def test_an_entity_of_the_wrong_types_is_invalid(
    either: Sandbox, nuvio: Connect, members: dict[str, Any]
) -> None:
    answer = nuvio(either).post("/business-entities", json={"name": "x", **members})
    assert len(errors(answer)) == 1


def test_a_product_takes_ids_of_taxes_and_shows_their_names(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    levy, vat = (tax for tax in reversed(listed(client, "taxes")) if tax["name"].isascii())
    body = {"name": "Kite", "taxes": [levy["id"], vat["id"], levy["id"]]}
    assert saved(client.post("/product-services", json=body))["taxes"] == [
        {"taxId": levy["id"], "taxName": levy["name"]},
        {"taxId": vat["id"], "taxName": vat["name"]},
    ]
    assert errors(client.post("/product-services", json={"name": "x", "taxes": [NOBODY]})) == [
        f"tax {NOBODY} does not exist"
    ]


def test_a_new_thing_can_be_used_at_once(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    saved(client.post("/business-entities", json={"name": "Q", "entityCode": "Q-1"}))
    saved(client.post("/product-services", json={"name": "K", "productCode": "K-1"}))
    tag = saved(client.post("/tags", json={"name": "fragile"}))
    tax = saved(client.post("/taxes", json={"name": "Isle levy"}))
    line = {"productCode": "K-1", "unitPrice": 10, "itemTaxes": [tax["id"]]}
    body = {"customerCode": "Q-1", "tags": [tag["id"]], "items": [line]}
    income = saved(client.post("/income", json=body))
    assert (income["customer"]["name"], income["tags"]) == ("Q", [tag])
    # Nobody knows what a rate is called, so one made here taxes nothing.
    assert income["items"][0]["itemTaxes"][0]["taxAmount"] == 0


def test_a_renamed_thing_has_its_new_name_everywhere(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    income = next(row for row in client.post("/list-incomes").json()["data"] if row.get("customer"))
    customer = income["customer"]
    saved(client.put(f"/business-entities/{customer['id']}", json={"name": "New Name"}))
    assert saved(client.get(f"/income/{income['id']}"))["customer"]["name"] == "New Name"


def test_a_tax_that_is_renamed_keeps_its_rate(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    vat = next(tax for tax in listed(client, "taxes") if tax["name"] == "VAT 15%")
    saved(client.put(f"/taxes/{vat['id']}", json={"name": "Value added"}))
    line = {"unitPrice": 10, "itemTaxes": [vat["id"]]}
    assert saved(client.post("/income", json={"items": [line]}))["totalTax"] == 1.5


@pytest.mark.parametrize("path", [*NAMED, "accounts", "transactions"])
@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("READ", (200, 200, 403, 403)),
        ("WRITE", (403, 403, 422, 403)),
        ("UPDATE", (403, 403, 403, 200)),
    ],
)
def test_a_token_does_what_its_scope_says_and_no_more(
    either: Sandbox, nuvio: Connect, path: str, scope: Scope, expected: tuple[int, ...]
) -> None:
    one = f"/{path}/{listed(nuvio(either), path)[0]['id']}"
    client = nuvio(either, scope=scope)
    answers = (
        client.get(f"/{path}"),
        client.get(one),
        client.post(f"/{path}", json={}),
        client.put(one, json={"name": "x"}),
    )
    assert tuple(answer.status_code for answer in answers) == expected


@pytest.mark.parametrize("path", [*NAMED, "accounts", "transactions"])
def test_a_company_cannot_reach_the_things_of_another(
    either: Sandbox, nuvio: Connect, path: str
) -> None:
    first, second = nuvio(either, 0), nuvio(either, 1)
    theirs = listed(second, path)
    assert not {row["id"] for row in listed(first, path)} & {row["id"] for row in theirs}
    for row in theirs[:3]:
        assert first.get(f"/{path}/{row['id']}").status_code == 404
        assert first.put(f"/{path}/{row['id']}", json={}).status_code == 404


@pytest.mark.parametrize("path", [*NAMED, "accounts", "transactions", "expense", "income"])
def test_nothing_is_ever_deleted(either: Sandbox, nuvio: Connect, path: str) -> None:
    answer = nuvio(either).delete(f"/{path}/{NOBODY}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, PUT")
