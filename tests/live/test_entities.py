"""Records of any entity of v2, from the wire to Python, sync and async."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import IncompleteListingError, NotFoundError, RejectedError, ValidationError
from ledgerspan.models.entity import Entity
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled

pytestmark = pytest.mark.anyio

RECORDS = 12


def ids(records: list[Entity]) -> list[str]:
    return [record.id for record in records]


@pytest.mark.usefixtures("dialect")
async def test_every_record_is_listed_once_over_all_pages(opened: Opened, kind: str) -> None:
    pager = opened("daftra", kind).entity("journal").list(page_size=5, sort={"id": "asc"})
    assert ids(await gathered(pager)) == [str(number) for number in range(1, 13)]
    assert (pager.report.pages, pager.report.claimed_total, pager.report.missing) == (3, 12, 0)


async def test_pages_fetched_ahead_keep_their_order(opened: Opened, kind: str) -> None:
    journals = opened("daftra", kind).entity("journal")
    plain = await gathered(journals.list(page_size=2, sort={"id": "desc"}))
    assert await gathered(journals.list(page_size=2, sort={"id": "desc"}, prefetch=3)) == plain


@pytest.mark.usefixtures("dialect")
async def test_what_v1_says_v2_says(opened: Opened, kind: str) -> None:
    client = opened("daftra", kind)
    entries = await gathered(client.journal_entries.list())
    records = {record.id: record for record in await gathered(client.entity("journal").list())}
    for entry in entries:
        record = records[entry.id]
        assert (entry.total_debit, entry.number) == (record["total_debit"], record["number"])
        assert str(entry.date) == record["date"][:10]


@pytest.mark.usefixtures("dialect")
async def test_conditions_all_hold_and_are_verified(opened: Opened, kind: str) -> None:
    journals = opened("daftra", kind).entity("journal")
    every = await gathered(journals.list())
    days = sorted(record["date"] for record in every)
    since, before = date.fromisoformat(days[2]), date.fromisoformat(days[9])
    filters: dict[str, Any] = {"is_automatic": True, "date": {"gte": since, "lt": before}}
    pager = journals.list(filters=filters, sort={"date": "desc"})
    expected = [
        record["date"]
        for record in every
        if record["is_automatic"] and str(since) <= record["date"] < str(before)
    ]
    assert [record["date"] for record in await gathered(pager)] == sorted(expected, reverse=True)
    assert pager.report.filtered == {}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"id": 3}, ["3"]),
        ({"id": {"in": [3, "4"]}}, ["3", "4"]),
        ({"id": {"not_in": range(1, 11)}}, ["11", "12"]),
        ({"id": {"gt": 2, "lte": 4}}, ["3", "4"]),
        ({"id": {"from": 11, "to": 11}}, ["11"]),
        ({"number": {"like": "00001_"}}, ["10", "11", "12"]),
        ({"id": {"lt": 4}, "number": {"not_equal": "000002"}}, ["1", "3"]),
        ({"or": {"id": 3, "number": "000007"}}, ["3", "7"]),
        ({"or": [{"id": 3}, {"id": 4}], "id": {"gt": 3}}, ["4"]),
        ({"id": 3, "deleted_at": {"is_null": True}}, ["3"]),
    ],
)
async def test_every_operator_is_understood(
    *, opened: Opened, kind: str, filters: dict[str, Any], expected: list[str]
) -> None:
    pager = opened("daftra", kind).entity("journal").list(filters=filters, sort={"id": "asc"})
    assert ids(await gathered(pager)) == expected


async def test_a_long_list_of_values_is_asked_for_in_parts(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    pager = opened("daftra", kind).entity("journal").list(filters={"id": {"in": range(1, 13)}})
    assert sorted(map(int, ids(await gathered(pager)))) == list(range(1, 13))
    assert [call.query.count("[in][]") for call in asked(box)] == [10, 2]


async def test_a_member_of_a_relation_can_be_asked_for(opened: Opened, kind: str) -> None:
    lines = opened("daftra", kind).entity("journal_transaction")
    pager = lines.list(filters={"journal.number": "000003"})
    assert {record["journal_id"] for record in await gathered(pager)} == {3}
    assert pager.report.filters == {"journal.number": "server alone"}


@pytest.mark.usefixtures("dialect")
async def test_a_level_decides_how_much_comes_along(opened: Opened, kind: str) -> None:
    journals = opened("daftra", kind).entity("journal")
    plain, deep = await settled(journals.get(1)), await settled(journals.get("1", level=2))
    assert "journal_transactions" not in plain
    debits = [line["debit"] for line in deep["journal_transactions"]]
    assert sum(debits, Decimal(0)) == plain["total_debit"]


@pytest.mark.usefixtures("dialect")
async def test_a_missing_record_is_not_found(opened: Opened, kind: str) -> None:
    with pytest.raises(NotFoundError, match="Record not found"):
        await settled(opened("daftra", kind).entity("journal").get(999))


async def test_an_unknown_entity_says_so(opened: Opened, kind: str, dialect: str) -> None:
    error = RejectedError if dialect == "observed" else ValidationError
    with pytest.raises(error, match="Entity Not exists"):
        await settled(opened("daftra", kind).entity("customer").list().first())


async def test_a_broken_page_can_be_resumed(box: Sandbox, opened: Opened, kind: str) -> None:
    pager = opened("daftra", kind, retry=AT_ONCE).entity("journal").list(page_size=5)
    box.faults.add(Fault("html", path="/entity/journal", after=1, times=9))
    with pytest.raises(IncompleteListingError) as caught:
        await gathered(pager)
    assert (caught.value.page, caught.value.records) == (2, 5)
    box.faults.clear()
    assert len(await gathered(caught.value.resume())) == 7


@pytest.mark.usefixtures("dialect")
async def test_statuses_are_listed_in_either_envelope(opened: Opened, kind: str) -> None:
    pager = opened("daftra", kind).entity("follow_up_status").list(page_size=4, sort={"id": "asc"})
    assert ids(await gathered(pager)) == [str(number) for number in range(1, 7)]
