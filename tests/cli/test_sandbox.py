"""The command that serves the sandbox."""

import json
import socket
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from ledgerspan.cli import main, sandbox
from ledgerspan.sandbox import Sandbox


def test_the_command_serves_until_it_is_interrupted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    served = []

    def interrupted() -> None:
        words = capsys.readouterr().out
        url = next(word for word in words.split() if word.startswith("http"))
        key = next(word for word in words.split() if word.startswith("invented-daftra-key"))
        request = urllib.request.Request(f"{url}/daftra/api2/incomes", headers={"apikey": key})  # noqa: S310
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            served.append(answer.status)
        assert f'Daftra("{url}/daftra", api_key="{key}")' in words
        raise KeyboardInterrupt

    monkeypatch.setattr(sandbox, "wait", interrupted)
    assert main(["sandbox", "--port", "0", "--records", "3", "--seed", "9"]) == 0
    assert served == [200]
    assert capsys.readouterr().out == "\nstopped\n"


def told(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
        return answer.read().decode()


def test_it_names_the_start_page_and_the_keys_are_on_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def interrupted() -> None:
        words = capsys.readouterr().out.split()
        (start,) = [word for word in words if word.startswith("http") and word.endswith("/")]
        keys = [word for word in words if word.startswith("invented-")]
        page = told(start)
        seen.append((len(keys), [key for key in keys if key not in page]))
        raise KeyboardInterrupt

    monkeypatch.setattr(sandbox, "wait", interrupted)
    assert main(["sandbox", "--port", "0", "--records", "1"]) == 0
    assert seen == [(4, [])]


def test_the_clock_starts_with_the_day_that_is_given(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def interrupted() -> None:
        url = capsys.readouterr().out.split()[2]
        seen.append(json.loads(told(f"{url}/__sandbox/clock")))
        raise KeyboardInterrupt

    monkeypatch.setattr(sandbox, "wait", interrupted)
    assert main(["sandbox", "--port", "0", "--records", "1", "--clock", "2030-02-03"]) == 0
    assert seen == [{"now": "2030-02-03T12:00:00"}]


def test_what_a_sandbox_cannot_be_is_refused_with_2_and_the_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = str(tmp_path / "books.sqlite")
    Sandbox(seed=5, records=1, database=path).close()
    assert main(["sandbox", "--database", path, "--records", "1"]) == 2
    assert "was made with seed=5, and seed=0 was asked for" in capsys.readouterr().err
    assert main(["sandbox", "--clock", "someday"]) == 2
    assert "someday" in capsys.readouterr().err
    assert main(["sandbox", "--records", "-1"]) == 2
    assert "use zero or more" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["sandbox", "--port", str(port), "--records", "1"]) == 1
    assert capsys.readouterr().err == f"ledgerspan sandbox: port {port}: Address already in use\n"


def test_a_wrong_option_is_refused_with_2_and_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sandbox", "--port", "many"]) == 2
    assert "--port" in capsys.readouterr().err


def test_a_missing_extra_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cyclopts", None)
    monkeypatch.delitem(sys.modules, "ledgerspan.cli.app", raising=False)
    assert main(["sandbox"]) == 2
    assert "pip install 'ledgerspan[cli]'" in capsys.readouterr().err
