"""A live account is read, or written with care. A sandbox plays the live service."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ledgerspan.sandbox import Sandbox
from schemathesis.config import SchemathesisConfig
from tooling import fuzz, fuzz_run, fuzz_settings, fuzz_target
from tooling.bundle import bundle, view
from tooling.fuzz_har import entries
from tooling.fuzz_known import Known
from tooling.fuzz_live import MARKED_IN, clean_up, marked, refusal
from tooling.fuzz_operations import listed_places
from tooling.fuzz_own import Own
from tooling.fuzz_place import Place, aim_of
from tooling.fuzz_probe import Probe
from tooling.fuzz_settings import Budget, settings_of
from tooling.fuzz_target import Target, TargetError, live_target

CLIENTS = Place("v1", "clients")


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_settings, "LIVE_RATE", "100000/s")
    monkeypatch.setattr(fuzz_target, "LIVE_PAUSE", 0.0)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=7, records=20) as sandbox:
        yield sandbox


@pytest.fixture
def some_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave of Daftra what a test has the time for."""
    document = view(bundle("daftra"), "fuzz-observed")
    kept = {"incomes", "clients", "products", "invoices", "taxes", "bookings"}
    for path, item in list(document["paths"].items()):
        parts = set(re.split(r"[/.]", path))
        if not kept & parts or (not {"{id}", "bookings"} & parts and "get" not in item):
            del document["paths"][path]

    def viewed(_whole: Any, _kind: str) -> Any:
        return document

    monkeypatch.setattr(fuzz_run, "view", viewed)


def daftra(box: Sandbox) -> dict[str, str]:
    return {
        "LEDGERSPAN_FUZZ_DAFTRA_URL": f"{box.url}/daftra",
        "LEDGERSPAN_FUZZ_DAFTRA_API_KEY": box.daftra_companies[0].api_key,
    }


def nuvio(box: Sandbox) -> dict[str, str]:
    return {
        "LEDGERSPAN_FUZZ_NUVIO_URL": f"{box.url}/nuvio/",
        "LEDGERSPAN_FUZZ_NUVIO_TOKEN": box.nuvio_companies[0].token,
    }


def everything(environment: Mapping[str, str], api: Any) -> dict[str, list[Any]]:
    """Read every list of an account."""
    target = live_target(api, environment, writes=False)
    assert target is not None
    with target.probe() as probe:
        return {
            f"{place.style} {place.name}": rows(probe, place)
            for place in sorted(listed_places(bundle(api)))
        }


def rows(probe: Probe, place: Place) -> list[Any]:
    listed = place.rows_in(probe.send(*place.listing(1, 1000)).body)
    # v2 goes on listing what was deleted, with the time of it.
    return [row for row in listed if not row.get("deleted_at")]


