"""A sandbox of any size: as many records as promised, at a cost that grows with them."""

import cProfile
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import httpx
import pytest
from ledgerspan.sandbox import Sandbox, database
from ledgerspan.sandbox.plan import Plan

MANY = 5_000


def work_of(records: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Seed that many records; give the calls of Python and the thousand steps of sqlite it took."""
    steps = 0

    def stepped() -> int:
        nonlocal steps
        steps += 1
        return 0

    connect = sqlite3.connect

    def counting(*place: str, **options: None) -> sqlite3.Connection:
        connection = connect(*place, **options)  # type: ignore[call-overload]
        connection.set_progress_handler(stepped, 1000)
        return connection

    plan = Plan(seed=11, records=records, dialect="observed", clock=date(2026, 7, 1))
    with monkeypatch.context() as patch:
        patch.setattr(database.sqlite3, "connect", counting)
        with cProfile.Profile() as profile, closing(database._seeded(plan)):
            pass
    return sum(entry.callcount for entry in profile.getstats()), steps


@pytest.fixture(scope="module")
def large() -> Iterator[Sandbox]:
    with Sandbox(seed=3, records=MANY) as box:
        yield box


def test_a_large_seed_has_the_records_that_were_promised(large: Sandbox) -> None:
    with httpx.Client(transport=large.transport, base_url="http://any.host") as client:
        daftra = [
            client.get("/daftra/api2/incomes?limit=1", headers={"apikey": company.api_key}).json()[
                "pagination"
            ]["total_results"]
            for company in large.daftra_companies
        ]
        headers = {"authorization": large.nuvio_companies[1].token}
        nuvio = client.post("/nuvio/v1/list-incomes", headers=headers).json()["data"]
    assert daftra == [MANY, MANY]
    assert len({income["id"] for income in nuvio}) == len(nuvio) == MANY


def test_ten_times_the_records_cost_at_most_eleven_times_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, many = (work_of(records, monkeypatch) for records in (200, 2000))
    assert [large <= 11 * small for small, large in zip(few, many, strict=True)] == [True, True]
    assert many[0] > 500 * 2000
    assert many[1] > 100


def test_no_reference_of_a_large_seed_dangles(large: Sandbox) -> None:
    check = large._state.connection.execute
    assert large._engine.run(lambda: check("PRAGMA foreign_key_check").fetchall()) == []
