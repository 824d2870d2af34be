"""The sandbox as a whole: determinism, reset, the log, threads and loops."""

import asyncio
import socket
import sqlite3
import threading
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import ledgerspan
import pytest
from ledgerspan.sandbox import Fault, Sandbox

from tests.sandbox.contents import everything, write_something


def test_the_same_seed_gives_the_same_bytes_and_keys() -> None:
    with Sandbox(seed=5, records=40) as one, Sandbox(seed=5, records=40) as two:
        assert one.companies == two.companies
        for box in (one, two):
            write_something(box)
        assert everything(one) == everything(two)


def test_another_seed_gives_other_bytes_and_keys() -> None:
    with Sandbox(seed=5, records=40) as one, Sandbox(seed=6, records=40) as two:
        keys = [{company.api_key for company in box.daftra_companies} for box in (one, two)]
        assert not keys[0] & keys[1]
        assert everything(one) != everything(two)


def test_both_dialects_serve_the_same_records() -> None:
    with Sandbox(seed=5) as wild, Sandbox(seed=5, dialect="documented") as published:
        rows = [everything(box)[0] for box in (wild, published)]
    ids = [
        [int(row["Income"]["id"]) for row in httpx.Response(200, content=body).json()["data"]]
        for body in rows
    ]
    assert ids[0] == ids[1]


def test_seeded_dates_fill_the_eighteen_months_before_the_clock() -> None:
    with Sandbox(seed=5, records=300, clock=date(2030, 1, 31)) as box:
        body = httpx.Response(200, content=everything(box)[0]).json()
    dates = sorted({row["Income"]["date"] for row in body["data"]} - {"0000-00-00"})
    assert "2028-08-01" <= dates[0] < "2028-09-01"
    assert "2030-01-01" < dates[-1] <= "2030-01-31"


def test_reset_goes_back_to_the_seed_and_forgets_the_rest(box: Sandbox) -> None:
    before = everything(box)
    write_something(box)
    assert everything(box) != before
    box.faults.add(Fault("html"))
    box.reset()
    assert (len(box.requests), len(box.faults)) == (0, 0)
    assert everything(box) == before
    write_something(box)
    after = everything(box)
    box.reset()
    write_something(box)
    assert everything(box) == after


def test_no_reference_of_the_seed_dangles(tmp_path: Path) -> None:
    path = str(tmp_path / "books.sqlite")
    with Sandbox(records=50, database=path) as box:
        write_something(box)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_impossible_settings_are_refused_with_advice() -> None:
    with pytest.raises(ValueError, match='use "observed" or "documented"'):
        Sandbox(dialect="spoken")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="use zero or more"):
        Sandbox(records=-1)


def test_the_log_is_exact_and_without_secrets(box: Sandbox) -> None:
    key = box.daftra_companies[0].api_key
    body = '{"Income": {"note": "أهلا 🎉"}}'.encode()
    with httpx.Client(transport=box.transport, base_url=box.daftra_url) as client:
        client.post("/api2/incomes?x=%20&y", content=body, headers={"apikey": key})
        client.get("/api2/incomes", headers={"authorization": "Bearer secret"})
    first, second = box.requests
    assert (first.method, first.path, first.query) == ("POST", "/daftra/api2/incomes", "x=%20&y")
    assert (first.body, first.status, first.stored, first.fault) == (body, 202, True, None)
    assert first.headers["apikey"] == second.headers["authorization"] == "***"
    assert (second.status, second.stored) == (401, False)
    assert key not in repr(box.requests)
    assert "secret" not in repr(box.requests)


def test_no_repr_shows_a_secret(box: Sandbox) -> None:
    shown = repr(box.companies) + repr(box)
    for company in box.daftra_companies:
        assert not [
            secret
            for secret in (company.api_key, company.client_secret, company.password)
            if secret in shown
        ]
    for workspace in box.nuvio_companies:
        secrets = (workspace.token, *workspace.tokens_by_scope.values())
        assert not [secret for secret in secrets if secret in shown]


