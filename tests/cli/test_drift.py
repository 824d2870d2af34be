"""`ledgerspan drift` tells what differs, and its exit status says whether anything does."""

import json
import sys
from pathlib import Path

import pytest
from ledgerspan.cassettes import Recorder
from ledgerspan.cli import main
from ledgerspan.sandbox import Fault, Sandbox


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """Record a list that fits."""
    file = tmp_path / "clean.ndjson"
    with (
        Sandbox(seed=7, records=3) as box,
        box.nuvio(transport=Recorder(file, box.transport)) as nuvio,
    ):
        nuvio.tags.list().to_list()
    return file


@pytest.fixture
def drifted(clean: Path, tmp_path: Path) -> Path:
    """Add a member that nobody described."""
    file = tmp_path / "drifted.ndjson"
    text = clean.read_text(encoding="utf-8")
    file.write_text(text.replace('"success":true', '"success":true,"owner":"Amal"'), "utf-8")
    return file


def test_what_fits_is_no_drift_and_ends_with_0(
    clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["drift", str(clean)]) == 0
    assert capsys.readouterr().out == "no drift in 1 exchange of 1 operation\n"


def test_drift_is_told_in_a_table_and_ends_with_1(
    clean: Path, drifted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["drift", str(clean), str(drifted)]) == 1
    told = capsys.readouterr().out
    assert told.startswith("1 finding in 2 exchanges of 1 operation\n")
    assert told.splitlines()[-1].split() == [
        *("list_tags", "200", "undocumented", "field", "/owner", "text", "1", "#2", '"Xxxx"')
    ]


def test_a_har_is_read_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = {
        "request": {"method": "GET", "url": "https://api.nuvio.io/v1/tags"},
        "response": {"status": 206, "content": {"text": "{}", "mimeType": "application/json"}},
    }
    file = tmp_path / "session.har"
    file.write_text(json.dumps({"log": {"entries": [entry]}}), "utf-8")
    assert main(["drift", str(file)]) == 1
    assert "undocumented status" in capsys.readouterr().out


def test_json_goes_into_a_file_and_a_line_to_standard_error(
    drifted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "report.json"
    assert main(["drift", str(drifted), "--format", "json", "-o", str(output)]) == 1
    assert json.loads(output.read_text("utf-8"))["findings"][0]["pointer"] == "/owner"
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "1 finding in 1 exchange of 1 operation\n")


def test_values_are_shown_on_demand(drifted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drift", str(drifted), "--show-values"]) == 1
    assert '"Amal"' in capsys.readouterr().out


def test_the_other_api_may_be_left_out_and_a_check_of_nothing_does_not_pass(
    clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["drift", str(clean), "--api", "daftra"]) == 2
    assert "nothing was examined" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "give files, or --live"),
        (["x.har", "--live"], "give files, or --live"),
        (["nowhere.har"], "nowhere.har cannot be read"),
        ([__file__], "neither a cassette nor a HAR"),
        (["--live"], "set DAFTRA_SUBDOMAIN"),
        (["--live", "--rate", "0"], "--rate"),
        (["--live", "--profile", "nobody"], "there is no company 'nobody'"),
        (["--format", "yaml"], "--format"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    arguments: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    profiles = tmp_path / "config.toml"
    profiles.write_text('[companies.acme]\nprovider = "nuvio"\ntoken = "env:ACME"\n', "utf-8")
    monkeypatch.setenv("LEDGERSPAN_CONFIG", str(profiles))
    for name in ("DAFTRA_API_KEY", "DAFTRA_TOKEN", "NUVIO_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    assert main(["drift", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_live_account_of_the_environment_is_read_and_not_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DAFTRA_API_KEY", raising=False)
    with Sandbox(seed=7, records=3) as box:
        monkeypatch.setenv("NUVIO_BASE_URL", f"{box.url}/nuvio")
        monkeypatch.setenv("NUVIO_TOKEN", box.nuvio_companies[0].token)
        assert main(["drift", "--live", "--rate", "1000"]) == 0
        assert len(box.requests) == 9
        assert not any(request.stored for request in box.requests)
    assert capsys.readouterr().out == "no drift in 9 exchanges of 9 operations\n"


def test_a_live_account_of_a_profile_is_read_and_lists_that_are_not_there_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    profiles = tmp_path / "config.toml"
    with Sandbox(seed=7, records=3) as box:
        profiles.write_text(
            '[companies.acme]\nprovider = "daftra"\napi_key = "env:ACME"\n'
            f'base_url = "{box.url}/daftra"\n',
            "utf-8",
        )
        monkeypatch.setenv("LEDGERSPAN_CONFIG", str(profiles))
        monkeypatch.setenv("ACME", box.daftra_companies[0].api_key)
        # An account without branches, which the description does not expect of anybody.
        box.faults.add(Fault("status", status=404, path="/api2/branches"))
        assert main(["drift", "--profile", "acme", "--rate", "1000"]) == 1
        assert len(box.requests) == 55
    shown = capsys.readouterr()
    assert "daftra list_branches: 404, " in shown.err
    assert "list_branches" in shown.out
    assert "list_invoices" not in shown.out


def test_a_refused_login_is_told_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DAFTRA_API_KEY", raising=False)
    with Sandbox(seed=7, records=3) as box:
        monkeypatch.setenv("NUVIO_BASE_URL", f"{box.url}/nuvio")
        monkeypatch.setenv("NUVIO_TOKEN", "nobodys-token")
        assert main(["drift", "--live"]) == 2
    told = capsys.readouterr().err
    assert "nuvio refused the login" in told
    assert "nobodys-token" not in told


def test_the_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("ledgerspan.drift.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("ledgerspan.cli.app", "ledgerspan.cli.drift"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert main(["drift", "x.har"]) == 2
    assert "pip install 'ledgerspan[cli, drift]'" in capsys.readouterr().err
