"""Keep what the fuzzer's engine remembers of its own out of the tree."""

from collections.abc import Iterator

import pytest
from hypothesis import configuration


@pytest.fixture(scope="session", autouse=True)
def _storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    configuration.set_hypothesis_home_dir(tmp_path_factory.mktemp("hypothesis"))
    yield
    configuration.set_hypothesis_home_dir(None)
