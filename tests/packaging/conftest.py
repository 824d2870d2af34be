"""The wheel, built once for the tests that look at it and for those that install it."""

import sys
from pathlib import Path

import pytest
from hatchling.build import build_wheel

ROOT = Path(__file__).resolve().parents[2]

# Its tests are run by a pytest of their own, with the installed wheel.
collect_ignore = ["stranger"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build what is published."""
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr(sys, "argv", ["hatchling"])
        return folder / build_wheel(str(folder))