def test_addresses_name_the_server_only_once_it_runs(box: Sandbox) -> None:
    assert box.daftra_url == "http://sandbox.invalid/daftra"
    assert box.nuvio_url == "http://sandbox.invalid/nuvio"
    assert box.url.startswith("http://127.0.0.1:")
    assert (box.daftra_url, box.nuvio_url) == (f"{box.url}/daftra", f"{box.url}/nuvio")


def test_the_transport_works_inside_a_running_loop(box: Sandbox) -> None:
    headers = {"apikey": box.daftra_companies[0].api_key}

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=box.transport, headers=headers) as client:
            answers = await asyncio.gather(
                *(client.get("https://acme.daftra.com/daftra/api2/incomes") for _ in range(20))
            )
        with httpx.Client(transport=box.transport, headers=headers) as client:
            return [*answers, client.get("http://x/daftra/api2/incomes")]

    assert {answer.status_code for answer in asyncio.run(ask())} == {200}


def test_an_awaiting_client_meets_faults_and_timeouts_too(box: Sandbox) -> None:
    async def ask(**options: Any) -> None:
        async with httpx.AsyncClient(transport=box.transport, **options) as client:
            await client.get("http://x/daftra/api2/incomes")

    box.faults.add(Fault("reset_after", times=1))
    with pytest.raises(httpx.ReadError):
        asyncio.run(ask())
    box.faults.add(Fault("latency", seconds=30))
    with pytest.raises(httpx.ReadTimeout):
        asyncio.run(ask(timeout=httpx.Timeout(5, read=0.02)))


def test_many_threads_may_write_at_once(box: Sandbox) -> None:
    with httpx.Client(
        transport=box.transport,
        base_url=box.daftra_url,
        headers={"apikey": box.daftra_companies[0].api_key},
    ) as client:
        ids: list[int] = []
        threads = [
            threading.Thread(
                target=lambda: ids.append(
                    client.post("/api2/incomes", json={"Income": {}}).json()["id"]
                )
            )
            for _ in range(16)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(ids) == list(range(61, 77))


def test_a_closed_sandbox_leaves_nothing_behind() -> None:
    before = threading.active_count()
    box = Sandbox(records=1)
    address = box.url.removeprefix("http://").split(":")
    box.close()
    box.close()
    assert threading.active_count() == before
    with pytest.raises(OSError, match=r"refused|reset"):
        socket.create_connection((address[0], int(address[1])), timeout=2)
    with httpx.Client(transport=box.transport) as client, pytest.raises(httpx.ConnectError):
        client.get("http://x/daftra/api2/incomes")


def test_a_port_that_is_taken_is_an_error_and_not_a_hang() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        with Sandbox(records=1, port=port) as box, pytest.raises(OSError, match="in use"):
            assert box.url


def test_clients_are_made_with_the_keys_of_their_company(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Recorder:
        def __init__(self, *place: Any, **options: Any) -> None:
            self.place, self.options = place, options

    for name in ("Daftra", "AsyncDaftra", "Nuvio", "AsyncNuvio"):
        monkeypatch.setattr(ledgerspan, name, type(name, (Recorder,), {}), raising=False)
    made = box.async_daftra(1, page_size=5)
    assert (type(made).__name__, made.place) == ("AsyncDaftra", (box.daftra_url,))
    assert made.options == {
        "api_key": box.daftra_companies[1].api_key,
        "transport": box.transport,
        "page_size": 5,
    }
    assert box.daftra(token="mine").options == {"token": "mine", "transport": box.transport}
    assert box.async_nuvio(1).options == {
        "base_url": box.nuvio_url,
        "token": box.nuvio_companies[1].token,
        "transport": box.transport,
    }
    assert type(box.nuvio()).__name__ == "Nuvio"
