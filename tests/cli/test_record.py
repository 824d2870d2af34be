"""`ledgerspan record` writes down what passes, masked unless it is told otherwise."""

import sys
from pathlib import Path

import httpx
import pytest
from ledgerspan.cassettes import Cassette
from ledgerspan.cli import main, record
from ledgerspan.sandbox import Sandbox


def recording(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: Path, *options: str
) -> Cassette:
    """Record one list of taxes of each API until Ctrl-C; return the cassette.

    What was said before the recording began stays on standard error.
    """
    with Sandbox(seed=7, records=3) as box:

        def interrupted() -> None:
            shown = capsys.readouterr()
            sys.stderr.write(shown.err)
            words = shown.out.split()
            daftra, nuvio = (word for word in words if word.startswith("http://127.0.0.1:"))
            key, token = box.daftra_companies[0].api_key, box.nuvio_companies[0].token
            assert httpx.get(f"{daftra}/api2/taxes", headers={"apikey": key}).is_success
            bearer = {"authorization": f"Bearer {token}"}
            assert httpx.get(f"{nuvio}/v1/taxes", headers=bearer).is_success
            raise KeyboardInterrupt

        monkeypatch.setattr(record, "wait", interrupted)
        targets = ["--daftra", f"{box.url}/daftra", "--nuvio-url", f"{box.url}/nuvio"]
        arguments = ["record", *targets, "--port", "0", "-o", str(file), *options]
        assert main(arguments) == 0
    return Cassette.read(file)


def test_both_apis_are_recorded_until_it_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tape.ndjson"
    cassette = recording(monkeypatch, capsys, file)
    assert [take.request.path for take in cassette.takes] == ["/api2/taxes", "/v1/taxes"]
    assert "City levy" not in file.read_text("utf-8")
    shown = capsys.readouterr()
    assert shown.out == f"\n2 exchanges in {file}\n"
    assert shown.err == ""


def test_members_that_are_kept_are_said_aloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tape.ndjson"
    recording(monkeypatch, capsys, file, "--keep", "name", "--keep", "title")
    assert "City levy" in file.read_text("utf-8")
    assert "NOT MASKED: members called name, title." in capsys.readouterr().err


def test_a_raw_recording_is_said_aloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cassette = recording(monkeypatch, capsys, tmp_path / "tape.ndjson", "--raw")
    assert cassette.takes[0].request.headers["apikey"].startswith("invented-daftra-key")
    assert "NOTHING IS MASKED" in capsys.readouterr().err


def test_amounts_are_masked_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    values = [
        [row["Tax"]["value"] for row in cassette.takes[0].response.json["data"]]
        for cassette in (
            recording(monkeypatch, capsys, tmp_path / "plain.ndjson"),
            recording(monkeypatch, capsys, tmp_path / "masked.ndjson", "--mask-amounts"),
        )
    ]
    assert values[0] != values[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "say what to record"),
        (["--daftra", "not a site"], "is no Daftra subdomain"),
        (["--daftra", "acme"], "tape.ndjson is there already"),
        (["--nuvio", "--port", "many"], "--port"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    arguments: list[str],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "tape.ndjson"
    file.write_bytes(b"precious")
    assert main(["record", "--port", "0", "-o", str(file), *arguments]) == 2
    assert told in capsys.readouterr().err
    assert file.read_bytes() == b"precious"


def test_a_target_that_is_not_asked_is_never_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        assert "/nuvio passes on to api.nuvio.io" in capsys.readouterr().out
        raise KeyboardInterrupt

    file = tmp_path / "tape.ndjson"
    monkeypatch.setattr(record, "wait", interrupted)
    assert main(["record", "--nuvio", "--port", "0", "-o", str(file)]) == 0
    assert Cassette.read(file).takes == ()
