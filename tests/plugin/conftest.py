"""A pytest of its own for each test here, with the plugin loaded as users load it."""

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

Tests = Callable[..., pytest.RunResult]


@pytest.fixture
def tests(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Tests:
    """Run the text of a test module with the plugin and no other: `tests(text, "-n2")`."""
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'wrapper'}:{ROOT / 'generated'}")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    always = ["-p", "pytest_ledgerspan", "-p", "no:cacheprovider", "-W", "error"]

    def run(text: str, *arguments: str) -> pytest.RunResult:
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess(*always, "--strict-markers", *arguments)

    return run
