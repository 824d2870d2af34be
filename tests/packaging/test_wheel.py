"""One wheel holds the library, both generated clients and the published specs."""

import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(sys, "argv", ["hatchling"])
        wheel = build_wheel(str(folder))
    with zipfile.ZipFile(folder / wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "ledgerspan/__init__.py",
        "ledgerspan/py.typed",
        "ledgerspan/specs/daftra.json",
        "ledgerspan/specs/nuvio.json",
        "ledgerspan/sandbox/__init__.py",
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
    assert tops == {"ledgerspan", "daftra_client", "nuvio_client", "ledgerspan-0.1.0.dist-info"}
