"""Each fault, in-process and over the wire, and when it strikes."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Fault, FaultPlan, Sandbox
from ledgerspan.sandbox.faults import Kind

Connect = Callable[..., httpx.Client]

NEW = {"Income": {"amount": 1}}


def total(client: httpx.Client) -> int:
    count: int = client.get("/incomes").json()["pagination"]["total_results"]
    return count


def test_a_status_fault_speaks_the_words_of_the_api_that_fails(
    box: Sandbox, daftra: Connect, nuvio: Connect
) -> None:
    box.faults.add(Fault("status", status=503, retry_after="2"))
    answer = daftra(box).get("/incomes")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert (answer.json()["result"], answer.json()["code"]) == ("failed", 503)
    answer = nuvio(box).post("/list-incomes")
    assert (answer.status_code, answer.json()["success"]) == (503, False)


def test_a_status_fault_may_be_a_web_page(box: Sandbox, daftra: Connect) -> None:
    box.faults.add(Fault("status", status=502, html=True))
    answer = daftra(box).get("/incomes")
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=UTF-8")
    assert "retry-after" not in answer.headers


def test_an_html_fault_is_a_sign_in_page_with_200(box: Sandbox, daftra: Connect) -> None:
    box.faults.add(Fault("html"))
    answer = daftra(box).get("/incomes")
    assert (answer.status_code, answer.text[:15]) == (200, "<!DOCTYPE html>")


def test_a_truncated_answer_is_half_as_long_and_says_so(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    whole = client.get("/incomes").content
    box.faults.add(Fault("truncate", times=1))
    answer = client.get("/incomes")
    assert answer.content == whole[: len(whole) // 2]
    assert answer.headers["content-length"] == str(len(answer.content))


@pytest.mark.parametrize(
    ("kind", "stored"), [("reset_before", 0), ("refuse", 0), ("reset_after", 1)]
)
def test_a_lost_connection_stores_before_or_not_at_all(
    box: Sandbox, daftra: Connect, kind: Kind, stored: int
) -> None:
    client = daftra(box)
    box.faults.add(Fault(kind, method="POST"))
    expected = httpx.ConnectError if kind == "refuse" else httpx.ReadError
    with pytest.raises(expected):
        client.post("/incomes", json=NEW)
    assert total(client) == 30 + stored
    logged = box.requests[0]
    assert (logged.status, logged.stored, logged.fault) == (None, bool(stored), kind)


def test_a_rejected_request_says_so_inside_a_200_and_stores_nothing(
    box: Sandbox, daftra: Connect, nuvio: Connect
) -> None:
    box.faults.add(Fault("rejected", method="POST"))
    answer = daftra(box).post("/incomes", json=NEW)
    assert (answer.status_code, answer.json()["result"]) == (200, "failed")
    answer = nuvio(box).post("/income", json={})
    assert (answer.status_code, answer.json()["success"]) == (200, False)
    assert total(daftra(box)) == 30


def test_a_null_id_pretends_a_create_and_leaves_reads_alone(
    box: Sandbox, daftra: Connect, nuvio: Connect
) -> None:
    box.faults.add(Fault("null_id"))
    answer = daftra(box).post("/incomes", json=NEW)
    assert answer.json() == {"code": 202, "result": "successful", "id": None}
    assert nuvio(box).post("/income", json={}).json()["data"] == {"id": None}
    assert total(daftra(box)) == 30
    assert len(nuvio(box).post("/list-incomes").json()["data"]) == 30


def test_an_empty_answer_hides_what_was_stored(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    box.faults.add(Fault("empty", method="POST"))
    answer = client.post("/incomes", json=NEW)
    assert (answer.status_code, answer.content) == (200, b"")
    assert total(client) == 31


def test_a_late_answer_meets_the_read_timeout_after_the_record_is_stored(
    box: Sandbox, daftra: Connect
) -> None:
    client = daftra(box, timeout=httpx.Timeout(5, read=0.05))
    box.faults.add(Fault("latency", seconds=30, method="POST"))
    with pytest.raises(httpx.ReadTimeout):
        client.post("/incomes", json=NEW)
    assert (box.requests[0].stored, box.requests[0].status) == (True, 202)


def test_a_late_answer_arrives_in_the_end(box: Sandbox, daftra: Connect) -> None:
    box.faults.add(Fault("latency", seconds=0.05))
    started = time.perf_counter()
    assert daftra(box).get("/incomes").status_code == 200
    assert time.perf_counter() - started >= 0.05


def test_a_fault_selects_by_provider_method_and_part_of_the_path(
    box: Sandbox, daftra: Connect, nuvio: Connect
) -> None:
    box.faults.add(Fault("status", provider="daftra", method="get", path="/incomes/"))
    client = daftra(box)
    assert client.get("/incomes").status_code == 200
    assert client.get("/incomes/1").status_code == 500
    assert client.delete("/incomes/1").status_code == 200
    assert nuvio(box).get("/income/INV-1").status_code == 200


def test_a_fault_skips_the_first_and_ends_after_its_times(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    box.faults.add(Fault("status", status=429, after=1, times=2))
    assert [client.get("/incomes").status_code for _ in range(5)] == [200, 429, 429, 200, 200]


def test_the_first_fault_that_can_strike_does(box: Sandbox, daftra: Connect) -> None:
    client = daftra(box)
    box.faults.add(Fault("status", status=503, times=1))
    box.faults.add(Fault("status", status=502))
    assert [client.get("/incomes").status_code for _ in range(3)] == [503, 502, 502]
    box.faults.clear()
    assert client.get("/incomes").status_code == 200


def test_chance_is_seeded() -> None:
    def strikes(seed: int) -> list[bool]:
        plan = FaultPlan(seed)
        plan.add(Fault("html", probability=0.5))
        return [bool(plan.deal("daftra", "GET", "/", is_create=False)) for _ in range(40)]

    assert strikes(1) == strikes(1)
    assert strikes(1) != strikes(2)
    assert 5 < sum(strikes(1)) < 35


@pytest.mark.parametrize(
    "arguments",
    [{"kind": "gremlin"}, {"kind": "status", "status": 700}, {"kind": "html", "probability": 2}],
)
def test_an_impossible_fault_is_refused_at_once(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="use"):
        Fault(**arguments)


def test_the_plan_shows_what_is_armed(box: Sandbox) -> None:
    fault = Fault("html")
    box.faults.add(fault)
    assert (list(box.faults), len(box.faults)) == ([fault], 1)


@pytest.fixture
def wire(box: Sandbox) -> Iterator[httpx.Client]:
    """A client over a real socket."""
    headers = {"apikey": box.daftra_companies[0].api_key}
    with httpx.Client(base_url=f"{box.url}/daftra/api2", headers=headers) as client:
        yield client


@pytest.mark.parametrize(
    ("kind", "stored"), [("reset_before", 0), ("refuse", 0), ("reset_after", 1)]
)
def test_over_the_wire_the_connection_is_really_cut(
    box: Sandbox, wire: httpx.Client, kind: Kind, stored: int
) -> None:
    box.faults.add(Fault(kind, method="POST"))
    with pytest.raises(httpx.ReadError):
        wire.post("/incomes", json=NEW)
    assert total(wire) == 30 + stored


def test_over_the_wire_no_header_can_save_a_connection(box: Sandbox, wire: httpx.Client) -> None:
    box.faults.add(Fault("reset_before"))
    with pytest.raises(httpx.ReadError):
        wire.get("/incomes", headers={"x-forwarded-for": "203.0.113.9"}, timeout=2)


def test_over_the_wire_answers_are_those_of_the_process(
    box: Sandbox, wire: httpx.Client, daftra: Connect
) -> None:
    box.faults.add(Fault("status", status=503, retry_after="1", times=1))
    answer = wire.get("/incomes/1")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert wire.get("/incomes/1").content == daftra(box).get("/incomes/1").content
    assert wire.patch("/incomes").headers["allow"] == "GET, POST"


def test_over_the_wire_a_truncated_answer_ends_properly(box: Sandbox, wire: httpx.Client) -> None:
    box.faults.add(Fault("truncate"))
    answer = wire.get("/incomes")
    assert len(answer.content) == int(answer.headers["content-length"])


def test_closing_does_not_wait_for_a_late_answer() -> None:
    box = Sandbox(records=1)
    box.faults.add(Fault("latency", seconds=60))
    with httpx.Client(base_url=box.url, timeout=httpx.Timeout(5, read=0.05)) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.get("/daftra/api2/incomes")
        started = time.perf_counter()
        box.close()
    assert time.perf_counter() - started < 5
