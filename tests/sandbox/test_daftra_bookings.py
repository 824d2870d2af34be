"""Bookings: made, confirmed, cancelled, deleted, and turned into invoices once."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.exactjson import read_json

Connect = Callable[..., httpx.Client]
HEADER: dict[str, Any] = {
    "client_id": "2",
    "staff_id": "1",
    "date": "06/05/2026",
    "start_time": "16:00",
    "end_time": "16:45",
    "description": "قياس أول",
}
ITEMS = [{"product_id": "2"}, {"product_id": 3}]


def exact(answer: httpx.Response) -> Any:
    return read_json(answer.content)


def made(client: httpx.Client, **header: Any) -> int:
    body = {"Invoice": {**HEADER, **header}, "InvoiceItem": ITEMS}
    answer = client.post("/bookings/add", json=body)
    assert answer.is_success, answer.text
    number: int = answer.json()["id"]
    return number


def test_a_new_booking_is_read_through_v2(either: Sandbox, v2: Connect, daftra: Connect) -> None:
    number = made(daftra(either))
    record = v2(either).get(f"/entity/booking/{number}/2").json()
    assert record == {
        "id": number,
        "staff_id": 1,
        "client_id": 2,
        "date": "2026-05-06",
        "start_time": "16:00",
        "end_time": "16:45",
        "description": "قياس أول",
        "branch_id": 1,
        "converted": 0,
        "status": None,
        "invoice_item": [{"product_id": 2}, {"product_id": 3}],
    }
    (row,) = (
        v2(either).get("/entity/booking/list/1?filter[start_time]=16:00&per_page=1").json()["data"]
    )
    assert row["id"] == number


def test_a_create_answers_200_by_the_docs_and_202_as_others_were_seen(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    body = {"Invoice": HEADER}
    seen = daftra(box).post("/bookings/add", json=body)
    assert (seen.status_code, seen.json()["code"]) == (202, 202)
    told = daftra(documented).post("/bookings/add", json=body)
    assert (told.status_code, told.json()["code"]) == (200, 200)


@pytest.mark.parametrize(("company", "day"), [(0, "2026-05-06"), (1, "06-05-2026")])
def test_the_day_may_be_iso_or_as_the_account_writes_days(
    *, either: Sandbox, v2: Connect, daftra: Connect, company: int, day: str
) -> None:
    client = daftra(either, company=company)
    answer = client.post("/bookings/add", json={"Invoice": {"date": day}})
    record = v2(either, company=company).get(f"/entity/booking/{answer.json()['id']}/1").json()
    assert record["date"] == "2026-05-06"


@pytest.mark.parametrize(
    ("header", "member"),
    [
        ({"date": "31/02/2026"}, "date"),
        ({"date": 6}, "date"),
        ({"start_time": "24:00"}, "start_time"),
        ({"end_time": "4 pm"}, "end_time"),
        ({"client_id": 999}, "client_id"),
        ({"staff_id": 999}, "staff_id"),
        ({"status": 1}, "status"),
        ({"id": 7}, "id"),
    ],
)
def test_what_cannot_be_booked_is_refused_by_member(
    *, documented: Sandbox, daftra: Connect, header: dict[str, Any], member: str
) -> None:
    answer = daftra(documented).post("/bookings/add", json={"Invoice": {**HEADER, **header}})
    assert (answer.status_code, answer.json()["result"]) == (400, "failed")
    assert set(answer.json()["validation_errors"]) == {member}


def test_a_service_that_is_not_there_cannot_be_booked(either: Sandbox, daftra: Connect) -> None:
    body = {"Invoice": HEADER, "InvoiceItem": [{"product_id": 999}]}
    answer = daftra(either).post("/bookings/add", json=body)
    assert answer.status_code == 400
    assert "line 1: is not a product of this account" in answer.text


@pytest.mark.parametrize("content", [b"{", b"[]", b"{}", b'{"Invoice": []}'])
def test_a_body_without_a_booking_is_refused(
    either: Sandbox, daftra: Connect, content: bytes
) -> None:
    answer = daftra(either).post("/bookings/add", content=content)
    assert (answer.status_code, answer.json()["result"]) == (400, "failed")


def test_a_state_follows_any_other(either: Sandbox, v2: Connect, daftra: Connect) -> None:
    client = daftra(either)
    number = made(client)
    for state in (1, 3, 4, 1):
        answer = client.get(f"/bookings/change_status/{number}/{state}")
        assert (answer.status_code, answer.json()) == (200, {"code": 200, "result": "successful"})
        assert v2(either).get(f"/entity/booking/{number}/1").json()["status"] == state


@pytest.mark.parametrize("state", ["0", "2", "5", "confirmed", "01"])
def test_a_state_that_is_none_is_refused(
    *, either: Sandbox, v2: Connect, daftra: Connect, state: str
) -> None:
    number = made(daftra(either))
    answer = daftra(either).get(f"/bookings/change_status/{number}/{state}")
    assert (answer.status_code, answer.json()["result"]) == (400, "failed")
    assert v2(either).get(f"/entity/booking/{number}/1").json()["status"] is None


def test_an_invoice_of_a_booking_is_an_invoice_with_its_totals(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    client = daftra(either)
    booking = made(client)
    products = [exact(v2(either).get(f"/entity/product/{each}/1")) for each in (2, 3)]
    answer = client.get(f"/bookings/convert_to_invoice/{booking}")
    assert (answer.status_code, answer.json()["result"]) == (200, "successful")
    number = answer.json()["id"]
    invoice = exact(v2(either).get(f"/entity/invoice/{number}/2"))
    lines = [
        (line["product_id"], line["item"], line["unit_price"], line["quantity"], line["tax1"])
        for line in invoice["invoice_item"]
    ]
    assert lines == [
        (each["id"], each["name"], each["unit_price"], 1, each["tax1"]) for each in products
    ]
    net = sum((each["unit_price"] for each in products), Decimal(0))
    taxed = sum((each["unit_price"] for each in products if each["tax1"]), Decimal(0))
    assert invoice["summary_subtotal"] == net
    assert invoice["summary_total"] == net + taxed * Decimal("0.15")
    assert (invoice["client_id"], invoice["date"], invoice["type"]) == (2, "2026-05-06", 0)
    assert (invoice["source_type"], invoice["source_id"]) == (8, booking)
    assert invoice["no"]
    assert v2(either).get(f"/entity/booking/{booking}/1").json()["converted"] == 1
    listed = client.get("/invoices?client_id=2&limit=100").json()["data"]
    assert str(number) in {str(row["Invoice"]["id"]) for row in listed}


def test_a_booking_is_converted_once(either: Sandbox, v2: Connect, daftra: Connect) -> None:
    client = daftra(either)
    booking = made(client)
    client.get(f"/bookings/convert_to_invoice/{booking}")
    total = v2(either).get("/entity/invoice/list").json()["total"]
    again = client.get(f"/bookings/convert_to_invoice/{booking}")
    assert (again.status_code, again.json()["result"]) == (400, "failed")
    assert v2(either).get("/entity/invoice/list").json()["total"] == total


def test_a_booking_without_a_client_makes_no_invoice(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    client = daftra(either)
    booking = made(client, client_id=0)
    answer = client.get(f"/bookings/convert_to_invoice/{booking}")
    assert answer.status_code == 400
    assert "is required" in answer.text
    assert v2(either).get(f"/entity/booking/{booking}/1").json()["converted"] == 0


def test_a_deleted_booking_is_gone_and_its_invoice_stays(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    client = daftra(either)
    booking = made(client)
    invoice = client.get(f"/bookings/convert_to_invoice/{booking}").json()["id"]
    assert client.delete(f"/bookings/{booking}").status_code == 200
    for answer in (
        client.delete(f"/bookings/{booking}"),
        client.get(f"/bookings/change_status/{booking}/1"),
        client.get(f"/bookings/convert_to_invoice/{booking}"),
    ):
        assert (answer.status_code, answer.json()["message"]) == (404, "Booking not found")
    # Its record has no `deleted_at` to tell by, so that it is listed no more.
    gone = v2(either).get(f"/entity/booking/{booking}/1")
    assert (gone.status_code, gone.json()) == (400, {"message": "Record not found"})
    assert client.get(f"/invoices/{invoice}").status_code == 200


def test_a_company_reaches_its_own_bookings_alone(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    theirs = v2(either, company=1).get("/entity/booking/list").json()["data"][0]["id"]
    client = daftra(either)
    for answer in (
        client.delete(f"/bookings/{theirs}"),
        client.get(f"/bookings/change_status/{theirs}/3"),
        client.get(f"/bookings/convert_to_invoice/{theirs}"),
    ):
        assert answer.status_code == 404


def test_what_is_booked_is_not_deleted(either: Sandbox, v2: Connect, daftra: Connect) -> None:
    product = v2(either).post("/entity/product", json={"name": "Fitting"}).json()["id"]
    body = {"Invoice": HEADER, "InvoiceItem": [{"product_id": product}]}
    booking = daftra(either).post("/bookings/add", json=body).json()["id"]
    assert daftra(either).delete(f"/products/{product}").status_code == 400
    daftra(either).delete(f"/bookings/{booking}")
    assert daftra(either).delete(f"/products/{product}").status_code == 200
