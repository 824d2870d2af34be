"""Entries of the journal from the wire to the common model and back, sync and async."""

from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan import (
    AmbiguousWriteError,
    ConflictError,
    Daftra,
    DraftError,
    NotFoundError,
    Outcome,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.drafts import JournalEntryDraft, JournalLineDraft
from ledgerspan.models import JournalEntry
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored

pytestmark = pytest.mark.anyio

RECORDS = 12
MAIN, RENT, SUPPLIES = "1", "5", "6"
DAY = date(2026, 3, 5)
TEN = Decimal("10.10")


def booked(*lines: tuple[str, str, str]) -> tuple[JournalLineDraft, ...]:
    """Make lines: the account, "debit" or "credit", and the amount."""

    def line(account: str, side: str, amount: str) -> JournalLineDraft:
        moved = Decimal(amount)
        if side == "debit":
            return JournalLineDraft(account=account, debit=moved)
        return JournalLineDraft(account=account, credit=moved)

    return tuple(line(*each) for each in lines)


LINES = booked((RENT, "debit", "10.10"), (MAIN, "credit", "10.10"))


def drafted(**given: Any) -> JournalEntryDraft:
    usual: dict[str, Any] = {"date": DAY, "currency": "SAR", "lines": LINES}
    return JournalEntryDraft(**{**usual, **given})


def said(entry: JournalEntry) -> dict[str, Any]:
    """Return what can be written of an entry, and what an update must keep besides."""
    return {
        "date": entry.date,
        "currency": entry.currency,
        "number": entry.number,
        "name": entry.name,
        "description": entry.description,
        "lines": [
            (line.account and line.account.id, line.debit, line.credit, line.description)
            for line in entry.lines
        ],
        "amounts": [
            (line.currency, line.currency_debit, line.currency_credit, line.exchange_rate)
            for line in entry.lines
        ],
        "totals": (entry.total_debit, entry.total_credit),
        "source": entry.source,
        "is_automatic": entry.is_automatic,
    }


@pytest.mark.usefixtures("dialect")
async def test_every_entry_is_listed_with_its_lines_as_it_is_read_alone(
    opened: Opened, kind: str
) -> None:
    entries = opened("daftra", kind).journal_entries
    listed = await gathered(entries.list(page_size=5))
    assert len(listed) == 12
    assert listed == [await settled(entries.get(each.id)) for each in listed]
    assert [entry.check() for entry in listed] == [()] * 12


async def test_days_are_compared_on_arrival(box: Sandbox, opened: Opened, kind: str) -> None:
    entries = opened("daftra", kind).journal_entries
    days = sorted(entry.date for entry in await gathered(entries.list()))
    since, until = days[3], days[8]
    pager = entries.list(since=since, until=until)
    assert sorted(entry.date for entry in await gathered(pager)) == [
        day for day in days if since <= day <= until
    ]
    assert pager.report.filters == {"since": "here", "until": "here"}
    assert "date" not in "".join(request.query for request in asked(box))


@pytest.mark.usefixtures("dialect")
async def test_a_created_entry_says_what_its_draft_says(opened: Opened, kind: str) -> None:
    draft = drafted(number="M/7", name="إيجار", description="قيد ٣\r\n<b>x</b>")
    entry = await settled(opened("daftra", kind).journal_entries.create(draft))
    zero = Decimal(0)
    assert said(entry) == {
        "date": DAY,
        "currency": "SAR",
        "number": "M/7",
        "name": "إيجار",
        "description": "قيد ٣\r\n<b>x</b>",
        "lines": [(RENT, TEN, zero, None), (MAIN, zero, TEN, None)],
        "amounts": [("SAR", TEN, zero, Decimal(1)), ("SAR", zero, TEN, Decimal(1))],
        "totals": (TEN, TEN),
        "source": None,
        "is_automatic": False,
    }
    assert entry.check() == ()


@pytest.mark.usefixtures("dialect")
async def test_amounts_in_another_currency_are_kept_beside_those_of_the_books(
    opened: Opened, kind: str
) -> None:
    foreign = Decimal("2.5")
    lines = (
        JournalLineDraft(
            account=RENT, debit=TEN, currency_debit=foreign, exchange_rate=Decimal("4.04")
        ),
        JournalLineDraft(account=MAIN, credit=TEN, currency_credit=foreign),
    )
    entry = await settled(
        opened("daftra", kind).journal_entries.create(drafted(currency="EUR", lines=lines))
    )
    assert (entry.currency, entry.currency_debit, entry.currency_credit) == (
        "EUR",
        foreign,
        foreign,
    )
    assert said(entry)["amounts"][0] == ("EUR", foreign, Decimal(0), Decimal("4.04"))


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", date(2025, 12, 31)),
        ("number", "M/8"),
        ("name", "another"),
        ("description", None),
        ("description", "another"),
    ],
)
async def test_an_update_changes_what_it_names_and_keeps_the_rest(
    opened: Opened, kind: str, field: str, value: Any
) -> None:
    entries = opened("daftra", kind).journal_entries
    before = await settled(entries.create(drafted(number="M/7", name="x", description="y")))
    after = await settled(entries.update(before, **{field: value}))
    assert said(before) | {field: value} == said(after)


