"""The README is true: its code runs, its commands exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgerspan.sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def run(code: str, names: dict[str, object]) -> dict[str, object]:
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102
    return names


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Point the environment variables that the README names at a sandbox."""
    with Sandbox(seed=7, records=30) as box:
        monkeypatch.setenv("DAFTRA_BASE_URL", f"{box.url}/daftra")
        monkeypatch.setenv("DAFTRA_API_KEY", box.daftra_companies[0].api_key)
        monkeypatch.setenv("NUVIO_BASE_URL", f"{box.url}/nuvio")
        monkeypatch.setenv("NUVIO_TOKEN", box.nuvio_companies[0].token)
        yield


@pytest.mark.usefixtures("environment")
def test_the_quickstart_runs_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    names = run(BLOCKS[0], {})
    printed = capsys.readouterr().out
    assert "stopped='the last page'" in printed
    assert names["changed"].total == 99.5  # type: ignore[attr-defined]
    assert names["changed"].description == "Paid in advance"  # type: ignore[attr-defined]
    run(BLOCKS[1], names)
    assert len(names["page"].data) == 30  # type: ignore[attr-defined]
    names["daftra"].close()  # type: ignore[attr-defined]
    names["nuvio"].close()  # type: ignore[attr-defined]


def test_the_quickstart_has_at_most_20_lines() -> None:
    assert len(BLOCKS[0].strip().splitlines()) <= 20


def test_the_sandbox_example_runs_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    run(BLOCKS[2], {})
    printed = capsys.readouterr().out
    assert printed.startswith("http://127.0.0.1:")
    # A refused first page, then both.
    assert printed.count("/api2/incomes") == 3


def test_every_block_of_python_is_run_by_a_test() -> None:
    assert len(BLOCKS) == 3


def test_every_command_that_is_named_exists_and_can_be_run() -> None:
    named = set(re.findall(r"scripts/([a-z-]+)", README)) | {"install"}
    commands = {path.name for path in (ROOT / "scripts").iterdir() if path.is_file()}
    assert named - {"templates", "tooling"} <= commands
    for name in sorted(commands):
        assert (ROOT / "scripts" / name).stat().st_mode & 0o111, name


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
