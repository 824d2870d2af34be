"""The command that serves the sandbox."""

import sys
import urllib.request

import pytest
from ledgerspan.cli import main, sandbox


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
