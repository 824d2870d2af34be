"""What a Nuvio company has before anybody writes to it, and that it all hangs together."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from ledgerspan.sandbox import Fault, Sandbox

Connect = Callable[..., httpx.Client]
READS = (
    ("POST", "/list-incomes"),
    ("POST", "/list-expenses"),
    ("GET", "/accounts"),
    ("GET", "/transactions"),
    ("GET", "/business-entities"),
    ("GET", "/product-services"),
    ("GET", "/projects"),
    ("GET", "/tags"),
    ("GET", "/taxes"),
)


def everything(box: Sandbox, nuvio: Connect) -> list[bytes]:
    return [
        nuvio(box, company).request(method, path).content
        for company in (0, 1)
        for method, path in READS
    ]


def write_something(box: Sandbox, nuvio: Connect) -> None:
    """Write to one company all that hangs together: entity, expense, account, payment."""
    client = nuvio(box)
    entity = client.post("/business-entities", json={"name": "Q", "entityCode": "Q-1"})
    items = [{"itemDetail": "ink", "unitPrice": 9}]
    paid = client.post("/expense", json={"supplierCode": "Q-1", "items": items})
    account = client.post("/accounts", json={"name": "Till", "currency": "EUR"})
    body = {
        "expenseId": paid.json()["data"]["id"],
        "accountId": account.json()["data"]["id"],
        "amount": 9,
        "transactionDate": "2026-06-01T09:00:00Z",
    }
    payment = client.post("/add-payment", json=body)
    assert {each.status_code for each in (entity, paid, account, payment)} == {200}


def test_the_same_seed_and_writes_give_the_same_bytes(nuvio: Connect) -> None:
    with Sandbox(seed=5, records=20) as one, Sandbox(seed=5, records=20) as two:
        assert everything(one, nuvio) == everything(two, nuvio)
        for box in (one, two):
            write_something(box, nuvio)
        assert everything(one, nuvio) == everything(two, nuvio)


def test_a_company_does_not_notice_the_writes_of_the_other(either: Sandbox, nuvio: Connect) -> None:
    before = everything(either, nuvio)
    write_something(either, nuvio)
    after = everything(either, nuvio)
    theirs = len(READS)
    assert after[theirs:] == before[theirs:]
    assert after[:theirs] != before[:theirs]


def test_reset_goes_back_to_the_seed(either: Sandbox, nuvio: Connect) -> None:
    before = everything(either, nuvio)
    write_something(either, nuvio)
    either.reset()
    assert everything(either, nuvio) == before


def test_the_wire_and_the_process_give_the_same_bytes(either: Sandbox, nuvio: Connect) -> None:
    write_something(either, nuvio)
    inside = everything(either, nuvio)
    address = either.url
    outside: list[bytes] = []
    for company in either.nuvio_companies:
        headers = {"authorization": f"Bearer {company.token}"}
        with httpx.Client(base_url=f"{address}/nuvio/v1", headers=headers) as client:
            outside += [client.request(method, path).content for method, path in READS]
    assert outside == inside


def test_a_file_keeps_payments_and_no_reference_dangles(tmp_path: Path, nuvio: Connect) -> None:
    path = str(tmp_path / "books.sqlite")
    with Sandbox(seed=5, records=20, database=path) as first:
        write_something(first, nuvio)
        before = everything(first, nuvio)
    with Sandbox(seed=5, records=20, database=path) as second:
        assert everything(second, nuvio) == before
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_company_without_incomes_has_a_workspace_all_the_same(nuvio: Connect) -> None:
    with Sandbox(records=0) as box:
        client = nuvio(box)
        rows = {path: client.request(method, path).json()["data"] for method, path in READS}
    assert [path for path, found in rows.items() if not found] == [
        "/list-incomes",
        "/list-expenses",
        "/transactions",
    ]


@pytest.mark.parametrize("path", ["/expense", "/accounts", "/tags", "/add-payment"])
def test_a_fault_can_claim_a_create_of_anything(box: Sandbox, nuvio: Connect, path: str) -> None:
    client = nuvio(box)
    before = everything(box, nuvio)
    box.faults.add(Fault("null_id", times=1))
    assert client.post(path, json={}).json()["data"] == {"id": None}
    box.faults.add(Fault("rejected", times=1))
    assert client.post(path, json={}).json()["success"] is False
    assert everything(box, nuvio) == before
