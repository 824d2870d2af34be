"""Bills and bill refunds from the wire to the common model, on Daftra, sync and async."""

from datetime import date
from typing import Any

import pytest
from ledgerspan import (
    Bill,
    BillRefund,
    ConfigurationError,
    Document,
    NotFoundError,
    PaymentStatus,
    UnsupportedOperationError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.bills import plain
from tests.live.both import Opened, asked, gathered, settled

pytestmark = pytest.mark.anyio

RECORDS = 12
SHAPES: list[tuple[str, type[Document]]] = [("bills", Bill), ("bill_refunds", BillRefund)]


@pytest.fixture(params=["bills", "bill_refunds"])
def accessor(request: pytest.FixtureRequest) -> str:
    """Run a test for both kinds."""
    return str(request.param)


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("accessor", "shape"), SHAPES)
async def test_every_one_is_listed_with_its_supplier(
    opened: Opened, kind: str, accessor: str, shape: type[Document]
) -> None:
    found = await gathered(getattr(opened("daftra", kind), accessor).list())
    assert [type(each) for each in found] == [shape] * 3
    assert all(each.contact.id and each.contact.name for each in found)
    assert {each.lines for each in found} == {()}


@pytest.mark.usefixtures("dialect")
async def test_with_lines_each_bill_is_read_alone_and_in_order(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind).bills
    rows = await gathered(bills.list())
    box.requests.clear()
    whole = await gathered(bills.list(with_lines=True))
    assert [bill.id for bill in rows] == [bill.id for bill in whole]
    assert all(bill.lines for bill in whole)
    assert whole == [await settled(bills.get(bill.id)) for bill in rows]
    assert len(asked(box, path="/purchase_invoices")) == 1 + 2 * len(rows)


@pytest.mark.usefixtures("dialect")
async def test_a_row_and_the_bill_read_alone_contradict_each_other_in_nothing(
    opened: Opened, kind: str, accessor: str
) -> None:
    resource = getattr(opened("daftra", kind), accessor)
    for row in await gathered(resource.list()):
        whole = await settled(resource.get(row.id))
        said = {name for name in type(row).fields() if getattr(row, name) not in (None, ())}
        assert {name: getattr(row, name) for name in said} == {
            name: getattr(whole, name) for name in said
        }


async def test_an_observed_bill_tells_its_totals(opened: Opened, kind: str) -> None:
    bill = await settled(opened("daftra", kind).bills.list().first())
    assert bill.total == bill.subtotal + bill.tax_total


def test_a_documented_bill_tells_no_totals_and_none_are_made_up() -> None:
    with Sandbox(seed=7, records=0, dialect="documented") as box, box.daftra() as daftra:
        bill = daftra.bills.list().first()
    assert bill is not None
    assert (bill.subtotal, bill.tax_total, bill.total) == (None, None, None)


async def test_a_refund_shows_no_lines_even_when_read_alone(opened: Opened, kind: str) -> None:
    refunds = opened("daftra", kind).bill_refunds
    assert {refund.lines for refund in await gathered(refunds.list(with_lines=True))} == {()}


async def test_filters_are_verified_here_since_no_server_filter_is_known(
    box: Sandbox, opened: Opened, kind: str, accessor: str
) -> None:
    resource = getattr(opened("daftra", kind), accessor)
    await settled(resource.create(plain(accessor, number="P-9", date=date(2019, 3, 5))))
    everything = await gathered(resource.list())
    days: dict[str, Any] = {"since": date(2019, 3, 5), "until": date(2019, 3, 5)}
    for filters in (days, {"contact": "02", **days}, {"number": "P-9"}):
        box.requests.clear()
        pager = resource.list(**filters)
        assert [each.number for each in await gathered(pager)] == ["P-9"]
        assert set(pager.report.filters.values()) == {"here"}
        assert [request.query for request in asked(box)] == ["page=1&limit=100"]
    of_supplier = await gathered(resource.list(contact=2))
    assert of_supplier == [each for each in everything if each.contact.id == "2"]
    assert await gathered(resource.list(payment_status=PaymentStatus.PAID)) == []


async def test_what_cannot_name_a_supplier_or_a_bill_is_refused_before_anything_is_sent(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind).bills
    with pytest.raises(ConfigurationError, match="contact is a Daftra id, digits"):
        bills.list(contact="Sands")
    with pytest.raises(ConfigurationError, match="a Daftra bill has an id of digits, not 'P-1'"):
        await settled(bills.get("P-1"))
    assert asked(box) == []


async def test_a_bill_is_no_refund(opened: Opened, kind: str) -> None:
    daftra = opened("daftra", kind)
    bill = await settled(daftra.bills.list().first())
    with pytest.raises(NotFoundError):
        await settled(daftra.bill_refunds.get(bill.id))


@pytest.mark.parametrize(("accessor", "instead"), [("bills", "expenses"), ("bill_refunds", "exp")])
async def test_nuvio_has_none_and_names_what_it_has(
    *, box: Sandbox, opened: Opened, kind: str, accessor: str, instead: str
) -> None:
    resource = getattr(opened("nuvio", kind), accessor)
    with pytest.raises(UnsupportedOperationError, match=instead):
        resource.list()
    with pytest.raises(UnsupportedOperationError, match=instead):
        await settled(resource.create(plain(accessor)))
    assert asked(box) == []
