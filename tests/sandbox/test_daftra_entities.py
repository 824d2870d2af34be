"""Reads of v2: bare records, levels, relations, and the four ways it says no."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.daftra.entities.catalogue import ENTITIES
from ledgerspan.sandbox.exactjson import read_json

Connect = Callable[..., httpx.Client]


def exact(answer: httpx.Response) -> Any:
    """Read JSON with numbers as they were written."""
    return read_json(answer.content)


def inside(told: Any) -> Any:
    """Give a record or rows: assets alone have an envelope of their own."""
    told = told.get("payload", told)
    return told.get("data", told)


def test_a_record_stands_bare_with_native_values(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    written = {"client_id": 2, "date": "2026-06-30", "issue_date": "2026-06-29", "due_after": 14}
    line = {"item": "Linen notebook", "unit_price": "12.50", "quantity": 2}
    body = {"Invoice": written, "InvoiceItem": [line]}
    number = daftra(either).post("/invoices", json=body).json()["id"]
    record = exact(v2(either).get(f"/entity/invoice/{number}/1"))
    expected = {
        "id": number,
        "type": 0,
        "client_id": 2,
        "date": "2026-06-30",
        "issue_date": "2026-06-29",
        "due_after": 14,
        "currency_code": "SAR",
        "draft": 0,
        "payment_status": 0,
        "summary_total": Decimal(25),
        "subscription_id": None,
        "staff_id": 0,
        "deleted_at": None,
    }
    assert {name: record[name] for name in expected} == expected
    assert {"Invoice", "deposit", "notes", "InvoiceCustomField"} & record.keys() == set()


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_entity_is_listed_with_what_single_reads_give(
    either: Sandbox, v2: Connect, entity: str
) -> None:
    client = v2(either)
    rows = inside(exact(client.get(f"/entity/{entity}/list/1?per_page=3")))
    assert rows
    for row in rows:
        record = inside(exact(client.get(f"/entity/{entity}/{row['id']}/1")))
        assert {name: record[name] for name in row} == row
        # Rows of assets alone have fewer members (published).
        assert (record == row) == (entity != "employee_asset")


@pytest.mark.parametrize("place", ["/show", "/-1", "/0", "/1"])
def test_own_members_are_all_that_a_shallow_read_gives(
    either: Sandbox, v2: Connect, place: str
) -> None:
    record = v2(either).get(f"/entity/invoice/1{place}").json()
    assert {type(value) for value in record.values()} & {dict, list} == set()


def test_a_list_without_a_level_gives_own_members(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    bare = client.get("/entity/journal/list").json()["data"]
    assert bare == client.get("/entity/journal/list/1").json()["data"]


def test_level_2_brings_direct_relations_under_snake_case_names(
    either: Sandbox, v2: Connect
) -> None:
    record = v2(either).get("/entity/invoice/1/2").json()
    inside = {name: type(value) for name, value in record.items() if isinstance(value, dict | list)}
    assert inside.keys() >= {"clients", "invoice_client", "store", "invoice_item", "payment"}
    assert (inside["clients"], inside["invoice_item"]) == (dict, list)
    assert record["clients"]["id"] == record["client_id"]
    assert {line["invoice_id"] for line in record["invoice_item"]} == {1}
    assert record["store"].keys() == {"id", "name", "active"}


def test_lists_bring_lines_that_v1_lists_leave_out(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    (row,) = v2(either).get("/entity/invoice/list/2?filter[id]=1").json()["data"]
    assert row["invoice_item"]
    (first, *_) = daftra(either).get("/invoices?limit=1").json()["data"]
    assert "InvoiceItem" not in first["Invoice"]


def test_each_level_goes_one_relation_further(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    line = {level: client.get(f"/entity/journal/1/{level}").json() for level in (1, 2, 3, 4)}
    assert "journal_transactions" not in line[1]
    assert "journal_account" not in line[2]["journal_transactions"][0]
    third = line[3]["journal_transactions"][0]["journal_account"]
    assert third["id"] == line[2]["journal_transactions"][0]["journal_account_id"]
    assert "journal_cat" not in third
    fourth = line[4]["journal_transactions"][0]["journal_account"]["journal_cat"]
    assert fourth["id"] == third["journal_cat_id"]


def test_a_relation_does_not_lead_back_to_where_it_stands(either: Sandbox, v2: Connect) -> None:
    record = v2(either).get("/entity/journal/1/4").json()
    assert "journal" not in record["journal_transactions"][0]


def test_include_brings_one_relation_to_a_shallow_read(either: Sandbox, v2: Connect) -> None:
    record = v2(either).get("/entity/invoice/1/1?include=clients,nobody").json()
    inside = {name for name, value in record.items() if isinstance(value, dict | list)}
    assert inside == {"clients"}
    (row,) = v2(either).get("/entity/invoice/list?include=payment&per_page=1").json()["data"]
    assert isinstance(row["payment"], list)


def test_a_relation_that_is_not_there_is_null_or_the_empty_list_of_php(
    box: Sandbox, documented: Sandbox, v2: Connect
) -> None:
    assert v2(box).get("/entity/invoice/1/2").json()["journal"] == []
    assert v2(documented).get("/entity/invoice/1/2").json()["journal"] is None


def test_the_journal_of_a_document_tells_its_rate(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    lines = [
        {"journal_account_id": 2, "debit": "375.00", "currency_debit": "100.00"},
        {"journal_account_id": 7, "credit": "375.00", "currency_credit": "100.00"},
    ]
    journal = {
        "entity_type": "invoice",
        "entity_id": 1,
        "date": "2026-06-30",
        "currency_debit": "100.00",
        "currency_credit": "100.00",
    }
    body = {"Journal": journal, "JournalTransaction": lines}
    number = daftra(either).post("/journals", json=body).json()["id"]
    told = exact(v2(either).get("/entity/invoice/1/2"))["journal"]
    assert told == {
        "id": number,
        "date": "2026-06-30",
        "total_debit": Decimal("375.00"),
        "currency_debit": Decimal("100.00"),
    }
    # The journal of record 1 of another kind is another one.
    assert not exact(v2(either).get("/entity/estimate/13/2"))["journal"]


def test_invoices_are_of_every_kind_and_the_other_names_of_one(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)

    def kinds(entity: str, query: str = "") -> set[int]:
        rows = client.get(f"/entity/{entity}/list/1?per_page=100{query}").json()["data"]
        return {row["type"] for row in rows}

    assert kinds("invoice") == {0, 3, 5, 6}
    assert kinds("invoice", "&filter[type]=5") == {5}
    names = {"estimate": 3, "credit_note": 5, "refund_receipt": 6}
    assert {name: kinds(name) for name in names} == {name: {kind} for name, kind in names.items()}


def test_payments_out_of_credit_are_not_hidden_and_have_a_day(either: Sandbox, v2: Connect) -> None:
    rows = v2(either).get("/entity/invoice_payment/list/1?per_page=100").json()["data"]
    assert "client_credit" in {row["payment_method"] for row in rows}
    assert {len(row["date"]) for row in rows} == {len("2026-07-01")}


def test_no_day_is_null_by_the_docs_and_zeros_by_observation(
    box: Sandbox, documented: Sandbox, v2: Connect, daftra: Connect
) -> None:
    for sandbox, expected in ((box, "0000-00-00"), (documented, None)):
        body = {"Client": {"business_name": "North Pier", "type": 3}}
        number = daftra(sandbox).post("/clients", json=body).json()["id"]
        assert v2(sandbox).get(f"/entity/client/{number}/1").json()["birth_date"] == expected


def test_employees_have_a_note_and_a_language_by_number(either: Sandbox, v2: Connect) -> None:
    row = v2(either).get("/entity/staff/1/1").json()
    assert {"note", "notes"} & row.keys() == {"note"}
    assert (row["language_code"], row["active"], row["business_Phone"]) == (41, 1, None)


def test_the_totals_of_an_account_are_worked_out_as_in_v1(
    documented: Sandbox, v2: Connect, daftra: Connect
) -> None:
    first = exact(daftra(documented).get("/journal_accounts/1"))["data"]["JournalAccount"]
    account = exact(v2(documented).get("/entity/journal_account/1/1"))
    assert account["total_debit"] == first["total_debit"] > 0


def test_passwords_are_never_shown(either: Sandbox, v2: Connect, daftra: Connect) -> None:
    invented = "invented-password"
    body = {"Client": {"business_name": "North Pier", "type": 3, "password": invented}}
    number = daftra(either).post("/clients", json=body).json()["id"]
    assert invented not in v2(either).get(f"/entity/client/{number}/4").text


def test_an_unknown_entity_is_an_error_under_200_or_a_refusal(
    box: Sandbox, documented: Sandbox, v2: Connect
) -> None:
    for place in ("list", "list/1", "1/1", "1/2"):
        seen = v2(box).get(f"/entity/customer/{place}")
        assert (seen.status_code, seen.json()) == (200, {"error": "Entity Not exists"})
        refused = v2(documented).get(f"/entity/customer/{place}")
        assert (refused.status_code, refused.json()) == (400, {"message": "Entity Not exists"})


@pytest.mark.parametrize("number", ["999999", "0", "abc", "1.json", "9" * 30, "-1"])
def test_a_missing_record_is_400(either: Sandbox, v2: Connect, number: str) -> None:
    answer = v2(either).get(f"/entity/invoice/{number}/1")
    assert (answer.status_code, answer.json()) == (400, {"message": "Record not found"})


@pytest.mark.parametrize("place", ["list/5", "list/-2", "list/deep", "1/5", "1/deep"])
def test_a_level_beyond_the_published_ones_is_refused(
    either: Sandbox, v2: Connect, place: str
) -> None:
    answer = v2(either).get(f"/entity/invoice/{place}")
    assert answer.status_code == 400
    assert "level" in answer.json()["message"]


@pytest.mark.parametrize("headers", [{}, {"apikey": "wrong"}, {"authorization": "Bearer wrong"}])
def test_strangers_are_unauthenticated_in_json(
    either: Sandbox, v2: Connect, headers: dict[str, str]
) -> None:
    client = v2(either, headers=headers)
    for answer in (client.get("/entity/invoice/list/1"), client.post("/multi-entity", json=[])):
        assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def test_a_company_reads_its_own_records_alone(either: Sandbox, v2: Connect) -> None:
    first, second = v2(either, company=0), v2(either, company=1)
    for entity in ENTITIES:
        ours, theirs = (
            {row["id"] for row in inside(each.get(f"/entity/{entity}/list?per_page=500").json())}
            for each in (first, second)
        )
        assert ours
        assert theirs
        for number in theirs - ours:
            assert first.get(f"/entity/{entity}/{number}/1").status_code == 400