@pytest.mark.usefixtures("dialect")
async def test_an_update_replaces_all_lines_and_the_totals_with_them(
    opened: Opened, kind: str
) -> None:
    entries = opened("daftra", kind).journal_entries
    before = await settled(entries.create(drafted(name="kept")))
    lines = booked((SUPPLIES, "debit", "4"), (RENT, "debit", "0.5"), (MAIN, "credit", "4.5"))
    after = await settled(entries.update(before, lines=lines))
    assert [line.account.id for line in after.lines] == [SUPPLIES, RENT, MAIN]
    assert (after.total_debit, after.total_credit, after.name, after.date) == (
        Decimal("4.5"),
        Decimal("4.5"),
        "kept",
        DAY,
    )
    assert after.currency_debit == Decimal("4.5")


@pytest.mark.usefixtures("dialect")
async def test_an_entry_that_the_system_booked_keeps_its_source_and_lines(
    opened: Opened, kind: str
) -> None:
    entries = opened("daftra", kind).journal_entries
    automatic = [each for each in await gathered(entries.list()) if each.is_automatic]
    after = await settled(entries.update(automatic[0], description="seen"))
    assert said(automatic[0]) | {"description": "seen"} == said(after)


async def test_a_deleted_entry_is_gone(opened: Opened, kind: str) -> None:
    entries = opened("daftra", kind).journal_entries
    entry = await settled(entries.create(drafted()))
    await settled(entries.delete(entry))
    with pytest.raises(NotFoundError):
        await settled(entries.get(entry.id))


async def test_an_entry_that_somebody_changed_is_not_overwritten(opened: Opened, kind: str) -> None:
    entries = opened("daftra", kind).journal_entries
    read = await settled(entries.create(drafted()))
    await settled(entries.update(read.id, name="another"))
    with pytest.raises(ConflictError, match="changed since you read it"):
        await settled(entries.update(read, description="x"))


async def test_faults_of_a_draft_are_told_before_anything_is_sent(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    lines = booked(("x", "debit", "10"), (MAIN, "credit", "9"))
    draft = drafted(lines=lines, number="9" * 256, currency="SR")
    with pytest.raises(DraftError) as caught:
        await settled(opened("daftra", kind).journal_entries.create(draft))
    assert [path for path, _ in caught.value.field_errors] == [
        "currency",
        "lines",
        "number",
        "lines[0].account",
    ]
    assert asked(box) == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"lines": LINES[:1]}, "lines"),
        ({"lines": None}, "lines"),
        ({"currency": "EUR"}, "currency"),
        ({"currency": None, "lines": LINES}, "currency"),
        ({"date": "2026-03-05"}, "date"),
        ({"number": 7}, "number"),
        ({"is_automatic": True}, "is_automatic"),
    ],
)
async def test_a_change_that_cannot_be_sent_is_told_before_anything_is_sent(
    *, box: Sandbox, opened: Opened, kind: str, changes: dict[str, Any], path: str
) -> None:
    with pytest.raises(DraftError) as caught:
        await settled(opened("daftra", kind).journal_entries.update("1", **changes))
    assert path in [each.path for each in caught.value.field_errors]
    assert asked(box) == []


async def test_an_account_that_does_not_exist_is_refused_by_its_line(
    box: Sandbox, opened: Opened, kind: str, dialect: str
) -> None:
    lines = booked(("999", "debit", "1"), (MAIN, "credit", "1"))
    with pytest.raises(ValidationError, match="journal_account_id: line 1"):
        await settled(opened("daftra", kind).journal_entries.create(drafted(lines=lines)))
    assert stored(box) == 0, dialect


