"""One sandbox in each dialect for tests that change nothing in it."""

from collections.abc import Iterator
from typing import Any

import pytest
from ledgerspan.sandbox import Sandbox


@pytest.fixture(scope="session")
def seeded() -> Iterator[Sandbox]:
    """Share one sandbox of the observed dialect; nothing may be written to it."""
    with Sandbox(seed=7, records=12) as box:
        yield box


@pytest.fixture(params=["observed", "documented"])
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Start a sandbox in each dialect."""
    dialect: Any = request.param
    with Sandbox(seed=7, records=12, dialect=dialect) as sandbox:
        yield sandbox


@pytest.fixture
def anyio_backend() -> str:
    """Run async tests on asyncio."""
    return "asyncio"
