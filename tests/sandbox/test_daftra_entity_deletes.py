"""What v1 has deleted, as v2 shows it: there with a moment, or gone by the docs."""

from collections.abc import Callable

import httpx
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def test_documented_deleted_records_are_gone(
    documented: Sandbox, v2: Connect, daftra: Connect
) -> None:
    number = daftra(documented).post("/stores", json={"Store": {"name": "Shed"}}).json()["id"]
    assert v2(documented).get(f"/entity/store/{number}/1").status_code == 200
    daftra(documented).delete(f"/stores/{number}")
    assert v2(documented).get(f"/entity/store/{number}/1").status_code == 400
    rows = v2(documented).get("/entity/store/list?per_page=100").json()["data"]
    assert number not in {row["id"] for row in rows}


def test_observed_deleted_records_are_listed_and_read_and_tell_so(
    box: Sandbox, v2: Connect, daftra: Connect
) -> None:
    number = daftra(box).post("/stores", json={"Store": {"name": "Shed"}}).json()["id"]
    before = v2(box).get("/entity/store/list").json()["total"]
    daftra(box).delete(f"/stores/{number}")
    record = v2(box).get(f"/entity/store/{number}/1").json()
    assert (record["name"], record["deleted_at"]) == ("Shed", "2026-07-01 12:00:00")
    listed = v2(box).get("/entity/store/list?sort[id]=desc").json()
    assert (listed["total"], listed["data"][0]) == (before, record)
    assert daftra(box).get(f"/stores/{number}").status_code == 404


def test_deleted_records_are_told_apart_by_a_filter(
    box: Sandbox, v2: Connect, daftra: Connect
) -> None:
    number = daftra(box).post("/stores", json={"Store": {"name": "Shed"}}).json()["id"]
    daftra(box).delete(f"/stores/{number}")

    def found(query: str) -> set[int]:
        rows = v2(box).get(f"/entity/store/list?{query}").json()["data"]
        return {row["id"] for row in rows}

    assert number not in found("filter[deleted_at][is_null]=1")
    assert found("filter[deleted_at][gte]=2026-07-01") == {number}


def test_a_deleted_document_keeps_its_lines_and_another_loses_a_deleted_payment(
    box: Sandbox, v2: Connect, daftra: Connect
) -> None:
    header = {"client_id": 2}
    line = {"item": "Linen notebook", "unit_price": "12.50", "quantity": 2}
    payment = {"amount": "4.00", "payment_method": "cash", "status": 1}
    body = {"Invoice": header, "InvoiceItem": [line], "Payment": [payment]}
    first, second = (daftra(box).post("/invoices", json=body).json()["id"] for _ in range(2))
    for number in (first, second):
        (paid,) = v2(box).get(f"/entity/invoice/{number}/2").json()["payment"]
        daftra(box).delete(f"/invoice_payments/{paid['id']}")
    daftra(box).delete(f"/invoices/{first}")
    deleted, kept = (v2(box).get(f"/entity/invoice/{each}/2").json() for each in (first, second))
    assert [each["item"] for each in deleted["invoice_item"]] == ["Linen notebook"]
    assert (kept["payment"], kept["summary_paid"]) == ([], 0)


def test_no_entity_is_deleted_through_v2(either: Sandbox, v2: Connect) -> None:
    answer = v2(either).delete("/entity/store/1")
    assert (answer.status_code, answer.headers["allow"]) == (405, "PUT")
    assert v2(either).get("/multi-entity").headers["allow"] == "POST"


def test_what_is_deleted_cannot_be_changed(box: Sandbox, v2: Connect, daftra: Connect) -> None:
    number = daftra(box).post("/stores", json={"Store": {"name": "Shed"}}).json()["id"]
    daftra(box).delete(f"/stores/{number}")
    answer = v2(box).put(f"/entity/store/{number}", json={"name": "Barn"})
    assert (answer.status_code, answer.json()) == (400, {"message": "Record not found"})
    assert v2(box).get(f"/entity/store/{number}/1").json()["name"] == "Shed"


def test_what_is_deleted_cannot_be_named_and_frees_its_code(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    account = {"name": "Till", "code": "1199", "journal_cat_id": 5}
    client = daftra(either)
    number = client.post("/journal_accounts", json={"JournalAccount": account}).json()["id"]
    client.delete(f"/journal_accounts/{number}")
    again = v2(either).post("/entity/journal_account", json=account)
    assert again.json()["id"] == number + 1
    lines = [{"journal_account_id": number, "debit": 5}, {"journal_account_id": 2, "credit": 5}]
    refused = v2(either).post("/entity/journal", json={"journal_transactions": lines})
    assert refused.json()["errors"] == {
        "journal_transactions.journal_account_id": [
            "line 1: is not a journal account of this account"
        ]
    }


def test_ids_of_deleted_records_are_never_given_again(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    numbers = []
    for _ in range(2):
        numbers.append(client.post("/stores", json={"Store": {"name": "Shed"}}).json()["id"])
        client.delete(f"/stores/{numbers[-1]}")
    assert numbers[1] == numbers[0] + 1
