"""The start page in a real browser on a telephone's width, with and without scripts."""

from collections.abc import Iterator
from typing import Any

import pytest
from ledgerspan.sandbox import Sandbox

from tests.sandbox.browser.chromium import look, needs_browser

pytestmark = needs_browser
PHONE = 390


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=7, records=30) as sandbox:
        yield sandbox


@pytest.fixture(scope="module", params=["true", "false"], ids=["scripts", "no-scripts"])
def seen(box: Sandbox, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the browser saw from the first look to the reset."""
    result: dict[str, Any] = look("start_page.mjs", box.url, request.param)
    return result


def test_companies_and_keys_are_there(box: Sandbox, seen: dict[str, Any]) -> None:
    assert seen["companies"] == [company.name for company in box.companies]
    assert seen["keys"] == [
        *(company.api_key for company in box.daftra_companies),
        *(company.token for company in box.nuvio_companies),
    ]


def test_a_click_selects_a_whole_key_and_opens_more(seen: dict[str, Any]) -> None:
    assert (seen["selected"], seen["more"]) == ("all", True)


def test_arabic_stands_from_right_to_left(seen: dict[str, Any]) -> None:
    assert seen["arabic"] == ["هدى سليمان", "rtl"]


def test_a_request_appears_when_the_page_is_loaded_again(seen: dict[str, Any]) -> None:
    assert seen["before"][0].startswith("Nothing was asked yet")
    assert seen["asked"] == [["GET", "/daftra/api2/incomes?limit=1", "200"]]


def test_a_fault_that_cannot_be_is_told_and_what_was_typed_stays(seen: dict[str, Any]) -> None:
    assert "use a final HTTP status" in seen["refused"]["status"]
    assert seen["refused"]["kept"] == "99"


def test_a_fault_of_the_form_strikes(seen: dict[str, Any]) -> None:
    (armed,), (told,) = seen["armed"], seen["told"]
    assert armed.startswith("status fails with a status 503: any method, of both APIs")
    assert "struck 0" in armed
    assert "struck 1" in told
    assert seen["struck"] == [503, 200]
    assert seen["broken"][1] == ["GET", "/daftra/api2/incomes", "503", "fault:", "status"]


def test_the_clock_is_moved_by_its_forms(seen: dict[str, Any]) -> None:
    assert seen["moved"] == "2031-05-08 07:08:00"


def test_a_stored_request_says_so(seen: dict[str, Any]) -> None:
    assert seen["created"] == 202
    assert seen["stored"][0] == ["POST", "/daftra/api2/incomes", "202", "stored"]


def test_the_reset_empties_the_page(seen: dict[str, Any]) -> None:
    assert seen["after"]["requests"][0].startswith("Nothing was asked yet")
    assert seen["after"]["faults"] == ["Nothing goes wrong on purpose."]
    assert seen["after"]["clock"] == "2026-07-01 12:00:00"


def test_the_reference_is_a_click_away(seen: dict[str, Any]) -> None:
    assert seen["operation"] == "List invoices, debit notes and advance payments"


def test_no_page_is_wider_than_the_screen(seen: dict[str, Any]) -> None:
    assert seen["widths"] == dict.fromkeys(seen["widths"], PHONE)
    assert len(seen["widths"]) == 5


def test_the_browser_complains_of_nothing(seen: dict[str, Any]) -> None:
    assert seen["complaints"] == []
    assert all("400" in complaint for complaint in seen["reported"])


def test_the_browser_asks_nobody_else(box: Sandbox, seen: dict[str, Any]) -> None:
    assert seen["hosts"] == [box.url.removeprefix("http://")]
