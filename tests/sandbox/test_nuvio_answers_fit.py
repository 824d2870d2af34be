"""Every answer of every Nuvio operation, in both dialects, fits the strict view of the bundle."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from tooling.bundle import bundle
from tooling.openapi import Operation, operations
from tooling.spec_rules_examples import schema_errors
from tooling.spec_views import view

Connect = Callable[..., httpx.Client]
NOBODY = "00000000-0000-4000-8000-000000000000"
WRITES: dict[str, dict[str, Any]] = {
    "/income": {"customerCode": "C-001", "items": [{"productCode": "S-001", "unitPrice": 2.5}]},
    "/expense": {
        "supplierCode": "V-001",
        "referenceNumber": "7/2026",
        "items": [{"itemDetail": "ورق", "quantity": 2, "unitPrice": 2.5}],
    },
    "/accounts": {"name": "Till", "currency": "EUR", "iban": "XX00", "openingBalance": -1.5},
    "/transactions": {
        "amount": 5,
        "transactionType": "Money In",
        "transactionDate": "2026-05-01T12:30:00.5+03:00",
        "matchingEntityCode": "C-001",
    },
    "/business-entities": {"name": "Amber Quay", "entityCode": "Q-1", "isCustomer": True},
    "/product-services": {"name": "Kites", "productCode": "K-1"},
    "/projects": {"name": "Attic", "projectCode": "A-1"},
    "/tags": {"name": "fragile"},
    "/taxes": {"name": "Isle levy"},
}
MOMENT = {"transactionTimestamp": 1777627800000}
LISTS = {"/income": "/list-incomes", "/expense": "/list-expenses"}


@cache
def document(dialect: str) -> Any:
    return view(bundle("nuvio"), f"fuzz-{dialect}")


@cache
def described(dialect: str) -> dict[tuple[str, str], Operation]:
    return {(each.method, each.path): each for each in operations(document(dialect))}


def fits(dialect: str, path: str, answer: httpx.Response, status: int) -> Any:
    """Check an answer against the operation of `path`, as the description writes it."""
    whole = document(dialect)
    operation = described(dialect)[answer.request.method.lower(), path]
    schema = dict(operation.responses(whole))[str(status)]["content"]["application/json"]["schema"]
    body = answer.json()
    assert (answer.status_code, schema_errors(whole, schema, body)) == (status, []), path
    return body.get("data")


def plain(members: dict[str, Any]) -> dict[str, Any]:
    """Give a body that leaves out all that may be left out."""
    needed = ("name", "currency", "amount", "transactionType", "transactionDate", "accountId")
    return {name: value for name, value in members.items() if name in needed}


@pytest.fixture(params=["observed", "documented"])
def client(request: pytest.FixtureRequest, nuvio: Connect) -> Iterator[httpx.Client]:
    with Sandbox(seed=7, records=30, dialect=request.param) as box:
        made = nuvio(box)
        made.headers["x-dialect"] = request.param
        yield made


def dialect_of(client: httpx.Client) -> str:
    return str(client.headers["x-dialect"])


def body_of(client: httpx.Client, path: str) -> dict[str, Any]:
    if path != "/transactions":
        return WRITES[path]
    return {**WRITES[path], "accountId": client.get("/accounts").json()["data"][0]["id"]}


def in_spec(path: str) -> str:
    """Give the path as the description writes it: with the version, or without."""
    paths = {known for _, known in described("documented")}
    return path if path in paths else f"/v1{path}"


@pytest.mark.parametrize("path", list(WRITES))
def test_what_is_listed_read_created_and_replaced_fits(client: httpx.Client, path: str) -> None:
    dialect, body = dialect_of(client), body_of(client, path)
    collection, one = in_spec(path), in_spec(f"{path}/{{id}}")
    for members in (body, plain(body)):
        made = fits(dialect, collection, client.post(path, json=members), 200)
        fits(dialect, one, client.get(f"{path}/{made['id']}"), 200)
        fits(dialect, one, client.put(f"{path}/{made['id']}", json=body | members), 200)
        fits(dialect, one, client.put(f"{path}/{made['id']}", json=plain(body)), 200)
    listing = LISTS.get(path, path)
    answer = client.post(listing) if path in LISTS else client.get(listing)
    assert len(fits(dialect, in_spec(listing), answer, 200)) > 3
    if path in LISTS:
        answer = client.post(listing, json={"tagName": "no such tag"})
        assert fits(dialect, in_spec(listing), answer, 200) == []


def test_customers_and_suppliers_fit(client: httpx.Client) -> None:
    path = "/business-entities"
    for flags in ({"isCustomer": "true"}, {"isSupplier": "true"}):
        answer = client.get(path, params=flags)
        assert fits(dialect_of(client), in_spec(path), answer, 200)
    answer = client.get(path, params={"isCustomer": "perhaps"})
    fits(dialect_of(client), in_spec(path), answer, 422)


def test_payments_fit(client: httpx.Client) -> None:
    dialect = dialect_of(client)
    account = client.post("/accounts", json={"name": "Till", "currency": "EUR"}).json()["data"]
    matching = in_spec("/match-payment/{transactionId}")
    for path, added, matched in (
        ("/income", "invoiceId", "incomeId"),
        ("/expense", "expenseId", "expenseId"),
    ):
        items = [{"quantity": 4, "unitPrice": 10}]
        paid = client.post(path, json={"items": items}).json()["data"]["id"]
        body = {added: paid, "accountId": account["id"], "amount": 12.5, **MOMENT}
        answer = fits(dialect, in_spec("/add-payment"), client.post("/add-payment", json=body), 200)
        loose = {
            "accountId": account["id"],
            "amount": 50,
            **MOMENT,
            "transactionType": answer["transactionType"],
        }
        there = client.post("/transactions", json=loose).json()["data"]["id"]
        body = {matched: paid, "amount": 7.5}
        fits(dialect, matching, client.post(f"/match-payment/{there}", json=body), 200)
        one = in_spec("/transactions/{id}")
        fits(dialect, one, client.get(f"/transactions/{there}"), 200)
        fits(dialect, in_spec(f"{path}/{{id}}"), client.get(f"{path}/{paid}"), 200)
        answer = client.post("/add-payment", json={})
        fits(dialect, in_spec("/add-payment"), answer, 422)
        fits(dialect, matching, client.post(f"/match-payment/{there}", json={}), 422)
        fits(dialect, matching, client.post(f"/match-payment/{NOBODY}", json=body), 404)


@pytest.mark.parametrize("path", [*WRITES, "/add-payment"])
def test_the_usual_failures_fit(client: httpx.Client, path: str) -> None:
    dialect, spec = dialect_of(client), in_spec(path)
    fits(dialect, spec, client.post(path, content=b"{"), 400)
    fits(dialect, spec, client.post(path, headers={"authorization": "no"}, json={}), 401)
    fits(dialect, spec, client.post(path, content=b" " * (1024 * 1024 + 1)), 413)
    fits(dialect, spec, client.post(path, content=b"[]"), 422)
    fits(dialect, spec, client.post(path, json={"name": 5, "description": 5}), 422)
    if path in WRITES:
        one = in_spec(f"{path}/{{id}}")
        fits(dialect, one, client.get(f"{path}/{NOBODY}"), 404)
        fits(dialect, one, client.put(f"{path}/{NOBODY}", json={}), 404)


@pytest.mark.parametrize("dialect", ["observed", "documented"])
def test_a_refused_scope_fits(dialect: Any, nuvio: Connect) -> None:
    with Sandbox(seed=7, records=1, dialect=dialect) as box:
        reader, writer = nuvio(box, scope="READ"), nuvio(box, scope="WRITE")
        for path in (*WRITES, "/add-payment"):
            fits(dialect, in_spec(path), reader.post(path, json={}), 403)
        for path in WRITES:
            answer = writer.get(f"{path}/{NOBODY}")
            fits(dialect, in_spec(f"{path}/{{id}}"), answer, 403)


def test_the_sandbox_answers_every_operation_that_is_described(client: httpx.Client) -> None:
    for method, path in described("documented"):
        there = path.removeprefix("/v1").replace("{id}", NOBODY).replace("{transactionId}", NOBODY)
        answer = client.request(method, there)
        assert answer.status_code != 405, path
        assert answer.json().get("errors") != ["Invalid Endpoint"], path
    assert len(described("documented")) == 38
