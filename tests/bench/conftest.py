"""The stock clients, generated once for all tests here."""

from collections.abc import Iterator

import pytest
from tooling.bench_stock import Load, stock_clients


@pytest.fixture(scope="session")
def load() -> Iterator[Load]:
    """Give what imports modules of the stock clients."""
    with stock_clients() as found:
        yield found
