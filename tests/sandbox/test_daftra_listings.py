"""Branches, listings, visits of clients, and the status of an app."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

Connect = Callable[..., httpx.Client]


def entries(client: httpx.Client, model: str) -> Any:
    return client.get(f"/listing/{model}").json()["data"]["Listing"]


def test_a_listing_maps_the_keys_of_records_to_their_titles(
    either: Sandbox, daftra: Connect
) -> None:
    client = daftra(either)
    number = client.post("/products", json={"Product": {"name": "شاي"}}).json()["id"]
    rows = client.get("/products?limit=1000").json()["data"]
    named = {str(row["Product"]["id"]): row["Product"]["name"] for row in rows}
    assert entries(client, "Product") == named
    assert named[str(number)] == "شاي"
    assert entries(client, "Product.json") == named


def test_a_listing_is_of_its_company(either: Sandbox, daftra: Connect) -> None:
    first, second = (entries(daftra(either, company=each), "Product") for each in (0, 1))
    assert not first.keys() & second.keys()


def test_an_empty_listing_is_a_php_list_when_observed(
    box: Sandbox, documented: Sandbox, daftra: Connect
) -> None:
    assert entries(daftra(box), "GroupPrice") == []
    assert entries(daftra(documented), "GroupPrice") == {}


def test_keys_that_records_have_are_listed(documented: Sandbox, daftra: Connect) -> None:
    client = daftra(documented)
    site = client.get("/site_info").json()["data"]["Site"]
    assert str(site["timezone"]) in entries(client, "Timezone")
    assert str(site["date_format"]) in entries(client, "dateFormats")
    assert str(site["language_code"]) in entries(client, "languageCodes")
    staff = [row["Staff"] for row in client.get("/staff").json()["data"]]
    assert {str(each["role_id"]) for each in staff} <= entries(client, "Role").keys()
    times = [row["TimeTracking"] for row in client.get("/time_tracking").json()["data"]]
    assert {str(each["activity_id"]) for each in times} <= entries(client, "TimeActivity").keys()
    branches = [row["Branch"]["id"] for row in client.get("/branches").json()["data"]]
    assert list(entries(client, "Branch")) == branches
    assert entries(client, "InvoiceLayout")


@pytest.mark.parametrize("model", ["product", "Invoice", "branches"])
def test_an_unknown_model_is_an_invalid_endpoint(
    either: Sandbox, daftra: Connect, model: str
) -> None:
    answer = daftra(either).get(f"/listing/{model}")
    assert (answer.status_code, answer.json()["message"]) == (404, "Invalid Endpoint")


def test_every_company_has_a_main_branch_of_the_same_key(either: Sandbox, daftra: Connect) -> None:
    for company in (0, 1):
        rows = [row["Branch"] for row in daftra(either, company).get("/branches").json()["data"]]
        assert [row["id"] for row in rows] == ["1", "2"]
        assert rows[0]["country_code"] == either.daftra_companies[company].country


def test_every_scalar_of_a_branch_is_text(either: Sandbox, daftra: Connect) -> None:
    for row in daftra(either).get("/branches").json()["data"]:
        assert {type(value) for value in row["Branch"].values()} <= {str, type(None)}


def test_branches_are_listed_and_nothing_else(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    assert client.post("/branches", json={}).headers["allow"] == "GET"
    assert client.get("/branches/1").json()["message"] == "Invalid Endpoint"
    assert len(client.get("/branches?page=2&limit=1").json()["data"]) == 1


def test_visits_are_stored_under_ids_of_their_own(either: Sandbox, daftra: Connect) -> None:
    client, visit = daftra(either), {"time": "2026-07-01 17:30:00", "client_id": 1}
    answers = [
        client.post("/client-attendance-log/store", json={"ClientAttendance": visit})
        for _ in range(2)
    ]
    assert [answer.json()["id"] for answer in answers] == [5, 6]
    assert [request.stored for request in either.requests] == [True, True]
    assert client.get("/client-attendance-log/store").headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("visit", "member"),
    [
        ({"time": "yesterday"}, "time"),
        ({"time": None}, "time"),
        ({"client_id": 999}, "client_id"),
        ({"client_id": 17}, "client_id"),
    ],
)
def test_these_visits_are_refused(
    either: Sandbox, daftra: Connect, visit: dict[str, Any], member: str
) -> None:
    answer = daftra(either).post("/client-attendance-log/store", json={"ClientAttendance": visit})
    found = answer.json()["validation_errors"]
    assert list(found.get("ClientAttendance", found)) == [member]


def test_a_client_who_came_is_not_deleted(either: Sandbox, daftra: Connect) -> None:
    client = daftra(either)
    owner = client.post("/clients", json={"Client": {}}).json()["id"]
    client.post("/client-attendance-log/store", json={"ClientAttendance": {"client_id": owner}})
    refused = client.delete(f"/clients/{owner}")
    assert refused.json()["message"].endswith("(ClientAttendance)")


def test_an_app_is_known_to_the_company_that_has_it(either: Sandbox, v2: Connect) -> None:
    app, other = (company.client_id for company in either.daftra_companies)
    nothing = [] if "'observed'" in repr(either) else {}
    assert v2(either).get(f"/app-manager/is_active/{app}").json() == nothing
    refused = v2(either).get(f"/app-manager/is_active/{other}")
    assert (refused.status_code, refused.json()) == (400, {"message": "Record not found"})
