"""Writes of v2: flat members in, the id out; what is left out stays, what is unknown is ignored."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Fault, Sandbox
from ledgerspan.sandbox.exactjson import read_json, write_json

Connect = Callable[..., httpx.Client]
LINE = {"item": "Linen notebook", "unit_price": "12.50", "quantity": 2, "tax1": 1}


def exact(answer: httpx.Response) -> Any:
    return read_json(answer.content)


def saved(client: httpx.Client, entity: str, **members: Any) -> int:
    answer = client.post(f"/entity/{entity}", content=write_json(members))
    assert answer.status_code == 200, answer.text
    number: int = answer.json()["id"]
    return number


def refusal(answer: httpx.Response, status: int = 422) -> dict[str, list[str]]:
    assert (answer.status_code, answer.json()["message"]) == (status, "Entity not saved")
    errors: dict[str, list[str]] = answer.json()["errors"]
    return errors


def test_a_create_says_the_id_that_the_record_is_read_by(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    answer = client.post("/entity/brand", json={"name": "نخلة"})
    assert answer.status_code == 200
    assert answer.json().keys() == {"message", "id"}
    assert either.requests[-1].stored
    assert client.get(f"/entity/brand/{answer.json()['id']}/1").json() == {
        "id": answer.json()["id"],
        "name": "نخلة",
        "created": "2026-07-01 12:00:00",
        "modified": "2026-07-01 12:00:00",
    }


@pytest.mark.parametrize("number", [None, 0, 1, "1"])
def test_an_id_makes_no_other_record_of_a_create(either: Sandbox, v2: Connect, number: Any) -> None:
    client = v2(either)
    before = client.get("/entity/brand/1/1").json()
    created = saved(client, "brand", id=number, name="Cedar")
    assert created > 3
    assert client.get("/entity/brand/1/1").json() == before


def test_points_and_credits_are_updated_by_a_post_with_the_id(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    total = client.get("/entity/credit_type/list").json()["total"]
    assert saved(client, "credit_type", id="1", unit="star") == 1
    record = client.get("/entity/credit_type/1/1").json()
    assert (record["name"], record["unit"]) == ("Points", "star")
    assert client.get("/entity/credit_type/list").json()["total"] == total


def test_an_update_leaves_what_it_does_not_name(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    before = exact(client.get("/entity/client/2/1"))
    answer = client.put("/entity/client/2", json={"id": 2, "city": "Aswan"})
    assert (answer.status_code, answer.json()["id"]) == (200, 2)
    after = exact(client.get("/entity/client/2/1"))
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"city", "modified"}
    assert after["city"] == "Aswan"


@pytest.mark.parametrize("entity", ["client", "staff", "product", "unit_template", "cost_center"])
def test_a_record_that_was_read_can_be_sent_back(either: Sandbox, v2: Connect, entity: str) -> None:
    client = v2(either)
    before = exact(client.get(f"/entity/{entity}/1/1"))
    answer = client.put(f"/entity/{entity}/1", content=write_json({**before, "nobody": {}}))
    assert answer.status_code == 200, answer.text
    after = exact(client.get(f"/entity/{entity}/1/1"))
    assert {**after, "modified": None} == {**before, "modified": None}


def test_the_servers_own_members_are_ignored(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    sent = {"name": "Cedar", "created": "2001-01-01 00:00:00", "deleted_at": "2001-01-01"}
    record = client.get(f"/entity/brand/{saved(client, 'brand', **sent)}/1").json()
    assert record["created"] == "2026-07-01 12:00:00"
    number = saved(client, "tax", name="Levy", tax_id=77)
    assert client.get(f"/entity/tax/{number}/1").json()["tax_id"] == number


def test_members_go_by_their_names_of_v2(either: Sandbox, v2: Connect, daftra: Connect) -> None:
    client = v2(either)
    number = saved(client, "staff", name="Huda", note="At the till", language_code=41, notes="x")
    record = client.get(f"/entity/staff/{number}/1").json()
    assert (record["note"], record["language_code"]) == ("At the till", 41)
    first = daftra(either).get(f"/staff/{number}").json()["data"]["Staff"]
    assert (first["notes"], first["language_code"]) == ("At the till", "41")


@pytest.mark.parametrize(
    "entity",
    ["brand", "department", "designation", "employment_type", "asset_type", "storage"],
)
def test_a_name_is_required_of_a_create_and_kept_by_an_update(
    either: Sandbox, v2: Connect, entity: str
) -> None:
    client = v2(either)
    for sent in ({}, {"name": None}, {"name": ""}):
        assert refusal(client.post(f"/entity/{entity}", json=sent)) == {"name": ["is required"]}
    status = 400 if entity == "brand" else 422
    emptied = client.put(f"/entity/{entity}/1", json={"name": ""})
    assert refusal(emptied, status) == {"name": ["is required"]}
    assert client.put(f"/entity/{entity}/1", json={}).status_code == 200
    assert client.get(f"/entity/{entity}/1/1").json()["name"]


def test_every_reason_is_told_at_once(either: Sandbox, v2: Connect) -> None:
    sent = {"staff_id": 999, "days": "many", "date_from": "06/04/2026", "type": 7}
    assert refusal(v2(either).post("/entity/leave_application", json=sent)) == {
        "staff_id": ["is not a staff of this account"],
        "days": ["must be a number, or its digits with at most 6 decimals as text"],
        "date_from": ["must be a day that exists, written YYYY-MM-DD"],
        "type": ["must be text"],
    }


@pytest.mark.parametrize(
    ("content", "status", "errors"),
    [
        (b"{", 400, None),
        (b"[]", 422, {"body": ["must be an object"]}),
        (b'{"id": "x"}', 422, {"id": ["must be an id: a whole number from 0 to 2147483647"]}),
        (b'{"id": [1]}', 422, {"id": ["must be an id: a whole number from 0 to 2147483647"]}),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(
    either: Sandbox, v2: Connect, content: bytes, status: int, errors: Any
) -> None:
    for method, place in (("POST", "brand"), ("PUT", "store/1")):
        answer = v2(either).request(method, f"/entity/{place}", content=content)
        assert (answer.status_code, answer.json().get("errors")) == (status, errors)


def test_an_update_names_the_id_of_its_path_or_none(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    for number in (1, "1", None):
        assert client.put("/entity/store/1", json={"id": number}).status_code == 200
    refused = client.put("/entity/store/1", json={"id": 2})
    assert refusal(refused) == {"id": ["must be the id of the path"]}


def test_an_empty_id_is_none_where_a_published_sample_sends_one(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    asset = {"name": "Saw", "used_by": "not_assigned", "location_id": 1}
    for entity, body in (("leave_application", {}), ("employee_asset", asset)):
        assert saved(client, entity, **body, id="") > 2
    refused = client.post("/entity/brand", json={"name": "Cedar", "id": ""})
    assert refusal(refused).keys() == {"id"}


def test_0_is_no_record_and_nothing_is_no_value(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    for number in (0, "0", None):
        designation = saved(client, "designation", name="Clerk", department_id=number)
        record = client.get(f"/entity/designation/{designation}/1").json()
        assert record["department_id"] is None
    refused = client.post(
        "/entity/package", json={"price": None, "status": None, "branch_id": None}
    )
    assert refusal(refused) == {"price": ["must not be null"], "status": ["must not be null"]}


@pytest.mark.parametrize("name", ["customer", "le_workflow-type-entity-999"])
def test_an_unknown_entity_cannot_be_written(either: Sandbox, v2: Connect, name: str) -> None:
    for method, place in (("POST", name), ("PUT", f"{name}/1")):
        refused = v2(either).request(method, f"/entity/{place}", json={"name": "x"})
        assert (refused.status_code, refused.json()) == (400, {"message": "Entity Not exists"})


def test_a_company_changes_and_names_its_own_records_alone(either: Sandbox, v2: Connect) -> None:
    first, second = v2(either, company=0), v2(either, company=1)
    number = saved(second, "brand", name="Theirs")
    theirs = first.put(f"/entity/brand/{number}", json={"name": "Ours"})
    assert (theirs.status_code, theirs.json()) == (400, {"message": "Record not found"})
    assert second.get(f"/entity/brand/{number}/1").json()["name"] == "Theirs"
    department = second.get("/entity/department/list").json()["data"][0]["id"]
    named = first.post("/entity/designation", json={"name": "Clerk", "department_id": department})
    assert refusal(named) == {"department_id": ["is not a department of this account"]}


def test_a_document_is_totalled_and_numbered_as_in_v1(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    client = v2(either)
    payment = {"amount": "10", "payment_method": "cash", "date": "2026-06-30"}
    number = saved(client, "invoice", client_id=2, invoice_item=[LINE], payment=[payment])
    record = exact(client.get(f"/entity/invoice/{number}/2"))
    assert record["summary_total"] == Decimal("28.75")
    assert (record["summary_unpaid"], record["payment_status"]) == (Decimal("18.75"), 1)
    assert record["no"]
    assert [line["subtotal"] for line in record["invoice_item"]] == [25]
    assert daftra(either).get(f"/invoices/{number}").status_code == 200


def test_an_update_of_a_document_keeps_its_client_and_replaces_lines_that_are_sent(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    number = saved(client, "invoice", client_id=2, invoice_item=[LINE, LINE])
    before = exact(client.get(f"/entity/invoice/{number}/2"))
    assert client.put(f"/entity/invoice/{number}", json={"po_number": "7"}).status_code == 200
    after = exact(client.get(f"/entity/invoice/{number}/2"))
    assert (after["client_id"], after["no"], after["po_number"]) == (2, before["no"], "7")
    assert after["invoice_item"] == before["invoice_item"]
    client.put(f"/entity/invoice/{number}", json={"invoice_item": [{**LINE, "quantity": 1}]})
    changed = exact(client.get(f"/entity/invoice/{number}/2"))
    assert len(changed["invoice_item"]) == 1
    assert changed["summary_total"] == Decimal("14.375")


@pytest.mark.parametrize(
    ("kind", "path"), [(3, "estimates"), ("5", "credit_notes"), (6, "refund_receipts")]
)
def test_an_invoice_of_another_type_is_a_document_of_that_kind(
    *, either: Sandbox, v2: Connect, daftra: Connect, kind: Any, path: str
) -> None:
    client = v2(either)
    number = saved(client, "invoice", type=kind, client_id=2, invoice_item=[LINE])
    assert daftra(either).get(f"/{path}/{number}").status_code == 200
    assert client.put(f"/entity/invoice/{number}", json={"type": 0}).status_code == 200
    assert client.get(f"/entity/invoice/{number}/1").json()["type"] == int(kind)


def test_a_document_keeps_the_rules_of_its_kind_under_the_name_of_all(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    note = {"type": 5, "client_id": 2, "invoice_item": [LINE]}
    number = saved(client, "invoice", **note)
    told = {"subscription_id": ["is not an invoice of this account"]}
    assert refusal(client.post("/entity/invoice", json={**note, "subscription_id": 999})) == told
    changed = client.put(f"/entity/invoice/{number}", json={"subscription_id": number})
    assert refusal(changed) == told


def test_the_entity_says_the_type_of_a_document_that_is_written_by_its_name(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    paid = [{"amount": 1}]
    number = saved(client, "estimate", type=0, client_id=2, invoice_item=[LINE], payment=paid)
    record = client.get(f"/entity/estimate/{number}/2").json()
    assert (record["type"], record["payment"], record["payment_status"]) == (3, [], None)


def test_reasons_against_rows_name_the_relation(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    lines = [{"tax1": 15, "quantity": 1}]
    assert refusal(
        client.post("/entity/invoice", json={"client_id": 2, "invoice_item": lines})
    ) == {"invoice_item.tax1": ["line 1: Invalid tax: tax not found or inactive"]}
    assert refusal(client.post("/entity/invoice", json={"client_id": 2, "invoice_item": {}})) == {
        "invoice_item": ["must be a list of objects"]
    }
    assert refusal(client.post("/entity/journal", json={"journal_transactions": [1]})) == {
        "journal_transactions": ["line 1 must be an object"]
    }
    unbalanced = {"total_debit": 5, "total_credit": 4}
    assert refusal(client.post("/entity/journal", json=unbalanced)).keys() == {"total_debit"}


@pytest.mark.parametrize(
    ("entity", "outer"), [("invoice_item", "invoice"), ("journal_transaction", "journal")]
)
def test_a_line_is_written_inside_its_record(
    either: Sandbox, v2: Connect, entity: str, outer: str
) -> None:
    client = v2(either)
    for method, place in (("POST", entity), ("PUT", f"{entity}/1")):
        answer = client.request(method, f"/entity/{place}", json={"quantity": 3})
        assert refusal(answer) == {entity: [f"is written inside its {outer}"]}


def test_an_income_written_here_is_one_of_v1_and_an_expense_is_none(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    number = saved(v2(either), "income", amount="12.3456", vendor="Harbour", is_income=0)
    record = exact(daftra(either).get(f"/incomes/{number}"))["data"]["Income"]
    assert Decimal(str(record["amount"])) == Decimal("12.3456")
    assert daftra(either).get(f"/expenses/{number}").status_code == 404


def test_a_fault_can_claim_a_create_that_made_nothing(box: Sandbox, v2: Connect) -> None:
    box.faults.add(Fault("null_id"))
    total = v2(box).get("/entity/brand/list").json()["total"]
    assert v2(box).post("/entity/brand", json={"name": "Cedar"}).json()["id"] is None
    assert v2(box).get("/entity/brand/list").json()["total"] == total
