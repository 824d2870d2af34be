"""The start page as it is written; `browser/` looks at it with a browser."""

import html
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
from ledgerspan.sandbox import Fault, Sandbox
from ledgerspan.sandbox.faults import KINDS

from tests.sandbox.contents import create_income, everything, write_something

FETCHED = re.compile(r"<(?:script|link|img|iframe|form)\b[^>]*?\b(?:src|href|action)=\"([^\"]*)")


@pytest.fixture
def visitor(box: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(transport=box.transport, base_url="http://any.host") as client:
        yield client


def page(visitor: httpx.Client) -> str:
    answer = visitor.get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return html.unescape(answer.text)


def texts(written: str, name: str) -> list[str]:
    """Give the texts of the elements of a class."""
    return re.findall(rf'class="[^"]*\b{name}\b[^"]*">([^<]*)<', written)


def submit(visitor: httpx.Client, **form: str) -> httpx.Response:
    return visitor.post("/", data=form)


def test_it_lists_companies_with_addresses_and_keys(box: Sandbox, visitor: httpx.Client) -> None:
    written = page(visitor)
    assert [name in written for name in (company.name for company in box.companies)] == [True] * 4
    assert texts(written, "key") == [
        *(company.api_key for company in box.daftra_companies),
        *(company.token for company in box.nuvio_companies),
    ]
    for company in box.daftra_companies:
        assert f'<code class="copy">{company.client_secret}</code>' in written
        assert f'<code class="copy">{company.authorization_code}</code>' in written
    for workspace in box.nuvio_companies:
        for token in workspace.tokens_by_scope.values():
            assert f'<code class="copy">{token}</code>' in written
    assert written.count("http://any.host/daftra/api2</code>") == 2
    assert written.count("http://any.host/nuvio/v1</code>") == 2


def test_every_curl_line_works_as_it_stands(box: Sandbox) -> None:
    with httpx.Client(base_url=box.url) as client:
        lines = texts(page(client), "curl")
        assert len(lines) == 4
        for line in lines:
            method = "POST" if "-X POST" in line else "GET"
            *_, header, address = shlex.split(line)
            name, _, value = header.partition(": ")
            assert client.request(method, address, headers={name: value}).status_code == 200


def test_every_python_line_works_as_it_stands(box: Sandbox) -> None:
    with httpx.Client(base_url=box.url) as client:
        lines = texts(page(client), "python")
    assert len(lines) == 4
    printed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n" + "\n".join(lines)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert [line.partition("(")[0] for line in printed] == ["Income"] * 4


def test_contacts_are_named_in_their_own_direction(visitor: httpx.Client) -> None:
    written = page(visitor)
    assert '<li dir="auto">هدى سليمان</li>' in written
    assert '<li dir="auto">شركة النخيل للتجارة</li>' in written


def test_the_last_requests_are_told_newest_first(box: Sandbox, visitor: httpx.Client) -> None:
    assert "Nothing was asked yet" in page(visitor)
    create_income(box)
    box.faults.add(Fault("reset_before", times=1))
    with pytest.raises(httpx.ReadError):
        visitor.get("/daftra/api2/clients?name=%D9%85%D8%B1%D9%8A%D9%85+%26")
    visitor.get("/nuvio/v1/taxes")
    written = page(visitor)
    assert texts(written, "method")[:3] == ["GET", "GET", "POST"]
    assert texts(written, "status")[:3] == ["401", "lost", "202"]
    assert '<bdi dir="auto">/daftra/api2/clients?name=مريم &</bdi>' in written
    assert (texts(written, "fault"), texts(written, "stored")) == (
        ["fault: reset_before"],
        ["stored"],
    )


def test_only_the_last_fifty_are_told(visitor: httpx.Client) -> None:
    for number in range(53):
        visitor.get(f"/daftra/api2/taxes?number={number}")
    written = page(visitor)
    assert ("number=52<" in written, "number=3<" in written, "number=2<" in written) == (
        True,
        True,
        False,
    )


def test_what_was_asked_is_escaped(visitor: httpx.Client) -> None:
    visitor.get("/daftra/<script>alert(1)</script>?x=%3Cimg src=y%3E")
    raw = visitor.get("/").text
    assert ("<script" in raw, "<img" in raw) == (False, False)


def test_a_fault_of_the_form_is_armed_and_told(box: Sandbox, visitor: httpx.Client) -> None:
    sent = {"kind": "status", "status": "429", "retry_after": "7", "path": "/clients"}
    empty = {"times": "", "after": "", "provider": "", "method": ""}
    answer = submit(visitor, do="arm", **sent, **empty, html="true", probability="0.5")
    assert (answer.status_code, answer.headers["location"]) == (303, "/#faults")
    expected = Fault(
        "status", status=429, retry_after="7", path="/clients", html=True, probability=0.5
    )
    assert list(box.faults) == [expected]
    told = (
        "fails with a status 429 as a web page, Retry-After 7: "
        "any method, of both APIs, with /clients in its path, 50% of them, always."
    )
    assert told in page(visitor)
    assert submit(visitor, do="disarm").headers["location"] == "/#faults"
    assert len(box.faults) == 0


def test_how_often_and_how_late_is_told(box: Sandbox, visitor: httpx.Client) -> None:
    box.faults.add(Fault("latency", seconds=0.5, times=1, after=2, method="put"))
    box.faults.add(Fault("html", times=3, provider="nuvio"))
    written = page(visitor)
    assert "late, by 0.5 seconds: PUT, of both APIs, after the first 2, once." in written
    assert "a web page: any method, of Nuvio, 3 times." in written


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fault_can_be_chosen(box: Sandbox, visitor: httpx.Client, kind: str) -> None:
    assert f'<option value="{kind}">{kind}: ' in page(visitor)
    assert submit(visitor, do="arm", kind=kind).status_code == 303
    assert [fault.kind for fault in box.faults] == [kind]


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"do": "arm", "kind": "status", "status": "99"}, "use a final HTTP status"),
        ({"do": "arm", "kind": "status", "status": "many"}, "status: Expected `int`"),
        ({"do": "arm"}, "kind is missing"),
        ({"do": "clock", "now": "soon"}, "'soon' is no moment"),
        ({"do": "clock"}, "'' is no moment"),
        ({"do": "advance", "days": "1.5"}, "use a whole number"),
        ({"do": "advance", "days": "99999999"}, "beyond the years"),
        ({"do": "explode"}, "load the page anew"),
        ({}, "load the page anew"),
    ],
)
def test_what_a_form_cannot_have_is_told_on_the_page(
    box: Sandbox, visitor: httpx.Client, form: dict[str, str], reason: str
) -> None:
    answer = submit(visitor, **form)
    assert answer.status_code == 400
    (problem,) = re.findall(r'role="alert">([^<]*)<', html.unescape(answer.text))
    assert reason in problem
    assert (len(box.faults), box.clock.isoformat()) == (0, "2026-07-01T12:00:00")


