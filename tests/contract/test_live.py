"""A live account is named by the environment, and only read. A sandbox plays the live service."""

import json
from pathlib import Path

import pytest
from ledgerspan.sandbox import Sandbox
from tooling import fuzz, fuzz_settings, fuzz_target
from tooling.fuzz_target import TargetError, live_target


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_settings, "LIVE_RATE", "100000/s")
    monkeypatch.setattr(fuzz_target, "LIVE_PAUSE", 0.0)


def test_a_live_account_is_only_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Sandbox(seed=7, records=30) as box:
        token = box.nuvio_companies[0].token
        environment = {
            "LEDGERSPAN_FUZZ_NUVIO_URL": f"{box.url}/nuvio/",
            "LEDGERSPAN_FUZZ_NUVIO_TOKEN": token,
        }
        arguments = ["--api", "nuvio", "--max-examples", "3", "--report", str(tmp_path)]
        status = fuzz.main(arguments, environment)
        sent = list(box.requests)
    assert status == 0
    assert {request.path for request in sent if request.method != "GET"} == {
        "/nuvio/v1/list-incomes"
    }
    assert not any(request.stored for request in sent)
    text = (tmp_path / "fuzz.json").read_text()
    (report,) = json.loads(text)
    assert (report["dialect"], report["operations"], report["failures"]) == ("live", 2, [])
    assert token not in text + capsys.readouterr().out


def test_a_live_account_without_its_key_is_refused_before_any_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = fuzz.main(["--api", "daftra"], {"LEDGERSPAN_FUZZ_DAFTRA_URL": "http://127.0.0.1:1"})
    assert status == 2
    assert "LEDGERSPAN_FUZZ_DAFTRA_API_KEY is not set" in capsys.readouterr().err


def test_a_key_without_an_address_is_refused() -> None:
    with pytest.raises(TargetError, match="LEDGERSPAN_FUZZ_NUVIO_URL is not set"):
        live_target("nuvio", {"LEDGERSPAN_FUZZ_NUVIO_TOKEN": "invented"}, writes=False)


def test_a_key_is_in_no_repr() -> None:
    environment = {
        "LEDGERSPAN_FUZZ_DAFTRA_URL": "https://books.invalid",
        "LEDGERSPAN_FUZZ_DAFTRA_API_KEY": "invented-key",
    }
    target = live_target("daftra", environment, writes=False)
    assert target is not None
    assert "invented-key" not in repr(target) + repr(target.probe())
