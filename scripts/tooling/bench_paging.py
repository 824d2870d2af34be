"""Measure reading many pages over a slow line: wall time, against the stock client page by page.

Every candidate walks the same pages in order and keeps nothing; each returns how many records it
saw and the sum of their amounts, so that none can be fast by reading less.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledgerspan import AsyncDaftra, Daftra

from tooling.bench_bodies import bodies
from tooling.bench_clock import interleaved
from tooling.bench_mapping import daftra_incomes
from tooling.bench_rows import Row
from tooling.bench_server import serving
from tooling.bench_stock import Load

BASE = "stock client, page by page"
MAPPED = "stock client + mapping, page by page"
THREADS = "ledgerspan, prefetch=16"
TARGET = 7.0

Tally = tuple[int, Decimal]


def measure(load: Load, *, pages: int, records: int, latency: float, rounds: int) -> list[Row]:
    """Measure how many times faster than the stock client each strategy is."""
    with tempfile.TemporaryDirectory(prefix="bench-paging-") as folder:
        page = bodies("observed", records)
        Path(folder, "page.json").write_bytes(page.daftra.content)
        Path(folder, "single.json").write_bytes(page.daftra_single.content)
        with serving(Path(folder), pages=pages, latency=latency) as address:
            found = interleaved(
                candidates(address, load, records),
                rounds=rounds,
                clock=time.perf_counter,
                least=0.0,
            )
    subject = f"{pages} pages of {records}, {latency * 1000:g} ms each, wall time"
    rows = []
    for name, samples in found.items():
        faster = statistics.median(
            base / mine for base, mine in zip(found[BASE], samples, strict=True)
        )
        target = TARGET if name == THREADS else None
        rows.append(Row("paging", subject, name, faster, "x", target, at_least=True))
    rows.sort(key=lambda row: -row.value)
    seconds = [Row("paging", subject, row.candidate, _median(found, row), "s") for row in rows]
    return [*rows, *seconds]


def candidates(address: str, load: Load, page_size: int) -> dict[str, Callable[[], Tally]]:
    """Return the strategies; each builds its client, reads everything and closes it."""
    options: dict[str, Any] = {
        "api_key": "bench-key",
        "page_size": page_size,
        "date_format": "DD/MM/YYYY",
    }

    def threads(ahead: int) -> Tally:
        with Daftra(address, prefetch=ahead, **options) as daftra:
            tally = Counting()
            for income in daftra.incomes.list():
                tally.add(income.total)
            return tally.result()

    async def tasks(ahead: int) -> Tally:
        async with AsyncDaftra(address, prefetch=ahead, **options) as daftra:
            tally = Counting()
            async for income in daftra.incomes.list():
                tally.add(income.total)
            return tally.result()

    return {
        BASE: lambda: _stock(address, load, page_size, mapped=False),
        MAPPED: lambda: _stock(address, load, page_size, mapped=True),
        "ledgerspan, one by one": lambda: threads(0),
        "ledgerspan, prefetch=8": lambda: threads(8),
        THREADS: lambda: threads(16),
        "ledgerspan async, prefetch=16": lambda: asyncio.run(tasks(16)),
    }


class Counting:
    """Count records and add up their totals."""

    def __init__(self) -> None:
        self._records = 0
        self._sum = Decimal(0)

    def add(self, total: Decimal | None) -> None:
        """Count one record."""
        self._records += 1
        if total is not None:
            self._sum += total

    def result(self) -> Tally:
        """Return what was counted."""
        return self._records, self._sum


def _stock(address: str, load: Load, page_size: int, *, mapped: bool) -> Tally:
    list_incomes = load("stock_daftra.api.incomes.list_incomes")
    client = load("stock_daftra").Client(base_url=address, headers={"apikey": "bench-key"})
    tally, number, last = Counting(), 0, False
    with client:
        while not last:
            number += 1
            page = list_incomes.sync(client=client, page=number, limit=page_size)
            last = page.pagination.page >= page.pagination.page_count
            if mapped:
                for income in daftra_incomes(page):
                    tally.add(income.total)
            else:
                for row in page.data:
                    tally.add(Decimal(row.income.amount))
    return tally.result()


def _median(found: dict[str, list[float]], row: Row) -> float:
    return statistics.median(found[row.candidate])
