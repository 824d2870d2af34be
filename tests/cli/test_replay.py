"""`ledgerspan replay` answers as a cassette has it."""

from pathlib import Path

import pytest
from ledgerspan import Daftra
from ledgerspan.cassettes import Recorder
from ledgerspan.cli import main, replay
from ledgerspan.sandbox import Sandbox


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    """Record the taxes of a company of Daftra."""
    file = tmp_path / "tape.ndjson"
    with (
        Sandbox(seed=7, records=3) as box,
        box.daftra(transport=Recorder(file, box.transport)) as daftra,
    ):
        daftra.taxes.list().to_list()
    return file


@pytest.mark.parametrize(
    ("options", "answered"), [((), [True, True, True]), (("--strict",), [True, False, False])]
)
def test_a_cassette_is_served_until_it_is_interrupted(
    tape: Path,
    options: tuple[str, ...],
    answered: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found: list[bool] = []

    def interrupted() -> None:
        url, *_ = capsys.readouterr().out.split()
        with Daftra(url, api_key="any", retry=1) as daftra:
            for _ in answered:
                try:
                    found.append(bool(daftra.taxes.list().to_list()))
                except Exception:  # noqa: BLE001  # a miss, whatever its class
                    found.append(False)
        raise KeyboardInterrupt

    monkeypatch.setattr(replay, "wait", interrupted)
    assert main(["replay", str(tape), "--port", "0", *options]) == 0
    assert found == answered
    missed = answered.count(False)
    assert capsys.readouterr().out == f"\n{missed} requests had no recorded answer\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.ndjson"], "nowhere.ndjson cannot be read"),
        ([__file__], "is no cassette"),
        ([], "CASSETTE"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", *arguments]) == 2
    shown = capsys.readouterr()
    assert told.lower() in (shown.err + shown.out).lower()