async def test_the_same_reference_twice_creates_one(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    entries = opened("daftra", kind).journal_entries
    one = await settled(entries.create(drafted(description="Rent"), once="rent-2026-03"))
    assert await settled(entries.create(drafted(description="Rent"), once="rent-2026-03")) == one
    assert (one.description, stored(box)) == ("Rent [rent-2026-03]", 1)


async def test_a_rehearsal_shows_the_body_and_the_one_difference(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    entries = opened("daftra", kind).journal_entries
    shown = await settled(entries.create(drafted(), dry_run=True))
    assert shown.body == {
        "Journal": {
            "date": "2026-03-05",
            "currency_code": "SAR",
            "is_automatic": False,
            "total_debit": TEN,
            "total_credit": TEN,
        },
        "JournalTransaction": [
            {"journal_account_id": 5, "currency_code": "SAR", "debit": TEN, "credit": 0},
            {"journal_account_id": 1, "currency_code": "SAR", "debit": 0, "credit": TEN},
        ],
    }
    assert stored(box) == 0
    entry = await settled(entries.create(drafted()))
    shown = await settled(entries.update(entry, name="x", dry_run=True))
    assert [(each.path, each.after) for each in shown.differences] == [("Journal.name", "x")]


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_create_is_sent_once_and_looked_up(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any, happened: int
) -> None:
    entries = opened("daftra", kind, retry=AT_ONCE).journal_entries
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(entries.create(drafted(description="only once")))
    resolution = await settled(caught.value.resolve())
    expected = Outcome.UNKNOWN if happened else Outcome.NOT_HAPPENED
    assert (resolution.outcome, len(resolution.candidates)) == (expected, happened)
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)
    if happened:
        assert "the same values" in resolution.reason


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(
    "changes",
    [
        {"description": None},
        {"date": date(2025, 12, 31)},
        {"lines": booked((SUPPLIES, "debit", "4"), (MAIN, "credit", "4"))},
        {"currency": "EUR", "lines": LINES, "name": "x"},
    ],
)
@pytest.mark.parametrize(
    ("fault", "outcome"),
    [("reset_before", Outcome.NOT_HAPPENED), ("reset_after", Outcome.HAPPENED)],
)
async def test_an_open_update_is_looked_up(
    *, box: Sandbox, opened: Opened, kind: str, changes: Any, fault: Any, outcome: Outcome
) -> None:
    entries = opened("daftra", kind, retry=AT_ONCE).journal_entries
    entry = await settled(entries.create(drafted(description="old")))
    box.faults.add(Fault(fault, method="PUT", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(entries.update(entry, **changes))
    assert (await settled(caught.value.resolve())).outcome == outcome


async def test_the_id_alone_is_given_without_reading_back(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    entry = await settled(opened("daftra", kind).journal_entries.create(drafted(), reread=False))
    assert (entry.isdigit(), [call.method for call in asked(box)]) == (True, ["POST"])


async def test_nuvio_has_no_journal_and_says_so(box: Sandbox, opened: Opened, kind: str) -> None:
    with pytest.raises(UnsupportedOperationError, match="Nuvio has no journal entries"):
        await settled(opened("nuvio", kind).journal_entries.get("1"))
    assert asked(box) == []


def answering(day: str, refuse_day: bool = False) -> Daftra:  # noqa: FBT001, FBT002
    """Open books that keep `day` for every entry, whatever is sent, or refuse to be sent one."""
    refused = {
        "result": "failed",
        "code": 400,
        "message": "extra data",
        "error_type": "extra_data",
        "extra_data": {"Journal": {"date": "is read-only"}},
    }
    record = {"Journal": {"id": "7", "date": day, "total_debit": "10.10", "currency_code": "SAR"}}

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"result": "successful", "data": record})
        if refuse_day and b'"date"' in request.content:
            return httpx.Response(400, json=refused)
        return httpx.Response(202, json={"result": "successful", "code": 202, "id": "7"})

    return Daftra("acme", api_key="invented-key", transport=httpx.MockTransport(answer))


def test_a_day_that_was_not_kept_is_told_with_the_id_of_the_entry() -> None:
    with answering("2026-07-01") as daftra:
        with pytest.raises(AmbiguousWriteError) as caught:
            daftra.journal_entries.create(drafted())
        assert "is done, as journal entry 7" in str(caught.value)
        assert "date: 2026-03-05 was sent, and it is 2026-07-01" in str(caught.value)
        resolution = caught.value.resolve()
    assert (resolution.outcome, resolution.record.id) == (Outcome.HAPPENED, "7")


def test_a_changed_day_that_was_not_kept_is_told() -> None:
    with (
        answering("2026-07-01") as daftra,
        pytest.raises(AmbiguousWriteError, match="2026-03-05 was sent"),
    ):
        daftra.journal_entries.update("7", date=DAY)


def test_a_day_that_is_refused_is_a_refusal_and_can_be_left_to_daftra() -> None:
    with answering("2026-07-01", refuse_day=True) as daftra:
        with pytest.raises(ValidationError, match=r"Journal\.date: may not be sent"):
            daftra.journal_entries.create(drafted())
        assert daftra.journal_entries.create(drafted(date=None)).date == date(2026, 7, 1)
        assert daftra.journal_entries.update("7", date=None, name="x").id == "7"