def test_an_account_is_only_read(
    box: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = nuvio(box)
    status = fuzz.main(
        ["--api", "nuvio", "--profile", "live", "--report", str(tmp_path)], environment
    )
    assert status == 0
    assert {request.path for request in box.requests if request.method != "GET"} == {
        *("/nuvio/v1/list-incomes", "/nuvio/v1/list-expenses")
    }
    assert not any(request.stored for request in box.requests)
    text = (tmp_path / "fuzz.json").read_text()
    (report,) = json.loads(text)
    assert (report["dialect"], report["failures"], report["left"]) == ("live", [], [])
    assert environment["LEDGERSPAN_FUZZ_NUVIO_TOKEN"] not in text + capsys.readouterr().out


@pytest.mark.usefixtures("some_tags")
def test_what_was_in_an_account_stays_as_it_was(box: Sandbox, tmp_path: Path) -> None:
    environment = daftra(box)
    before = everything(environment, "daftra")
    fuzz.main(live_arguments("daftra", tmp_path), environment)
    stored = {request.method for request in box.requests if request.stored}
    assert stored == {"POST", "PUT", "DELETE"}
    assert everything(environment, "daftra") == before


@pytest.mark.usefixtures("some_tags")
def test_a_careful_run_finds_nothing_wrong(box: Sandbox, tmp_path: Path) -> None:
    assert fuzz.main(live_arguments("daftra", tmp_path), daftra(box)) == 0


def test_what_cannot_be_deleted_is_told_and_nothing_else_changes(
    box: Sandbox, tmp_path: Path
) -> None:
    environment = nuvio(box)
    before = everything(environment, "nuvio")
    status = fuzz.main(live_arguments("nuvio", tmp_path), environment)
    (report,) = json.loads((tmp_path / "fuzz.json").read_text())
    left = {line.partition(":")[0].rpartition("/")[2] for line in report["left"]}
    after = everything(environment, "nuvio")
    kept = {name: [row for row in found if row["id"] not in left] for name, found in after.items()}
    assert (status, kept) == (0, before)
    assert left


def test_everything_that_is_made_carries_the_mark_of_the_run(box: Sandbox, tmp_path: Path) -> None:
    fuzz.main(live_arguments("nuvio", tmp_path), nuvio(box))
    marks = set()
    for entry in entries(tmp_path / "fuzz.har"):
        aim = aim_of(entry.url.partition("/nuvio")[2], entry.method)
        if aim is not None and aim.verb in ("create", "update"):
            text = json.loads(entry.request_body or b"")[MARKED_IN[aim.place.name]]
            marks.add(text.partition(" ")[0])
    (mark,) = marks
    assert re.fullmatch("fuzz-[0-9a-f]{8}", mark)


def test_it_is_asked_slowly() -> None:
    target = Target("nuvio", "observed", "http://box.invalid", "Bearer", "invented", live=True)
    config: SchemathesisConfig = settings_of(target, Budget(), Known(), [])
    limit = config.projects.default.rate_limit
    assert limit is not None


REFUSED = [
    ("DELETE", "/api2/clients/8", None),
    ("PUT", "/api2/clients/8", {"Client": {"business_name": "fuzz-1"}}),
    ("POST", "/api2/clients", {"Client": {"business_name": "Nadir"}}),
    ("POST", "/api2/clients", None),
    ("POST", "/api2/taxes", {"Tax": {"name": "fuzz-1"}}),
    ("POST", "/api2/invoice_payments", {"InvoicePayment": {"notes": "fuzz-1"}}),
    ("POST", "/v2/oauth/token", {"grant_type": "password"}),
    ("POST", "/v1/match-payment/5", {}),
    ("GET", "/api2/bookings/change_status/1/2", None),
    ("POST", "/v2/api/entity/brand", {"name": "fuzz-1"}),
    ("PATCH", "/api2/clients/7", {"Client": {"business_name": "fuzz-1"}}),
    ("POST", "/api2/incomes", {"Income": {"note": "fuzz-1", "invoice_id": 4}}),
    ("POST", "/api2/invoices", {"Invoice": {"notes": "fuzz-1", "type": 19}}),
]


@pytest.mark.parametrize(("method", "path", "body"), REFUSED)
def test_a_write_that_is_not_about_own_records_is_refused(
    method: str, path: str, body: Any
) -> None:
    own = Own(mark="fuzz-1", records={(CLIENTS, "7"): None})
    assert refusal(method, path, body, own) is not None


ALLOWED = [
    ("DELETE", "/api2/clients/7", None),
    ("PUT", "/api2/clients/7", {"Client": {"business_name": "fuzz-1 Nadir"}}),
    ("POST", "/api2/clients", {"Client": {"business_name": "fuzz-1"}}),
    ("GET", "/api2/clients/8", None),
    ("POST", "/v1/list-incomes", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), ALLOWED)
def test_a_write_about_own_records_may_go_out(method: str, path: str, body: Any) -> None:
    own = Own(mark="fuzz-1", records={(CLIENTS, "7"): None})
    assert refusal(method, path, body, own) is None


def test_a_mark_leaves_out_what_could_not_be_deleted() -> None:
    aim = aim_of("/api2/invoices", "POST")
    assert aim is not None
    sent = {"Invoice": {"notes": "شكرا", "client_id": 3, "type": 19}, "Payment": [{"amount": 5}]}
    assert marked(sent, aim, "fuzz-1") == {"Invoice": {"notes": "fuzz-1 شكرا", "client_id": 3}}


def test_a_mark_is_written_once() -> None:
    aim = aim_of("/v1/tags", "POST")
    assert aim is not None
    once = marked({"name": "rent"}, aim, "fuzz-1")
    assert (once, marked(once, aim, "fuzz-1")) == ({"name": "fuzz-1 rent"}, once)


def test_what_a_delete_refuses_is_named(box: Sandbox) -> None:
    own = Own(records={(CLIENTS, "7"): None, (Place("v1", "invoices"), "999"): None})
    target = live_target("daftra", daftra(box), writes=True)
    assert target is not None
    with target.probe() as probe:
        assert list(clean_up(own, probe)) == [
            "/api2/invoices/999: DELETE answered 404",
            "/api2/clients/7: DELETE answered 400",
        ]


def test_a_live_account_without_its_key_is_refused_before_any_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = fuzz.main(["--api", "daftra"], {"LEDGERSPAN_FUZZ_DAFTRA_URL": "http://127.0.0.1:1"})
    assert status == 2
    assert "LEDGERSPAN_FUZZ_DAFTRA_API_KEY is not set" in capsys.readouterr().err


def test_the_live_profile_needs_an_account(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--profile", "live"], {}) == 2
    assert "needs an account in the environment" in capsys.readouterr().err


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


def live_arguments(api: str, report: Path) -> list[str]:
    return ["--api", api, "--profile", "live", "--writes", "--report", str(report)]
