"""Somebody else's project is tested with the plugin, found in the installed wheel by its name."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packaging.venvs import environment

PROJECT = Path(__file__).with_name("stranger")
TESTERS = ("pytest", "pytest-xdist", "anyio")

Run = Callable[..., subprocess.CompletedProcess[str]]


def runs(python: Path, folder: Path) -> Run:
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [str(python), *arguments],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "COLUMNS": "100"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def run(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run Python in the project, where its extra `test` is installed."""
    folder = tmp_path_factory.mktemp("stranger")
    python = environment(folder / "venv", wheel, extras=["sandbox"], beside=TESTERS)
    return runs(python, folder / "project")


@pytest.fixture(scope="module")
def run_without_extra(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run Python in the project, where ledgerspan is installed without the extra `sandbox`."""
    folder = tmp_path_factory.mktemp("stranger-without")
    python = environment(folder / "venv", wheel, extras=[], beside=TESTERS)
    return runs(python, folder / "project")


def test_its_tests_pass_with_the_plugin_of_the_wheel(run: Run) -> None:
    ended = run("-m", "pytest")
    assert ended.returncode == 0, ended.stdout
    assert re.search(r"^plugins: .*\bledgerspan-0\.1\.0\b", ended.stdout, re.MULTILINE)
    assert "10 passed" in ended.stdout


def test_its_tests_pass_in_two_processes(run: Run) -> None:
    ended = run("-m", "pytest", "-n", "2")
    assert ended.returncode == 0, ended.stdout
    assert "10 passed" in ended.stdout


def test_a_test_that_breaks_shows_what_it_asked_the_sandbox(run: Run) -> None:
    ended = run("-m", "pytest", "-k", "as_many_records", "--ledgerspan-records=3")
    assert ended.returncode == 1
    shown = ended.stdout.split("- ledgerspan sandbox requests -")[1].splitlines()[1:3]
    assert shown == [
        "Sandbox(seed=7, records=3, dialect='observed')",
        "GET    200  /daftra/api2/incomes?page=1&limit=20",
    ]


def test_naming_the_plugin_beside_its_entry_point_registers_it_once(run: Run) -> None:
    ended = run("-m", "pytest", "-p", "pytest_ledgerspan", "tests/test_reference.py")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "1 passed" in ended.stdout


def test_it_can_be_switched_off(run: Run) -> None:
    # Marks and settings of the plugin are unknown then; this project makes errors of that.
    off = ["-p", "no:ledgerspan", "-o", "addopts=", "-W", "ignore"]
    ended = run("-m", "pytest", *off, "-k", "as_many_records", "tests/test_mirror.py")
    assert "fixture 'daftra' not found" in ended.stdout


def test_pytest_may_be_started_by_a_program_that_uses_ledgerspan(run: Run) -> None:
    # pytest wants to rewrite the packages of a wheel with a plugin, and warns that it is too late.
    ended = run(
        "-c",
        "import sys, ledgerspan, daftra_client, nuvio_client, pytest\n"
        "sys.exit(pytest.main(['-W', 'error', 'tests/test_reference.py']))",
    )
    assert ended.returncode == 0, ended.stderr
    assert "1 passed" in ended.stdout


def test_a_run_without_the_extra_says_how_to_install_it_and_only_where_it_is_needed(
    run_without_extra: Run,
) -> None:
    ended = run_without_extra("-m", "pytest", "tests/test_reference.py", "tests/test_mirror.py")
    assert "1 passed, 7 errors" in ended.stdout
    told = re.findall(r"^the sandbox needs starlette: .*$", ended.stdout, re.MULTILINE)
    assert told == ["the sandbox needs starlette: pip install 'ledgerspan[sandbox]'"] * 7
