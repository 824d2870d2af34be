"""Many writers at once, over the wire: nothing is lost, and no two get the same id."""

import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from ledgerspan.sandbox import Sandbox

WRITERS, WRITES = 8, 25


def together(write: Callable[[httpx.Client], str], **options: object) -> list[str]:
    """Let WRITERS threads, with a client each, do WRITES writes each; give what they return."""
    done: list[str] = []
    start = threading.Barrier(WRITERS)

    def work() -> None:
        with httpx.Client(timeout=30, **options) as client:  # type: ignore[arg-type]
            start.wait()
            done.extend([write(client) for _ in range(WRITES)])

    threads = [threading.Thread(target=work) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


@pytest.fixture(params=[":memory:", "file"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return request.param if request.param == ":memory:" else str(tmp_path / "books.sqlite")


def test_writers_of_daftra_lose_nothing(database: str) -> None:
    def write(client: httpx.Client) -> str:
        answer = client.post("/incomes", json={"Income": {"amount": 1}})
        return str(answer.json()["id"])

    with Sandbox(records=5, database=database) as box:
        headers = {"apikey": box.daftra_companies[0].api_key}
        place = f"{box.url}/daftra/api2"
        ids = together(write, base_url=place, headers=headers)
        with httpx.Client(base_url=place, headers=headers) as client:
            listed = client.get("/incomes", params={"limit": 1000}).json()["data"]
    assert len(set(ids)) == WRITERS * WRITES
    assert set(ids) <= {row["Income"]["id"] for row in listed}
    assert len(listed) == 5 + WRITERS * WRITES


def test_writers_of_nuvio_lose_nothing_and_get_numbers_of_their_own(database: str) -> None:
    def write(client: httpx.Client) -> str:
        answer = client.post("/income", json={"items": [{"quantity": 1, "unitPrice": 2}]})
        return str(answer.json()["data"]["id"])

    with Sandbox(records=5, database=database) as box:
        headers = {"authorization": box.nuvio_companies[0].token}
        place = f"{box.url}/nuvio/v1"
        ids = together(write, base_url=place, headers=headers)
        with httpx.Client(base_url=place, headers=headers) as client:
            listed = client.post("/list-incomes").json()["data"]
    assert len(set(ids)) == WRITERS * WRITES
    assert set(ids) <= {income["id"] for income in listed}
    assert len({income["invoiceNumber"] for income in listed}) == 5 + WRITERS * WRITES


def test_snapshots_taken_among_writes_hold_whole_records_only() -> None:
    with Sandbox(records=1) as box:
        headers = {"authorization": box.nuvio_companies[0].token}
        place = f"{box.url}/nuvio/v1"
        snapshots = []

        def write(client: httpx.Client) -> str:
            client.post("/income", json={"items": [{"quantity": 1, "unitPrice": 2}] * 3})
            snapshots.append(box.snapshot())
            return ""

        together(write, base_url=place, headers=headers)
        with httpx.Client(base_url=place, headers=headers) as client:
            for snapshot in snapshots[:: WRITES // 2]:
                box.restore(snapshot)
                written = client.post("/list-incomes").json()["data"][:-1]
                assert {len(income["items"]) for income in written} <= {3}
