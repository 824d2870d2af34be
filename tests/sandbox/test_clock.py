"""The clock stands still until it is moved, and what happens follows it."""

from datetime import date, datetime

import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.daftra.access import LIFETIME

from tests.sandbox.conftest import Connect
from tests.sandbox.contents import ask_for_tokens, create_income, create_invoice, everything, opens

at = datetime.fromisoformat
START = at("2026-07-01 12:00:00")


def test_it_begins_at_noon_of_the_first_day_and_stands_still(box: Sandbox) -> None:
    assert [box.clock, box.clock] == [START, START]
    with Sandbox(records=1, clock=date(2030, 2, 28)) as later:
        assert later.clock == at("2030-02-28 12:00:00")


def test_it_goes_to_a_day_or_a_moment_and_back(box: Sandbox) -> None:
    box.set_clock(date(2027, 1, 2))
    assert box.clock == at("2027-01-02 12:00:00")
    box.set_clock(at("2025-03-04 23:59:58.000999"))
    assert box.clock == at("2025-03-04 23:59:58")


def test_it_advances(box: Sandbox) -> None:
    box.advance(days=1, hours=2, minutes=3, seconds=4)
    assert box.clock == at("2026-07-02 14:03:04")
    box.advance(days=-2)
    assert box.clock == at("2026-06-30 14:03:04")


def test_a_reset_goes_back_to_the_first_day(box: Sandbox) -> None:
    box.advance(days=9)
    box.reset()
    assert box.clock == START


def test_a_record_without_a_date_gets_that_of_the_clock(
    documented: Sandbox, daftra: Connect
) -> None:
    documented.set_clock(date(2031, 12, 24))
    number = create_income(documented)
    income = daftra(documented).get(f"/incomes/{number}").json()["data"]["Income"]
    assert income["date"] == "2031-12-24"
    assert create_invoice(documented)["invoiceDate"] == "2031-12-24"


def test_created_and_modified_are_moments_of_the_clock(
    documented: Sandbox, daftra: Connect
) -> None:
    client = daftra(documented)
    documented.set_clock(at("2031-12-24 18:30:00"))
    number = client.post("/clients", json={"Client": {"business_name": "Late"}}).json()["id"]
    documented.advance(hours=7)
    client.put(f"/clients/{number}", json={"Client": {"business_name": "Later"}})
    stored = client.get(f"/clients/{number}").json()["data"]["Client"]
    assert (stored["created"], stored["modified"]) == (
        "2031-12-24 18:30:00",
        "2031-12-25 01:30:00",
    )


def test_seeded_records_do_not_move(either: Sandbox) -> None:
    before = everything(either)
    either.advance(days=400)
    assert everything(either) == before


def test_an_access_token_ends_by_the_clock_and_its_refresh_token_does_not(box: Sandbox) -> None:
    tokens = ask_for_tokens(box).json()
    assert tokens["expires_in"] == LIFETIME
    box.advance(seconds=LIFETIME - 1)
    assert opens(box, tokens["access_token"])
    box.advance(seconds=1)
    assert not opens(box, tokens["access_token"])
    renewed = ask_for_tokens(
        box, grant_type="refresh_token", refresh_token=tokens["refresh_token"]
    ).json()
    assert opens(box, renewed["access_token"])


def test_a_clock_that_goes_back_makes_an_ended_token_good_again(box: Sandbox) -> None:
    access = ask_for_tokens(box).json()["access_token"]
    box.advance(seconds=LIFETIME)
    box.set_clock(START)
    assert opens(box, access)


def test_what_is_overdue_depends_on_the_clock(box: Sandbox, daftra: Connect) -> None:
    def overdue() -> int:
        page = daftra(box).get("/invoices", params={"payment_status": "-3"})
        count: int = page.json()["pagination"]["total_results"]
        return count

    counts = []
    for day in (date(1990, 1, 1), date(2090, 1, 1)):
        box.set_clock(day)
        counts.append(overdue())
    assert counts[0] < counts[1]


def test_a_moment_with_a_zone_is_refused_with_advice(box: Sandbox) -> None:
    with pytest.raises(ValueError, match="the clock has no zone"):
        box.set_clock(at("2026-07-01 00:00:00+03:00"))
    assert box.clock == START


@pytest.mark.parametrize("days", [10**7, -(10**7), 10**12, float("nan")])
def test_a_time_beyond_the_calendar_is_refused(box: Sandbox, days: float) -> None:
    with pytest.raises(ValueError, match=r"beyond the years|no length of time"):
        box.advance(days=days)
    assert box.clock == START


def test_a_sandbox_begins_with_a_day_and_not_with_a_moment() -> None:
    with pytest.raises(TypeError, match="begin with its day"):
        Sandbox(records=1, clock=START)
