"""One wheel holds the library, both generated clients and the published specs."""

import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "ledgerspan/__init__.py",
        "ledgerspan/py.typed",
        "ledgerspan/specs/daftra.json",
        "ledgerspan/specs/nuvio.json",
        "ledgerspan/sandbox/__init__.py",
        "pytest_ledgerspan/__init__.py",
        "ledgerspan/sandbox/pages/sandbox.css",
        "ledgerspan/sandbox/pages/templates/start.html.jinja",
        "daftra_client/py.typed",
        "daftra_client/models/income.py",
        "nuvio_client/py.typed",
        "nuvio_client/api/incomes/list_incomes.py",
    ],
)
def test_the_wheel_has(name: str, names: set[str]) -> None:
    assert name in names


def test_the_wheel_has_nothing_else(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert tops == {
        "ledgerspan",
        "pytest_ledgerspan",
        "daftra_client",
        "nuvio_client",
        "ledgerspan-0.1.0.dist-info",
    }
