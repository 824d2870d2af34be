"""The command that serves the sandbox."""

import urllib.request

import pytest
from tooling.sandbox import main


def test_the_command_serves_until_it_is_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
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

    assert main(["--port", "0", "--records", "3", "--seed", "9"], wait=interrupted) == 0
    assert served == [200]
    assert capsys.readouterr().out == "\nstopped\n"
