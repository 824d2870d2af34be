"""Every command explains itself, and the demo leaves nothing behind."""

import re
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
COMMANDS = sorted(path.name for path in SCRIPTS.iterdir() if path.is_file())


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(SCRIPTS / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "tool"])
def test_it_answers_help(name: str) -> None:
    answer = run(name, "--help")
    assert answer.returncode == 0, answer.stderr
    assert len(answer.stdout.split()) >= 5


def test_the_demo_runs_and_its_server_is_gone_afterwards() -> None:
    answer = run("demo")
    assert answer.returncode == 0, answer.stderr
    found = re.search(r"sandbox at http://127\.0\.0\.1:(\d+)", answer.stderr)
    assert found is not None
    listening = Path("/proc/net/tcp").read_text(encoding="ascii")
    assert f":{int(found[1]):04X} 00000000:0000 0A" not in listening


def test_an_unknown_set_is_refused_with_the_ones_there_are() -> None:
    answer = run("install", "everything")
    assert answer.returncode == 2
    assert "take run, dev, bench or mutate" in answer.stderr
