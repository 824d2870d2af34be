"""What a run leaves: an archive of all traffic, JUnit XML, and lines that repeat a failure."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree

import httpx
import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.daftra.records import Records
from tooling.fuzz_har import MASK, Entry, Tape, entries, joined
from tooling.fuzz_junit import junit
from tooling.fuzz_outcome import Found, Outcome
from tooling.fuzz_python_line import Sent, python_line
from tooling.fuzz_report import failure_lines
from tooling.fuzz_run import run
from tooling.fuzz_sandbox import RECORDS, TODAY
from tooling.fuzz_settings import Budget
from tooling.fuzz_target import Api, Target, sandbox_target

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = {
    "daftra": ("list_incomes", "get_income", "create_income"),
    "nuvio": ("list_tags", "create_tag", "get_tag"),
}


@pytest.mark.parametrize("api", get_args(Api))
def test_the_archive_holds_everything_that_was_sent(api: Api, tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    with Sandbox(seed=7, records=RECORDS, clock=TODAY) as box:
        target = sandbox_target(box, api, "observed", TODAY.isoformat())
        before = len(box.requests)
        with Tape(archive, target.secrets) as tape:
            run(target, Budget(7, 2, operations=OPERATIONS[api], weather=True), listener=tape.write)
        sent = Counter((each.method, each.status) for each in box.requests[before:])
    # A server refuses a header that is none before any application sees it.
    assert sent == Counter(
        (each.method, each.status)
        for each in entries(archive)
        if (each.sender, each.status) != ("probing", 400)
    )


def test_the_archive_says_which_phase_sent_a_request(tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    archived_run(archive, "nuvio")
    assert {each.sender for each in entries(archive)} == {
        *("examples", "coverage", "fuzzing", "stateful"),
        *("weather", "fault", "probe", "probing"),
    }


def test_the_archive_is_json_as_har_1_2_wants_it(tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    archived_run(archive, "nuvio")
    log: Any = json.loads(archive.read_text())["log"]
    assert log["version"] == "1.2"
    assert set(log["entries"][0]) >= {
        *("startedDateTime", "time", "request", "response", "cache", "timings")
    }


@pytest.mark.parametrize("api", get_args(Api))
def test_no_secret_is_in_the_archive(api: Api, tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    names = ("create_access_token", "create_app_token") if api == "daftra" else OPERATIONS["nuvio"]
    target = archived_run(archive, api, names)
    text = archive.read_text()
    assert [secret for secret in target.secrets if secret in text] == []
    assert MASK in text


def test_a_token_that_is_issued_is_masked_from_then_on(tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    issued = b'{"access_token": "invented-access-1", "refresh_token": "invented-refresh-1"}'
    with Tape(archive, ()) as tape:
        tape.write(Entry("probe", "POST", "http://box.invalid/oauth/token", 200, body=issued))
        body = b"refresh_token=invented-refresh-1"
        tape.write(Entry("probe", "POST", "http://box.invalid/o", 200, request_body=body))
    assert "invented-" not in archive.read_text()


def test_a_secret_in_a_query_is_masked(tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    with Tape(archive, ("a key/1",)) as tape:
        tape.write(Entry("probe", "GET", "http://box.invalid/x?key=a%20key%2F1", 200))
    assert [each.url for each in entries(archive)] == [f"http://box.invalid/x?key={MASK}"]


def test_text_that_is_no_text_is_archived_all_the_same(tmp_path: Path) -> None:
    archive = tmp_path / "fuzz.har"
    with Tape(archive, ()) as tape:
        tape.write(Entry("fuzzing", "POST", "http://box.invalid/\udc80", 400, body=b"\xff\x00"))
    assert [each.status for each in entries(archive)] == [400]


def test_archives_are_joined_in_their_order(tmp_path: Path) -> None:
    parts = [tmp_path / "a.har", tmp_path / "b.har", tmp_path / "c.har"]
    for number, part in enumerate(parts):
        with Tape(part, ()) as tape:
            for step in range(number):
                tape.write(Entry("probe", "GET", f"http://box.invalid/{number}/{step}", 200))
    whole = tmp_path / "whole.har"
    joined(parts, whole)
    paths = [urlsplit(each["request"]["url"]).path for each in _log(whole)["entries"]]
    assert paths == ["/1/0", "/2/0", "/2/1"]


def test_junit_has_a_case_for_each_operation_and_check(tmp_path: Path) -> None:
    outcome = broken_run(tmp_path / "fuzz.har")
    suite = ElementTree.fromstring(junit([outcome]))[0]  # noqa: S314  # written a line above
    cases = {(case.attrib["classname"], case.attrib["name"]): case for case in suite}
    failed = {found.operation: found.check for found in outcome.failures}
    assert cases.keys() == outcome.judged.keys()
    assert {key for key, case in cases.items() if len(case)} == failed.items()
    assert suite.attrib["failures"] == str(len(failed))


def test_junit_can_hold_any_text() -> None:
    target = Target("nuvio", "observed", "http://box.invalid", "Bearer", "invented")
    outcome = Outcome(target)
    outcome.add(Found("GET /v1/tags", "money_adds_up", "\x00 \udc80 <b>&", "curl"))
    root = ElementTree.fromstring(junit([outcome]))  # noqa: S314  # written a line above
    assert root[0][0][0].attrib["message"] == r"\x00 \udc80 <b>& (1x)"


def test_a_failure_comes_with_a_line_of_python_that_shows_it(tmp_path: Path) -> None:
    outcome = broken_run(tmp_path / "fuzz.har")
    lines = [line.strip() for line in failure_lines(outcome)]
    assert any(
        line.startswith("import os; from ledgerspan import Daftra; ")
        and "list_incomes.sync_detailed(" in line
        for line in lines
    )


SENT = [
    Sent("daftra", "get_income", "/api2/incomes/{id}", "GET", "/api2/incomes/7"),
    Sent("daftra", "get_income", "/api2/incomes/{id}", "GET", "/api2/incomes/%00%E2%80%AE"),
    Sent("daftra", "get_income", "/api2/incomes/{id}", "GET", "/api2/incomes/999999"),
    Sent("daftra", "list_incomes", "/api2/incomes", "GET", "/api2/incomes", "page=2&limit=7"),
    Sent("daftra", "list_incomes", "/api2/incomes", "GET", "/api2/incomes", "page=-1&page=%3C"),
    Sent(
        *("daftra", "create_income", "/api2/incomes", "POST", "/api2/incomes", ""),
        "application/json",
        '{"Income": {"amount": 0.10, "date": "2026-03-05", "note": "شركة"}}'.encode(),
    ),
    Sent(
        *("daftra", "create_income", "/api2/incomes", "POST", "/api2/incomes", ""),
        "application/json",
        b'{"Income": {"amount": "ten"}}',
    ),
    Sent("nuvio", "get_income", "/v1/income/{id}", "GET", "/v1/income/none"),
    Sent("nuvio", "create_tag", "/v1/tags", "POST", "/v1/tags", "", "application/json", b'{"na'),
    Sent(
        *("nuvio", "create_tag", "/v1/tags", "POST", "/v1/tags", "", "application/json"),
        b'{"name": "O\'Brien; --"}',
    ),
]


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.method} {sent.path}?{sent.query}")
def test_the_line_of_python_really_sends_the_request(sent: Sent) -> None:
    with Sandbox(seed=7, records=12) as box:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(str(ROOT / name) for name in ("wrapper", "generated")),
            "LEDGERSPAN_FUZZ_DAFTRA_URL": f"{box.url}/daftra",
            "LEDGERSPAN_FUZZ_DAFTRA_API_KEY": box.daftra_companies[0].api_key,
            "LEDGERSPAN_FUZZ_NUVIO_URL": f"{box.url}/nuvio",
            "LEDGERSPAN_FUZZ_NUVIO_TOKEN": box.nuvio_companies[0].token,
        }
        subprocess.run(  # noqa: S603  # our own line
            [sys.executable, "-c", python_line(sent)],
            env=environment,
            capture_output=True,
            check=False,
        )
        (asked,) = box.requests
    assert (asked.method, asked.path) == (sent.method, f"/{sent.api}{unquote(sent.path)}")
    assert parse_qsl(asked.query) == parse_qsl(sent.query)
    assert _body(asked.body) == _body(sent.body or b"")
    assert asked.status == status_of(sent)


def status_of(sent: Sent) -> int:
    """Send the same bytes without ledgerspan."""
    with Sandbox(seed=7, records=12) as box:
        api: Api = "daftra" if sent.api == "daftra" else "nuvio"
        target = sandbox_target(box, api, "observed", TODAY.isoformat())
        address = f"{box.url}/{api}{sent.path}" + (f"?{sent.query}" if sent.query else "")
        headers = {**target.headers, "content-type": sent.media_type}
        return httpx.request(sent.method, address, content=sent.body, headers=headers).status_code


def test_there_is_no_key_in_a_line_of_python() -> None:
    assert 'api_key=os.environ["LEDGERSPAN_FUZZ_DAFTRA_API_KEY"]' in python_line(SENT[0])


def broken_run(archive: Path) -> Outcome:
    """Run against a sandbox whose pages overlap."""
    page = Records.page
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Records,
            "page",
            lambda self, limit, offset, *rest, **named: page(
                self, limit, max(0, offset - 1), *rest, **named
            ),
        )
        budget = Budget(7, 2, ("examples", "fuzzing"), ("list_incomes",))
        with Sandbox(seed=7, records=RECORDS, clock=TODAY) as box:
            target = sandbox_target(box, "daftra", "observed", TODAY.isoformat())
            with Tape(archive, target.secrets) as tape:
                return run(target, budget, listener=tape.write)


def archived_run(archive: Path, api: Api, operations: tuple[str, ...] | None = None) -> Target:
    budget = Budget(7, 2, operations=operations or OPERATIONS[api], weather=True)
    with Sandbox(seed=7, records=RECORDS, clock=TODAY) as box:
        target = sandbox_target(box, api, "documented", TODAY.isoformat())
        with Tape(archive, target.secrets) as tape:
            run(target, budget, listener=tape.write)
        return target


def _log(path: Path) -> Any:
    return json.loads(path.read_text())["log"]


def _body(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return content
