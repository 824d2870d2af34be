"""Generated once a run: the toy client, and a fresh copy of what `generated/` should be."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tooling.generate import generate_client, write_all

from tests.generated.toy import document


@pytest.fixture(scope="session")
def toy_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a client generated from the toy document."""
    target = tmp_path_factory.mktemp("toy") / "toy_client"
    counts = generate_client(document(), target, "toy")
    assert counts == {"operations": 3, "models": 4}
    return target


@pytest.fixture(scope="session")
def toy(toy_package: Path) -> Iterator[ModuleType]:
    """Return the models of the toy client, imported."""
    sys.path.insert(0, str(toy_package.parent))
    try:
        yield importlib.import_module("toy_client.models")
    finally:
        sys.path.remove(str(toy_package.parent))


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both clients and LOCK.toml, generated just now."""
    folder = tmp_path_factory.mktemp("fresh")
    write_all(folder)
    return folder
