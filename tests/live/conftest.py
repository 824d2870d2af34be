"""A sandbox for each test, and clients of it that are closed when the test ends."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from ledgerspan import session
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, make, settled


@pytest.fixture
def anyio_backend() -> str:
    """Run async tests on asyncio, the loop that AsyncDaftra and AsyncNuvio are made for."""
    return "asyncio"


@pytest.fixture(params=["daftra", "nuvio"])
def provider(request: pytest.FixtureRequest) -> str:
    """Run a test for each provider."""
    return str(request.param)


@pytest.fixture(params=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> str:
    """Run a test with the sync and with the async client."""
    return str(request.param)


@pytest.fixture(params=["observed", "documented"])
def dialect(request: pytest.FixtureRequest) -> Any:
    """Run a test in each dialect; a test that does not ask for it runs in the observed one."""
    return request.param


@pytest.fixture
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Start a sandbox of 40 incomes a company, or as many as the module's RECORDS says."""
    chosen: Any = "observed"
    if "dialect" in request.fixturenames:
        chosen = request.getfixturevalue("dialect")
    records = getattr(request.module, "RECORDS", 40)
    with Sandbox(seed=7, records=records, dialect=chosen) as sandbox:
        yield sandbox


@pytest.fixture
async def opened(box: Sandbox) -> AsyncIterator[Opened]:
    """Give a maker of clients."""
    clients: list[Any] = []

    def open_one(provider: str, kind: str, company: int = 0, **options: Any) -> Any:
        clients.append(make(box, provider, kind, company, **options))
        return clients[-1]

    yield open_one
    for client in clients:
        await settled(client.close())


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record the pauses that sessions make instead of making them; seconds each."""
    taken: list[float] = []

    async def nap(seconds: float) -> None:
        taken.append(seconds)

    monkeypatch.setattr(session, "time", SimpleNamespace(sleep=taken.append))
    loop = SimpleNamespace(sleep=nap, Lock=asyncio.Lock)
    monkeypatch.setattr(session, "import_module", {"asyncio": loop}.__getitem__)
    return taken
