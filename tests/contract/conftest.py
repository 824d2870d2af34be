"""Keep what the fuzzer's engine remembers of its own out of the tree."""

from collections.abc import Iterator

import pytest
from hypothesis import configuration
from ledgerspan.sandbox.database import forget_images


@pytest.fixture(scope="session", autouse=True)
def _storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    configuration.set_hypothesis_home_dir(tmp_path_factory.mktemp("hypothesis"))
    yield
    configuration.set_hypothesis_home_dir(None)


@pytest.fixture(autouse=True)
def _fresh_seeds() -> Iterator[None]:
    # A fault in what seeds use would be kept, or one made before it be missed.
    forget_images()
    yield
    forget_images()
