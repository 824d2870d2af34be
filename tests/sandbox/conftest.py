"""A fresh sandbox in each dialect, and plain clients that know its keys."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.companies import Scope

Connect = Callable[..., httpx.Client]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=7, records=30) as sandbox:
        yield sandbox


@pytest.fixture
def documented() -> Iterator[Sandbox]:
    with Sandbox(seed=7, records=30, dialect="documented") as sandbox:
        yield sandbox


@pytest.fixture(params=["observed", "documented"])
def either(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(seed=7, records=30, dialect=request.param) as sandbox:
        yield sandbox


@pytest.fixture
def daftra() -> Iterator[Connect]:
    """Make a client of a Daftra company: `daftra(box)`, `daftra(box, company=1)`."""
    made: list[httpx.Client] = []

    def make(box: Sandbox, company: int = 0, **options: Any) -> httpx.Client:
        options.setdefault("headers", {"apikey": box.daftra_companies[company].api_key})
        made.append(
            httpx.Client(transport=box.transport, base_url=f"{box.daftra_url}/api2", **options)
        )
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def v2(daftra: Connect) -> Connect:
    """Make a client of v2: `v2(box)`, `v2(box, company=1)`, `v2(box, headers={...})`."""

    def make(box: Sandbox, company: int = 0, **options: Any) -> httpx.Client:
        client = daftra(box, company=company, **options)
        client.base_url = httpx.URL(f"{box.daftra_url}/v2/api")
        return client

    return make


@pytest.fixture
def nuvio() -> Iterator[Connect]:
    """Make a client of a Nuvio company: `nuvio(box)`, `nuvio(box, scope="READ")`."""
    made: list[httpx.Client] = []

    def make(box: Sandbox, company: int = 0, scope: Scope | None = None) -> httpx.Client:
        workspace = box.nuvio_companies[company]
        token = workspace.tokens_by_scope[scope] if scope else workspace.token
        made.append(
            httpx.Client(
                transport=box.transport,
                base_url=f"{box.nuvio_url}/v1",
                headers={"authorization": f"Bearer {token}"},
            )
        )
        return made[-1]

    yield make
    for client in made:
        client.close()
