"""Steering over the wire, and who is kept from it."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Fault, Sandbox
from ledgerspan.sandbox.requestlog import RequestLog

from tests.sandbox.conftest import Connect
from tests.sandbox.contents import ask_for_tokens, create_income, everything, write_something


@pytest.fixture
def admin(box: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(transport=box.transport, base_url="http://any.host/__sandbox") as client:
        yield client


def said(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/json"
    reason: str = answer.json()["error"]
    return reason


def test_the_overview_has_everything_that_a_client_needs(box: Sandbox, admin: httpx.Client) -> None:
    overview = admin.get("http://any.host/__sandbox").json()
    assert {name: overview[name] for name in ("seed", "records", "dialect", "now")} == {
        "seed": 7,
        "records": 30,
        "dialect": "observed",
        "now": "2026-07-01T12:00:00",
    }
    company, workspace = overview["daftra"]["companies"][1], overview["nuvio"]["companies"][0]
    with httpx.Client(transport=box.transport) as client:
        asked = client.get(
            f"{overview['daftra']['url']}/api2/site_info", headers={"apikey": company["api_key"]}
        )
        assert asked.json()["data"]["Site"]["business_name"] == company["name"]
        listed = client.post(
            f"{overview['nuvio']['url']}/v1/list-incomes",
            headers={"authorization": workspace["tokens_by_scope"]["READ"]},
        )
        assert len(listed.json()["data"]) == 30


def test_reset_goes_back_to_the_seed(box: Sandbox, admin: httpx.Client) -> None:
    before = everything(box)
    write_something(box)
    box.advance(days=1)
    assert admin.post("/reset").json() == {"reset": True}
    assert (len(box.requests), box.clock.isoformat()) == (0, "2026-07-01T12:00:00")
    assert everything(box) == before


def test_a_fault_is_armed_strikes_and_is_counted(
    box: Sandbox, admin: httpx.Client, daftra: Connect
) -> None:
    sent = {"kind": "status", "status": 503, "retry_after": "2", "times": 1, "method": "get"}
    answer = admin.post("/faults", json=sent)
    assert answer.status_code == 201
    assert list(box.faults) == [Fault(**sent)]  # type: ignore[arg-type]
    statuses = [daftra(box).get("/incomes").status_code for _ in range(2)]
    assert statuses == [503, 200]
    (shown,) = admin.get("/faults").json()["faults"]
    assert shown == {
        "html": False,
        "seconds": 0.0,
        "provider": None,
        "path": "",
        "probability": 1.0,
        "after": 0,
        "seen": 2,
        "dealt": 1,
        **sent,
    }
    assert admin.delete("/faults").json() == {"faults": []}
    assert len(box.faults) == 0


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({}, "kind is missing"),
        ({"kind": "explode"}, "kind: "),
        ({"kind": "status", "status": 99}, "use a final HTTP status"),
        ({"kind": "status", "status": "503"}, "status: Expected `int`"),
        ({"kind": "status", "statuz": 503}, "statuz means nothing here: use kind, status"),
        ({"kind": "html", "provider": "sage"}, "provider: "),
        ({"kind": "html", "times": -1}, "zero or more"),
        ({"kind": "html", "after": -1}, "zero or more"),
        ({"kind": "html", "probability": 1.5}, "a share from 0 to 1"),
        ({"kind": "latency", "seconds": -1}, "use 0 to"),
        ({"kind": "latency", "seconds": 1e9}, "use 0 to"),
        ({"kind": "status", "retry_after": "2\r\nset-cookie: a=b"}, "printable ASCII"),
        ({"kind": "status", "retry_after": "غدا"}, "printable ASCII"),
        ([], "send a JSON object"),
        ("html", "send a JSON object"),
    ],
)
def test_a_fault_that_cannot_be_is_refused_with_the_reason(
    box: Sandbox, admin: httpx.Client, sent: Any, reason: str
) -> None:
    answer = admin.post("/faults", json=sent)
    assert (answer.status_code, reason in said(answer)) == (400, True), said(answer)
    assert len(box.faults) == 0


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b'{"kind": "html"} x'])
def test_a_body_that_is_no_json_is_refused(admin: httpx.Client, body: bytes) -> None:
    answer = admin.post("/faults", content=body)
    assert (answer.status_code, said(answer)[:20]) == (400, "the body is not JSON")


def test_the_clock_is_read_set_and_advanced(box: Sandbox, admin: httpx.Client) -> None:
    assert admin.get("/clock").json() == {"now": "2026-07-01T12:00:00"}
    moved = [
        admin.post("/clock", json=sent).json()["now"]
        for sent in (
            {"now": "2027-02-03"},
            {"now": "2027-02-03T04:05:06"},
            {"advance": {"days": 1, "hours": 0.5}},
        )
    ]
    assert moved == ["2027-02-03T12:00:00", "2027-02-03T04:05:06", "2027-02-04T04:35:06"]
    assert box.clock.isoformat() == moved[-1]


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({}, 'send {"now"'),
        ({"now": "2027-02-03", "advance": {"days": 1}}, 'send {"now"'),
        ({"now": "tomorrow"}, "'tomorrow' is no moment"),
        ({"now": "2027-02-30"}, "no moment"),
        ({"now": 7}, "no moment"),
        ({"now": "2027-02-03T04:05:06Z"}, "the clock has no zone"),
        ({"advance": 3}, "an object of numbers by unit"),
        ({"advance": {}}, "an object of numbers by unit"),
        ({"advance": {"weeks": 3}}, "weeks means nothing here: use days"),
        ({"advance": {"days": "3"}}, "takes numbers"),
        ({"advance": {"days": True}}, "takes numbers"),
        ({"advance": {"days": 1e300}}, "no length of time"),
        ({"advance": {"days": 1e7}}, "beyond the years"),
        ({"then": "2027-02-03"}, "then means nothing here: use now, advance"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_the_reason(
    box: Sandbox, admin: httpx.Client, sent: Any, reason: str
) -> None:
    answer = admin.post("/clock", json=sent)
    assert (answer.status_code, reason in said(answer)) == (400, True), said(answer)
    assert box.clock.isoformat() == "2026-07-01T12:00:00"


def test_requests_are_told_oldest_first_and_without_secrets(
    box: Sandbox, admin: httpx.Client, daftra: Connect
) -> None:
    box.faults.add(Fault("html", method="GET"))
    daftra(box).post("/incomes?a=%20", json={"Income": {"note": "أهلا"}})
    daftra(box).get("/incomes")
    first, second = admin.get("/requests").json()["requests"]
    company = box.daftra_companies[0]
    assert first["headers"].pop("apikey") == "***"
    assert json.loads(first.pop("body")) == {"Income": {"note": "أهلا"}}
    first.pop("headers")
    assert first == {
        "method": "POST",
        "path": "/daftra/api2/incomes",
        "query": "a=%20",
        "status": 202,
        "stored": True,
        "fault": None,
    }
    assert (second["status"], second["stored"], second["fault"]) == (200, False, "html")
    ask_for_tokens(box)
    told = admin.get("/requests?last=1")
    assert [each["path"] for each in told.json()["requests"]] == ["/daftra/v2/oauth/token"]
    assert [each for each in (company.password, company.client_secret) if each in told.text] == []


def test_the_number_of_requests_is_asked_for(box: Sandbox, admin: httpx.Client) -> None:
    for _ in range(3):
        create_income(box)
    assert [
        len(admin.get("/requests", params={"last": last}).json()["requests"])
        for last in (0, 2, 3, 99)
    ] == [0, 2, 3, 3]
    for wrong in ("-1", "many", "1" * 30, "٣"):
        answer = admin.get("/requests", params={"last": wrong})
        assert (answer.status_code, "a whole number" in said(answer)) == (400, True)
    assert admin.delete("/requests").json() == {"requests": []}
    assert len(box.requests) == 0


def test_snapshots_are_taken_restored_and_forgotten_by_name(
    box: Sandbox, admin: httpx.Client
) -> None:
    before = everything(box)
    answer = admin.post("/snapshots/قبل")
    assert (answer.status_code, answer.json()) == (201, {"snapshots": ["قبل"]})
    write_something(box)
    assert admin.put("/snapshots/قبل").status_code == 200
    assert everything(box) == before
    assert admin.get("/snapshots").json() == {"snapshots": ["قبل"]}
    assert admin.delete("/snapshots/قبل").json() == {"snapshots": []}
    for forgotten in (admin.put("/snapshots/قبل"), admin.delete("/snapshots/قبل")):
        assert (forgotten.status_code, said(forgotten)[:11]) == (404, "no snapshot")


def test_another_method_is_refused_with_those_there_are(admin: httpx.Client) -> None:
    answer = admin.put("/clock")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
    assert said(answer) == "PUT is not for this path: use GET, POST"


def test_a_path_that_is_nothing_says_where_to_look(admin: httpx.Client) -> None:
    answer = admin.post("/clocks")
    assert (answer.status_code, said(answer)) == (
        404,
        "there is nothing at /__sandbox/clocks: / lists what there is",
    )


def test_steering_is_neither_logged_nor_broken(box: Sandbox, admin: httpx.Client) -> None:
    box.faults.add(Fault("reset_before"))
    assert admin.get("/clock").status_code == 200
    assert len(box.requests) == 0


@pytest.mark.parametrize("api", ["daftra", "nuvio"])
def test_it_is_no_part_of_an_api(box: Sandbox, api: str) -> None:
    with httpx.Client(transport=box.transport, base_url="http://any.host") as client:
        document = client.get(f"/openapi/{api}.json").text
        assert "__sandbox" not in document
        assert client.get(f"/{api}/__sandbox/clock").status_code == 404


def test_the_log_forgets_the_oldest_of_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RequestLog, "longest", 3)
    with Sandbox(records=1) as box:
        ids = [create_income(box) for _ in range(5)]
        assert [len(box.requests), ids[-1]] == [3, 7]
        create_income(box, company=1)
        assert [request.headers["apikey"] for request in box.requests] == ["***"] * 3
