"""Reading Nuvio incomes: envelopes, filters, scopes, both dialects."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.companies import Scope

Connect = Callable[..., httpx.Client]


def listed(client: httpx.Client, **filters: Any) -> list[dict[str, Any]]:
    answer = client.post("/list-incomes", json=filters)
    body = json.loads(answer.content, parse_float=Decimal)
    assert (answer.status_code, body["success"], body["errors"]) == (200, True, None)
    data: list[dict[str, Any]] = body["data"]
    return data


def test_a_list_is_everything_newest_first(either: Sandbox, nuvio: Connect) -> None:
    incomes = listed(nuvio(either))
    dates = [income["invoiceDate"] for income in incomes]
    assert len(incomes) == 30
    assert dates == sorted(dates, reverse=True)


def test_a_list_needs_no_body(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    assert (
        client.post("/list-incomes").json()["data"]
        == client.post("/list-incomes", json={"startDate": None, "nonsense": 1}).json()["data"]
    )


def test_both_ends_of_a_date_range_belong_to_it(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    dates = sorted(income["invoiceDate"] for income in listed(client))
    first, last = dates[5], dates[20]
    found = listed(client, startDate=first, endDate=last)
    assert sorted(income["invoiceDate"] for income in found) == [
        date for date in dates if first <= date <= last
    ]


def test_filters_are_exact_and_all_must_hold(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    everything = listed(client)
    wanted = next(income for income in everything if income.get("customer") and income["tags"])
    customer, tag = wanted["customer"], wanted["tags"][0]["name"]
    filters = {"customerCode": customer["entityCode"], "tagName": tag}
    assert listed(client, **filters) == [
        income
        for income in everything
        if income.get("customer") == customer and tag in [tag["name"] for tag in income["tags"]]
    ]
    assert listed(client, tagName=tag.upper() + "x") == []


def test_a_project_filters_by_name_and_by_code(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    everything = listed(client)
    project = next(income["project"] for income in everything if income.get("project"))
    expected = [income for income in everything if income.get("project") == project]
    assert listed(client, projectName=project["name"]) == expected
    assert listed(client, projectCode=project["projectCode"]) == expected


def test_the_id_of_a_customer_beats_the_code(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    customer = next(income["customer"] for income in listed(client) if income.get("customer"))
    with_id = listed(client, customerId=customer["id"])
    assert listed(client, customerId=customer["id"], customerCode="C-999") == with_id
    assert listed(client, customerId=customer["id"].replace("-", "").upper()) == with_id
    assert listed(client, customerCode="C-999") == []


def test_every_payment_status_is_seeded_and_can_be_filtered(nuvio: Connect) -> None:
    with Sandbox(seed=7, records=60) as box:
        client = nuvio(box)
        for status in ("Unpaid", "Partially Paid", "Paid", "Overpaid"):
            found = listed(client, paymentStatus=status)
            assert {income["paymentStatus"] for income in found} == {status}
        assert listed(client, paymentStatus="Lost") == []


@pytest.mark.parametrize(
    "filters",
    [
        {"startDate": 20260101},
        {"startDate": "01/01/2026"},
        {"endDate": "2026-02-30"},
        {"customerId": "not-a-uuid"},
        {"tagName": ["export"]},
        {"paymentStatus": True},
        {"projectCode": {}},
    ],
)
def test_a_filter_of_the_wrong_type_is_invalid(
    either: Sandbox, nuvio: Connect, filters: dict[str, Any]
) -> None:
    answer = nuvio(either).post("/list-incomes", json=filters)
    assert answer.status_code == 422
    assert (answer.json()["success"], len(answer.json()["errors"])) == (False, 1)
    assert "data" not in answer.json()


def test_an_income_is_found_by_uuid_and_by_invoice_number(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    income = client.post("/list-incomes").json()["data"][0]
    for key in (income["id"], income["id"].replace("-", ""), income["invoiceNumber"]):
        assert client.get(f"/income/{key}").json()["data"] == income
    assert client.get("/income/INV-999").status_code == 404


def test_the_money_of_every_seeded_income_adds_up(nuvio: Connect) -> None:
    with Sandbox(seed=3, records=60) as box:
        for company in (0, 1):
            for income in listed(nuvio(box, company)):
                lines = income["items"]
                assert income["totalTax"] == sum(line["totalTaxes"] for line in lines)
                assert income["totalAmount"] == sum(line["totalAmount"] for line in lines)
                assert income["subTotal"] + income["totalTax"] == income["totalAmount"]
                paid = sum(payment["amount"] for payment in income["matchedPayments"])
                assert paid + income["remainingAmount"] == income["totalAmount"]


def test_what_is_absent_is_null_in_the_wild_and_left_out_in_the_docs(
    box: Sandbox, documented: Sandbox, nuvio: Connect
) -> None:
    for wild, published in zip(listed(nuvio(box)), listed(nuvio(documented)), strict=True):
        assert {name: value for name, value in wild.items() if value is not None} == published
        assert {"project", "customer", "dueDate", "description", "exchangeRate"} <= set(wild)


def test_observed_whole_numbers_have_no_fraction(box: Sandbox, nuvio: Connect) -> None:
    assert b".00," not in nuvio(box).post("/list-incomes").content


def test_a_price_is_text_when_read(either: Sandbox, nuvio: Connect) -> None:
    for income in listed(nuvio(either)):
        assert {type(line["unitPrice"]) for line in income["items"]} <= {str}


def test_a_token_is_read_with_and_without_bearer(either: Sandbox, nuvio: Connect) -> None:
    client = nuvio(either)
    token = either.nuvio_companies[0].token
    for header in (token, f"Bearer {token}", f"bearer {token}"):
        answer = client.post("/list-incomes", headers={"authorization": header})
        assert answer.status_code == 200
    for header in ("", "wrong", "Bearer ", f"Basic {token}"):
        answer = client.post("/list-incomes", headers={"authorization": header})
        assert answer.status_code == 401


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("READ", (200, 200, 403, 403)),
        ("WRITE", (403, 403, 200, 403)),
        ("UPDATE", (403, 403, 403, 200)),
    ],
)
def test_a_token_does_what_its_scope_says_and_no_more(
    either: Sandbox, nuvio: Connect, scope: Scope, expected: tuple[Any, ...]
) -> None:
    number = nuvio(either).get("/income/INV-1").json()["data"]["id"]
    client = nuvio(either, scope=scope)
    answers = (
        client.post("/list-incomes"),
        client.get(f"/income/{number}"),
        client.post("/income", json={}),
        client.put(f"/income/{number}", json={}),
    )
    assert tuple(answer.status_code for answer in answers) == expected


def test_a_company_cannot_reach_the_records_of_another(either: Sandbox, nuvio: Connect) -> None:
    first, second = nuvio(either, 0), nuvio(either, 1)
    theirs = second.post("/list-incomes").json()["data"]
    ours = first.post("/list-incomes").json()["data"]
    assert not {row["id"] for row in ours} & {row["id"] for row in theirs}
    for row in theirs[:3]:
        assert first.get(f"/income/{row['id']}").status_code == 404
        assert first.put(f"/income/{row['id']}", json={}).status_code == 404
    customer = next(row["customer"]["id"] for row in theirs if row.get("customer"))
    assert first.post("/income", json={"customerId": customer}).status_code == 422
    assert listed(first, customerId=customer) == []


def test_a_known_path_with_another_method_names_all_of_its_methods(
    either: Sandbox, nuvio: Connect
) -> None:
    client = nuvio(either)
    answer = client.delete("/income/INV-1")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, PUT")
    assert client.get("/list-incomes").headers["allow"] == "POST"
    assert client.get("/nowhere").json() == {"success": False, "errors": ["Invalid Endpoint"]}
