"""Measure the CPU of one call against a bare httpx call, and what another client costs.

The call of ours does everything: credentials, retry policy, listener, judging the envelope,
decoding, normalizing. The bare one reads the bytes and looks at nothing.
"""

import statistics
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from daftra_client.api.incomes import get_income
from ledgerspan import Daftra, RetryPolicy

from tooling.bench_bodies import bodies
from tooling.bench_clock import interleaved, ratios
from tooling.bench_rows import Row, rows_of
from tooling.bench_server import serving
from tooling.bench_stock import Load

RECORD = 7
BARE = "httpx Client.get"
OURS = "ledgerspan incomes.get"
LOW_LEVEL = "ledgerspan get_income.sync(client=daftra.api)"
STOCK = "stock get_income.sync"
CALL_TARGET = 1.15
CLIENT_TARGET = 0.2
# A sample of at least so many seconds, since one call is far below the clock's noise.
LEAST_SAMPLE = 0.05


def measure_call(load: Load, *, rounds: int) -> list[Row]:
    """Measure calls over one kept-alive loopback connection each."""
    page = bodies("observed", 10)
    with tempfile.TemporaryDirectory(prefix="bench-calls-") as folder:
        Path(folder, "page.json").write_bytes(page.daftra.content)
        Path(folder, "single.json").write_bytes(page.daftra_single.content)
        with serving(Path(folder)) as address:
            samples = _sampled(address, load, rounds)
    measured = ratios(samples, BARE)
    rows = rows_of("call", "one income, client CPU", measured, {OURS: CALL_TARGET})
    micros = statistics.median(samples[BARE]) * 1e6
    return [*rows, Row("call", "one income, client CPU", BARE, micros, "us")]


def _sampled(address: str, load: Load, rounds: int) -> dict[str, list[float]]:
    stock_client = load("stock_daftra").Client(base_url=address, headers={"apikey": "bench-key"})
    stock_get = load("stock_daftra.api.incomes.get_income")
    seen: deque[object] = deque(maxlen=16)
    url = f"{address}/api2/incomes/{RECORD}"
    with (
        httpx.Client() as bare,
        stock_client as stock,
        Daftra(
            address,
            api_key="bench-key",
            date_format="DD/MM/YYYY",
            retry=RetryPolicy(),
            on_event=seen.append,
        ) as daftra,
    ):
        candidates: dict[str, Callable[[], Any]] = {
            BARE: lambda: bare.get(url).content,
            OURS: lambda: daftra.incomes.get(RECORD),
            LOW_LEVEL: lambda: get_income.sync(RECORD, client=daftra.api),
            STOCK: lambda: stock_get.sync(RECORD, client=stock),
        }
        return interleaved(candidates, rounds=rounds, least=LEAST_SAMPLE)


def measure_client(*, rounds: int) -> list[Row]:
    """Measure building a client, with its connection pool, when there was one before."""

    def ours() -> None:
        with Daftra("acme", api_key="bench-key") as daftra:
            # The pool is made by the first call; this is all of that call but the network.
            daftra._session._pool.opened()  # noqa: SLF001

    def plain() -> None:
        httpx.Client().close()

    samples = interleaved({"ledgerspan Daftra(...)": ours, "httpx.Client()": plain}, rounds=rounds)
    targets = {"ledgerspan Daftra(...)": CLIENT_TARGET}
    return [
        Row(
            "client",
            "the second one",
            name,
            statistics.median(found) * 1e3,
            "ms",
            targets.get(name),
        )
        for name, found in samples.items()
    ]
