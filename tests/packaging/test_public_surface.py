"""What people can import is what is promised, no more."""

import subprocess
import sys

import ledgerspan
import pytest


def test_all_is_sorted_and_every_name_in_it_can_be_imported() -> None:
    names = [name for name in ledgerspan.__all__ if not name.startswith("__")]
    assert names == sorted(names, key=lambda name: (not name.isupper(), name))
    for name in ledgerspan.__all__:
        assert getattr(ledgerspan, name) is not None


def test_dir_shows_what_all_promises() -> None:
    assert set(ledgerspan.__all__) == set(dir(ledgerspan))


def test_a_name_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(AttributeError, match="Quickbooks"):
        _ = ledgerspan.Quickbooks


def modules_after(code: str) -> set[str]:
    shown = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )
    return set(shown.stdout.split())


def test_importing_ledgerspan_imports_neither_httpx_nor_a_provider() -> None:
    loaded = modules_after("import ledgerspan")
    assert not {"httpx", "msgspec", "daftra_client", "nuvio_client"} & loaded


def test_importing_one_provider_does_not_import_the_other() -> None:
    loaded = modules_after("from ledgerspan import Daftra")
    assert "daftra_client" in loaded
    assert "nuvio_client" not in loaded


def test_importing_a_client_does_not_import_the_sandbox_or_a_web_framework() -> None:
    loaded = modules_after("from ledgerspan import Daftra, Nuvio, AsyncDaftra, AsyncNuvio")
    assert not {"ledgerspan.sandbox", "starlette", "uvicorn", "sqlite3"} & loaded