def test_a_form_that_was_refused_keeps_what_was_typed(visitor: httpx.Client) -> None:
    written = submit(
        visitor, do="arm", kind="truncate", status="99", path='"><b>', after="-1", method="PUT"
    ).text
    for kept in ('name="status" value="99"', 'name="after" value="-1"', "&#34;&gt;&lt;b&gt;"):
        assert kept in written
    assert '<option value="truncate" selected>' in written
    assert '<option value="PUT" selected>' in written
    assert '<details class="wide" open>' in written


def test_the_clock_is_shown_set_and_advanced(box: Sandbox, visitor: httpx.Client) -> None:
    assert "2026-07-01 12:00:00</time>" in page(visitor)
    # As a browser sends what stands in a field for a local date and time.
    answer = submit(visitor, do="clock", now="2027-02-03T04:05")
    assert (answer.status_code, answer.headers["location"]) == (303, "/#clock")
    submit(visitor, do="advance", days="-1")
    assert box.clock.isoformat() == "2027-02-02T04:05:00"
    assert "2027-02-02 04:05:00</time>" in page(visitor)


def test_the_reset_of_the_page_resets(box: Sandbox, visitor: httpx.Client) -> None:
    before = everything(box)
    write_something(box)
    assert submit(visitor, do="reset").headers["location"] == "/#requests"
    assert len(box.requests) == 0
    assert everything(box) == before


def test_it_works_without_scripts_and_fetches_nothing_from_elsewhere(
    visitor: httpx.Client,
) -> None:
    answer = visitor.get("/")
    assert "<script" not in answer.text
    assert set(FETCHED.findall(answer.text)) == {"data:,", "/sandbox.css", "/"}
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    style = visitor.get("/sandbox.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert ("url(" in style.text, "@import" in style.text) == (False, False)


def test_reading_it_changes_nothing_and_is_not_logged(box: Sandbox, visitor: httpx.Client) -> None:
    box.faults.add(Fault("refuse"))
    first, second = visitor.get("/").text, visitor.get("/").text
    assert first == second
    assert len(box.requests) == 0
    assert visitor.head("/").content == b""


def test_a_sandbox_nobody_looks_at_loads_no_template_engine() -> None:
    code = (
        "import sys; from ledgerspan.sandbox import Sandbox; Sandbox(records=1).close();"
        " print('jinja2' in sys.modules)"
    )
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert printed == "False\n"
