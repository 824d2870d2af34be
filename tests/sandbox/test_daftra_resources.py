"""What all uniform Daftra resources have in common: clients, taxes, stores and the others."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]

KEYS = {
    "clients": "Client",
    "suppliers": "Supplier",
    "products": "Product",
    "taxes": "Tax",
    "treasuries": "Treasury",
    "stores": "Store",
    "expenses": "Expense",
    "journal_cats": "JournalCat",
    "journal_accounts": "JournalAccount",
    "journals": "Journal",
    "invoice_appointments": "InvoiceAppointment",
    "estimate_appointments": "EstimateAppointment",
    "work_order_appointments": "WorkOrderAppointment",
    "work_orders": "WorkOrder",
    "time_tracking": "TimeTracking",
    "stock_transactions": "StockTransaction",
}
EMPTY = {"code": 200, "result": "successful"}


def rows(client: httpx.Client, path: str, **query: Any) -> list[dict[str, Any]]:
    data = client.get(f"/{path}", params={"limit": 1000, **query}).json()["data"]
    return [next(iter(row.values())) for row in data]


def read(client: httpx.Client, path: str, number: int | str) -> dict[str, Any]:
    body = json.loads(client.get(f"/{path}/{number}").content, parse_float=Decimal)
    record: dict[str, Any] = next(iter(body["data"].values()))
    return record


def created(client: httpx.Client, path: str, **members: Any) -> int:
    answer = client.post(f"/{path}", json={KEYS[path]: members})
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


def errors(answer: httpx.Response) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["result"]) == (400, "failed")
    found: dict[str, Any] = answer.json()["validation_errors"]
    return found


@pytest.mark.parametrize("path", KEYS)
def test_each_path_has_a_wrapper_key_of_its_own(
    either: Sandbox, daftra: Connect, path: str
) -> None:
    client = daftra(either)
    listed = client.get(f"/{path}.json").json()
    assert {tuple(row) for row in listed["data"]} == {(KEYS[path],)}
    number = listed["data"][0][KEYS[path]]["id"]
    assert list(client.get(f"/{path}/{number}.json").json()["data"]) == [KEYS[path]]


@pytest.mark.parametrize("path", KEYS)
def test_a_create_gives_an_id_that_was_never_given(
    either: Sandbox, daftra: Connect, path: str
) -> None:
    client = daftra(either)
    first = created(client, path)
    assert client.delete(f"/{path}/{first}").json() == EMPTY
    assert created(client, path) == first + 1
    assert client.get(f"/{path}/{first}").status_code == 404


@pytest.mark.parametrize("path", KEYS)
def test_the_other_company_has_no_such_record(either: Sandbox, daftra: Connect, path: str) -> None:
    number = created(daftra(either), path)
    other = daftra(either, company=1)
    assert other.get(f"/{path}/{number}").status_code == 404
    assert other.put(f"/{path}/{number}", json={KEYS[path]: {}}).status_code == 404
    assert other.delete(f"/{path}/{number}").status_code == 404
    assert str(number) not in {str(row["id"]) for row in rows(other, path)}


@pytest.mark.parametrize("path", KEYS)
def test_a_missing_record_names_its_kind(either: Sandbox, daftra: Connect, path: str) -> None:
    answer = daftra(either).get(f"/{path}/999999")
    assert answer.json() == {
        "result": "failed",
        "code": 404,
        "message": f"{KEYS[path]} not found",
    }


@pytest.mark.parametrize("path", ["product_categories", "staff"])
def test_categories_and_staff_are_read_only(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    number = rows(client, path)[0]["id"]
    assert client.post(f"/{path}", json={}).headers["allow"] == "GET"
    assert client.put(f"/{path}/{number}", json={}).headers["allow"] == "GET"
    assert client.delete(f"/{path}/{number}").status_code == 405


def test_observed_categories_are_wrapped_in_another_key(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    assert list(daftra(box).get("/product_categories/1").json()["data"]) == ["Category"]
    published = daftra(documented).get("/product_categories/1").json()["data"]
    assert list(published) == ["ProductCategory"]


def test_pages_of_every_resource_link_to_their_own_path(either: Sandbox, daftra: Connect) -> None:
    pages = daftra(either).get("/expenses").json()["pagination"]
    assert "/api2/expenses?page=2" in pages["next"]
    assert (pages["page"], pages["page_count"], pages["total_results"]) == (1, 2, 24)


def test_scalars_are_texts_when_observed_and_native_when_documented(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    seen, published = (read(daftra(each), "taxes", 1) for each in (box, documented))
    assert (seen["id"], seen["value"], seen["included"]) == ("1", "15.00", "0")
    assert (published["id"], published["value"], published["included"]) == (1, 15, False)


def test_members_that_only_observation_knows_are_not_documented(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    known = {"national_id", "photo", "link", "category_id", "language_code", "original_site_id"}
    assert known <= read(daftra(box), "clients", 1).keys()
    assert not known & read(daftra(documented), "clients", 1).keys()


def test_observed_moments_and_days_that_are_missing_are_zeros(
    box: Sandbox, daftra: Connect
) -> None:
    client = daftra(box)
    bare = read(client, "clients", created(client, "clients"))
    assert (bare["last_login"], bare["birth_date"]) == ("0000-00-00 00:00:00", "0000-00-00")
    assert (bare["staff_id"], bare["notes"], bare["starting_balance"]) == ("0", "", None)


def test_a_record_knows_when_it_was_stored(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert read(client, "stores", created(client, "stores"))["created"] == "2026-07-01 12:00:00"


def test_an_update_changes_the_moment_of_the_last_change_alone(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    client.put("/clients/1", json={"Client": {"city": "Aden"}})
    client_record = read(client, "clients", 1)
    assert client_record["created"] == "2025-01-01 10:00:00"
    assert client_record["modified"] == "2026-07-01 12:00:00"


def test_an_observed_update_resets_what_it_leaves_out(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    number = created(client, "stores", name="Shed", shipping_address="Pier 4", active=0)
    assert client.put(f"/stores/{number}", json={"Store": {"name": "Barn"}}).json() == EMPTY
    store = read(client, "stores", number)
    assert (store["name"], store["shipping_address"], store["active"]) == ("Barn", None, "1")


def test_a_documented_update_keeps_what_it_leaves_out(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    number = created(client, "stores", name="Shed", shipping_address="Pier 4", active=0)
    client.put(f"/stores/{number}", json={"Store": {"name": "Barn"}})
    store = read(client, "stores", number)
    assert (store["name"], store["shipping_address"], store["active"]) == ("Barn", "Pier 4", False)


def test_sending_a_record_back_as_it_was_read_is_extra_data(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    record = client.get("/clients/2").json()["data"]["Client"]
    answer = client.put("/clients/2", json={"Client": record})
    assert answer.json()["error_type"] == "extra_data"
    found = errors(answer)
    servers = {"id", "last_login", "suspend", "last_ip", "created", "modified"}
    assert set(found.get("Client", found)) == servers & record.keys()


def test_an_unknown_member_is_ignored(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, "suppliers", colour="red", business_name="Cedar")
    assert "colour" not in read(client, "suppliers", number)


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("clients", "staff_id"),
        ("suppliers", "staff_id"),
        ("products", "tax1"),
        ("products", "supplier_id"),
        ("products", "raw_store_id"),
        ("expenses", "client_id"),
        ("journal_accounts", "journal_cat_id"),
        ("journal_cats", "journal_cat_id"),
        ("invoice_appointments", "item_id"),
        ("estimate_appointments", "staff_id"),
        ("estimate_appointments", "action_id"),
        ("work_order_appointments", "item_id"),
        ("work_order_appointments", "post_id"),
        ("work_orders", "client_id"),
        ("work_orders", "delivery_appointment_id"),
        ("work_orders", "follow_up_status_id"),
        ("time_tracking", "staff_id"),
        ("time_tracking", "activity_id"),
        ("time_tracking", "work_order_id"),
        ("stock_transactions", "product_id"),
        ("stock_transactions", "store_id"),
        ("stock_transactions", "added_by"),
    ],
)
def test_an_id_that_names_no_record_is_refused(
    either: Sandbox, daftra: Connect, path: str, member: str
) -> None:
    found = errors(daftra(either).post(f"/{path}", json={KEYS[path]: {member: 999}}))
    assert list(found.get(KEYS[path], found)) == [member]
    assert either.requests[-1].stored is False


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("clients", "staff_id"),
        ("products", "raw_store_id"),
        ("work_orders", "follow_up_status_id"),
        ("time_tracking", "work_order_id"),
        ("stock_transactions", "product_id"),
    ],
)
@pytest.mark.parametrize("sent", [0, "0", None])
def test_no_record_is_written_as_0_or_as_null(
    either: Sandbox, daftra: Connect, path: str, member: str, sent: object
) -> None:
    client = daftra(either)
    shown = read(client, path, created(client, path, **{member: sent}))
    assert shown.get(member) in (None, 0, "0")


def test_reasons_are_nested_below_the_model_when_observed(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    flat, nested = (
        errors(daftra(each).post("/clients", json={"Client": {"staff_id": 99}}))
        for each in (documented, box)
    )
    assert nested == {"Client": {"staff_id": [flat["staff_id"]]}}


def test_the_record_of_another_company_is_unknown_too(either: Sandbox, daftra: Connect) -> None:
    theirs = rows(daftra(either, company=1), "clients")[0]["id"]
    answer = daftra(either).post("/expenses", json={"Expense": {"client_id": theirs}})
    assert answer.status_code == 400


def test_a_record_that_something_refers_to_is_not_deleted(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    number = created(client, "clients", business_name="Two Rivers")
    expense = created(client, "expenses", client_id=number)
    refused = client.delete(f"/clients/{number}")
    assert refused.status_code == 400
    assert set(refused.json()) == {"result", "code", "message"}
    assert client.delete(f"/expenses/{expense}").json() == EMPTY
    assert client.delete(f"/clients/{number}").json() == EMPTY


@pytest.mark.parametrize("path", ["taxes", "suppliers", "stores", "treasuries"])
def test_seeded_records_are_in_use(either: Sandbox, daftra: Connect, path: str) -> None:
    client = daftra(either)
    answers = {client.delete(f"/{path}/{row['id']}").status_code for row in rows(client, path)}
    assert 400 in answers


def test_a_restart_with_the_same_seed_gives_the_same_records(daftra: Connect) -> None:
    bodies = []
    for _ in range(2):
        with Sandbox(seed=3, records=5) as box:
            client = daftra(box)
            bodies.append([client.get(f"/{path}").content for path in (*KEYS, "staff")])
            client.delete(f"/expenses/{rows(client, 'expenses')[0]['id']}")
            box.reset()
            bodies.append([client.get(f"/{path}").content for path in (*KEYS, "staff")])
    assert all(body == bodies[0] for body in bodies)
