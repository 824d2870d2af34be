"""Dates in a site's own format: read once from site_info, or given; never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from ledgerspan import ConfigurationError, IncomeDraft, ServerError
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import Opened, asked, settled

pytestmark = pytest.mark.anyio

FORMATS = ["DD/MM/YYYY", "DD-MM-YYYY"]


@pytest.mark.parametrize("company", [0, 1])
async def test_the_sites_format_is_read_once_for_all_single_reads(
    box: Sandbox, opened: Opened, kind: str, company: int
) -> None:
    client = opened("daftra", kind, company)
    listed = await settled(client.incomes.list().to_list())
    assert asked(box, path="site_info") == []
    assert listed == [await settled(client.incomes.get(income.id)) for income in listed]
    assert len(asked(box, path="site_info")) == 1


@pytest.mark.parametrize(("company", "date_format"), list(enumerate(FORMATS)))
async def test_a_given_format_saves_the_read_of_site_info(
    box: Sandbox, opened: Opened, kind: str, company: int, date_format: str
) -> None:
    client = opened("daftra", kind, company, date_format=date_format)
    income = await settled(client.incomes.list().first())
    assert income == await settled(client.incomes.get(income.id))
    assert asked(box, path="site_info") == []


async def test_day_and_month_are_never_swapped(opened: Opened, kind: str) -> None:
    draft = IncomeDraft(date=date(2026, 2, 3), currency="SAR", amount=Decimal(1))
    income = await settled(opened("daftra", kind).incomes.create(draft))
    assert income.raw["Income"]["date"] == "03/02/2026"
    assert income.date == date(2026, 2, 3)


async def test_iso_dates_need_no_site_info(kind: str) -> None:
    with Sandbox(seed=7, records=9, dialect="documented") as box:
        client = (box.daftra if kind == "sync" else box.async_daftra)()
        for income in await settled(client.incomes.list().to_list()):
            await settled(client.incomes.get(income.id))
        assert asked(box, path="site_info") == []
        await settled(client.close())


async def test_a_given_format_that_is_not_the_sites_leaves_the_date_open(
    opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind, date_format="YYYY.MM.DD")
    income = await settled(client.incomes.list().first())
    assert (await settled(client.incomes.get(income.id))).date is None


def test_a_format_without_a_year_is_refused() -> None:
    with Sandbox(seed=7, records=0) as box:
        refused = pytest.raises(ConfigurationError, match="no date format that can be read")
        with refused:
            box.daftra(date_format="DD/MM")


async def test_documents_read_at_once_ask_for_the_sites_format_together(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind).invoices
    found = await settled(invoices.list(with_lines=True).to_list())
    assert all(invoice.lines and invoice.date for invoice in found)
    assert len(asked(box, path="site_info")) == 1


async def test_a_question_for_the_sites_format_that_fails_is_put_again(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    invoices = opened("daftra", kind, retry=0).invoices
    box.faults.add(Fault("status", status=503, times=1, path="/site_info"))
    with pytest.raises(ServerError, match="site_info"):
        await settled(invoices.get(1))
    assert (await settled(invoices.get(1))).date is not None
