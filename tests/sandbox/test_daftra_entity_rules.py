"""The rules that single entities of v2 have: rows inside them, what they require and work out."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.exactjson import read_json, write_json

Connect = Callable[..., httpx.Client]


def exact(answer: httpx.Response) -> Any:
    return read_json(answer.content)


def saved(client: httpx.Client, entity: str, **members: Any) -> int:
    answer = client.post(f"/entity/{entity}", content=write_json(members))
    assert answer.status_code == 200, answer.text
    number: int = answer.json()["id"]
    return number


def refusal(answer: httpx.Response) -> dict[str, list[str]]:
    assert (answer.status_code, answer.json()["message"]) == (422, "Entity not saved")
    errors: dict[str, list[str]] = answer.json()["errors"]
    return errors


def units(client: httpx.Client, number: int) -> list[Any]:
    record = exact(client.get(f"/entity/unit_template/{number}/2"))
    return [
        (unit["id"], unit["factor_name"], unit["factor"], unit["small_name"])
        for unit in record["unit_templates_unit_factors"]
    ]


def test_units_that_are_sent_with_their_ids_last(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    (ream, *_), (box_id, *_) = units(client, 1)
    factors = [{"id": box_id, "factor": "2400"}, {"factor_name": "Pallet", "factor": 50_000}]
    body = {"unit_templates_unit_factors": factors}
    assert client.put("/entity/unit_template/1", json=body).status_code == 200
    kept, new = units(client, 1)
    assert kept == (box_id, "كرتونة", 2400, "ct")
    assert new[1:] == ("Pallet", 50_000, None)
    assert new[0] not in (ream, box_id)


def test_units_stay_where_none_are_sent_and_go_where_an_empty_list_is(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    before = units(client, 1)
    client.put("/entity/unit_template/1", json={"main_unit_name": "Leaf"})
    assert units(client, 1) == before
    client.put("/entity/unit_template/1", json={"unit_templates_unit_factors": []})
    assert units(client, 1) == []


@pytest.mark.parametrize("number", [3, 999, "x", ""])
def test_a_unit_of_another_template_is_refused(either: Sandbox, v2: Connect, number: Any) -> None:
    body = {"unit_templates_unit_factors": [{"id": number, "factor": 2}]}
    for method, place in (("PUT", "unit_template/1"), ("POST", "unit_template")):
        answer = v2(either).request(method, f"/entity/{place}", json=body)
        assert refusal(answer).keys() == {"unit_templates_unit_factors.id"}


def test_a_bundle_names_a_unit_that_is_there(either: Sandbox, v2: Connect) -> None:
    body = {"product_id": 1, "bundle_product_id": 2, "unit_factor_id": 999}
    answer = v2(either).post("/entity/product_bundle", json=body)
    assert refusal(answer) == {"unit_factor_id": ["is not a unit factor of this account"]}


def test_managers_are_written_as_keys_and_read_as_links(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    number = saved(client, "department", name="Till", managers=["2", 1, 2])
    record = client.get(f"/entity/department/{number}/3").json()
    links = [
        (link["manager_id"], link["department_id"], link["manager_department"]["id"])
        for link in record["department_managers"]
    ]
    assert links == [(2, number, 2), (1, number, 1)]
    assert [each["id"] for each in record["managers"]] == [2, 1]
    client.put(f"/entity/department/{number}", json={"description": "By the door"})
    assert client.get(f"/entity/department/{number}/2").json()["department_managers"]
    client.put(f"/entity/department/{number}", json={"managers": []})
    assert client.get(f"/entity/department/{number}/2").json()["department_managers"] == []


@pytest.mark.parametrize("managers", [[999], [0], ["x"], [None], 1, {}])
def test_managers_that_are_no_employees_are_refused(
    either: Sandbox, v2: Connect, managers: Any
) -> None:
    answer = v2(either).post("/entity/department", json={"name": "Till", "managers": managers})
    assert refusal(answer).keys() == {"managers"}


@pytest.mark.parametrize(
    ("entity", "member", "required"),
    [
        ("department", "abbr", {"name": "Till"}),
        ("cost_center", "code", {}),
        ("employee_asset", "serial_number", {"used_by": "not_assigned", "location_id": 1}),
        ("employee_asset", "barcode", {"used_by": "not_assigned", "location_id": 1}),
    ],
)
def test_a_value_that_is_unique_is_given_once(
    *, either: Sandbox, v2: Connect, entity: str, member: str, required: dict[str, Any]
) -> None:
    client = v2(either)
    body = {"name": "Saw", **required, member: "X-1"}
    number = saved(client, entity, **body)
    assert refusal(client.post(f"/entity/{entity}", json=body)).keys() == {member}
    assert client.put(f"/entity/{entity}/{number}", json=body).status_code == 200
    for _ in range(2):
        saved(client, entity, **{**body, member: ""})
    # In another account it is another value.
    if entity == "cost_center":
        saved(v2(either, company=1), entity, **body)


@pytest.mark.parametrize(
    ("entity", "members"),
    [
        ("credit_charge", {"credit_type_id": 1}),
        ("credit_usage", {"credit_type_id": 1}),
        ("credit_type_package", {"credit_type_id": 1, "package_id": 1}),
        ("charge_usage", {"credit_charge_id": 1, "credit_usage_id": 1}),
    ],
)
def test_a_credit_without_decimals_takes_whole_amounts(
    either: Sandbox, v2: Connect, entity: str, members: dict[str, Any]
) -> None:
    client = v2(either)
    refused = client.post(f"/entity/{entity}", json={**members, "amount": "2.5"})
    assert refusal(refused) == {
        "amount": ["must be a whole number: the credit type takes no decimals"]
    }
    saved(client, entity, **members, amount="2.0")
    saved(client, "credit_type", id=1, allow_decimal=1)
    saved(client, entity, **members, amount="2.5")


def test_a_charge_is_suspended_as_long_as_the_word_is_sent(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    number = saved(client, "credit_charge", credit_type_id=2, is_suspended="on")
    place = f"/entity/credit_charge/{number}/1"
    assert client.get(place).json()["status"] == "suspended"
    saved(client, "credit_charge", id=number, description="Open again")
    assert client.get(place).json()["status"] == "available"


@pytest.mark.parametrize(
    ("company", "sent", "expected"),
    [
        (0, "09/03/2026", "2026-03-09"),
        (0, "2026-03-09", "2026-03-09"),
        (0, "09-03-2026", None),
        (1, "09-03-2026", "2026-03-09"),
        (1, "09/03/2026", "2026-03-09"),
        (1, "31/02/2026", None),
        (1, "9/3/2026", None),
        (1, 20260309, None),
    ],
)
def test_days_of_credits_are_written_as_the_account_writes_them(
    *, either: Sandbox, v2: Connect, company: int, sent: Any, expected: str | None
) -> None:
    client = v2(either, company=company)
    answer = client.post("/entity/credit_usage", json={"usage_date": sent})
    if expected is None:
        assert refusal(answer).keys() == {"usage_date"}
    else:
        record = client.get(f"/entity/credit_usage/{answer.json()['id']}/1").json()
        assert record["usage_date"] == expected


@pytest.mark.parametrize(
    ("used_by", "holder"), [("employee", "employee_id"), ("storage", "storage_id")]
)
def test_an_asset_names_who_holds_it(
    either: Sandbox, v2: Connect, used_by: str, holder: str
) -> None:
    client = v2(either)
    body = {"name": "Saw", "location_id": 1, "used_by": used_by}
    assert refusal(client.post("/entity/employee_asset", json=body)).keys() == {holder}
    number = saved(client, "employee_asset", **body, **{holder: 1})
    record = client.get(f"/entity/employee_asset/{number}/1").json()["payload"]["data"]
    assert (record[used_by]["id"], record["location"]["name"]) == (1, "Second floor")
    client.put(f"/entity/employee_asset/{number}", json={"used_by": "not_assigned"})
    record = client.get(f"/entity/employee_asset/{number}/1").json()["payload"]["data"]
    assert (record["employee"], record["storage"]) == (None, None)


def test_rows_of_assets_are_shorter_than_single_assets_and_paged_in_their_own_way(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    told = client.get("/entity/employee_asset/list/2?per_page=2&sort[id]=asc").json()
    assert told["payload"]["pagination"] == {
        "total": 3,
        "current_page": 1,
        "per_page": 2,
        "has_more_pages": True,
    }
    (row, _) = told["payload"]["data"]
    single = client.get(f"/entity/employee_asset/{row['id']}/2").json()["payload"]["data"]
    assert row.items() < single.items()
    last = client.get("/entity/employee_asset/list/2?per_page=2&page=2").json()
    assert not last["payload"]["pagination"]["has_more_pages"]


def test_cost_centres_name_what_they_lie_in_and_never_lie_in_themselves(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    number = saved(client, "cost_center", name="Bench", code=1111, cost_center_id=3)
    record = client.get(f"/entity/cost_center/{number}/1").json()
    assert (record["code"], record["cost_center_ids"]) == ("1111", "1,2,3")
    for inner in (1, 2, number):
        answer = client.put("/entity/cost_center/1", json={"cost_center_id": inner})
        assert refusal(answer).keys() == {"cost_center_id"}
    assert client.put("/entity/cost_center/2", json={"cost_center_id": 0}).status_code == 200
    assert client.get("/entity/cost_center/2/1").json()["cost_center_ids"] == ""


def test_money_goes_to_the_primary_treasury_where_none_is_named(
    either: Sandbox, v2: Connect
) -> None:
    client = v2(either)
    for treasury, expected in ((None, 1), (2, 2)):
        number = saved(client, "site_payment_gateway", label="Wallet", treasury_id=treasury)
        record = client.get(f"/entity/site_payment_gateway/{number}/1").json()
        assert record["treasury_id"] == expected


def test_statuses_are_listed_as_documented_or_as_every_list_was_seen(
    box: Sandbox, documented: Sandbox, v2: Connect
) -> None:
    place = "/entity/follow_up_status/list/1?per_page=4&sort[id]=asc"
    seen = v2(box).get(place).json()
    assert (seen["current_page"], seen["last_page"], len(seen["data"])) == (1, 2, 4)
    told = v2(documented).get(place).json()
    assert (told["code"], told["result"], told["data"]) == (200, "successful", seen["data"])
    assert told["pagination"] == {
        "prev": None,
        "next": "/v2/api/entity/follow_up_status/list/1?page=2",
        "page": 1,
        "page_count": 2,
        "total_results": 6,
    }


def test_a_status_is_for_an_entity_that_has_some(either: Sandbox, v2: Connect) -> None:
    client = v2(either)
    body = {"name": "Sent", "status": 1, "staff_id": 0}
    for key in ("lease_contract", "le_workflow-type-entity-12", None):
        saved(client, "follow_up_status", **body, entity_key=key)
    for key in ("invoice", "le_workflow-type-entity-0", ""):
        answer = client.post("/entity/follow_up_status", json={**body, "entity_key": key})
        assert refusal(answer).keys() == {"entity_key"}
    assert refusal(client.post("/entity/follow_up_status", json={})).keys() == body.keys()


def test_a_debit_note_is_completed_and_totalled_like_a_purchase(
    either: Sandbox, v2: Connect, daftra: Connect
) -> None:
    client = v2(either)
    lines = [{"product_id": 1, "unit_price": "12.25", "quantity": 4, "tax1": 1}]
    number = saved(
        client,
        "purchase_debit_note",
        supplier_id=2,
        shipping_amount=20,
        adjustment_value="-0.25",
        purchase_order_item=lines,
        PurchaseOrderCustomField={"0": {"label": "Delivery note", "value": "DN-77"}},
    )
    record = exact(client.get(f"/entity/purchase_debit_note/{number}/2"))
    supplier = daftra(either).get("/suppliers/2").json()["data"]["Supplier"]
    assert record["supplier_business_name"] == supplier["business_name"]
    assert (record["store_id"], record["date"], record["currency_code"]) == (1, "2026-07-01", "SAR")
    # 49 and 15% of it, 20 for the delivery, a quarter less.
    assert record["summary_total"] == Decimal("76.1")
    (line,) = record["purchase_order_item"]
    assert (line["item"], line["quantity"]) == ("Linen notebook", 4)
    assert record["PurchaseOrderCustomField"] == {"0": {"label": "Delivery note", "value": "DN-77"}}
    client.put(f"/entity/purchase_debit_note/{number}", json={"shipping_amount": 0})
    changed = exact(client.get(f"/entity/purchase_debit_note/{number}/2"))
    assert changed["summary_total"] == Decimal("56.1")
    assert changed["purchase_order_item"] == [line]


@pytest.mark.parametrize(
    "sent",
    [
        {"PurchaseOrderCustomField": []},
        {"PurchaseOrderCustomField": {"0": "DN-77"}},
        {"PurchaseOrderCustomField": {"0": {"value": 7}}},
        {"summary_total": "12"},
        {"summary_total": None},
        {"summary_total": {"currency": "pounds"}},
        {"supplier_id": 999},
        {"purchase_order_item": [{"product_id": 999}]},
    ],
)
def test_a_debit_note_that_cannot_be_understood_is_refused(
    either: Sandbox, v2: Connect, sent: dict[str, Any]
) -> None:
    answer = v2(either).post("/entity/purchase_debit_note", json=sent)
    assert {name.partition(".")[0] for name in refusal(answer)} == set(sent)
