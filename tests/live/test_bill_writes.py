"""Create, update and delete bills and bill refunds: what is stored, kept and refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan import (
    ConfigurationError,
    ConflictError,
    Document,
    DraftError,
    LineDraft,
    NotFoundError,
    RejectedError,
    ValidationError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.bills import LINES, plain, said_by, says, without_lines
from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored

pytestmark = pytest.mark.anyio

RECORDS = 12
LINE = LineDraft(quantity=Decimal(3), unit_price=Decimal("0.1"))
CHANGES: list[tuple[str, Any]] = [
    ("date", date(2025, 12, 31)),
    ("currency", "EUR"),
    ("number", "P-78"),
    ("contact", "1"),
    ("is_draft", True),
]


@pytest.fixture(params=["bills", "bill_refunds"])
def accessor(request: pytest.FixtureRequest) -> str:
    """Run a test for both kinds."""
    return str(request.param)


def without_ids(document: Document) -> dict[str, Any]:
    """Return the fields of a document, its lines without their ids, which a rewrite renews."""
    said: dict[str, Any] = {name: getattr(document, name) for name in type(document).fields()}
    return said | {"lines": [(line.product, line.total) for line in document.lines]}


@pytest.mark.usefixtures("dialect")
async def test_a_created_bill_says_what_its_draft_says(opened: Opened, kind: str) -> None:
    draft = plain("bills", number="P-77", is_draft=True)
    bill = await settled(opened("daftra", kind).bills.create(draft))
    assert said_by(draft) == says(bill)


@pytest.mark.usefixtures("dialect")
async def test_a_created_refund_says_what_its_draft_says_but_for_the_lines(
    opened: Opened, kind: str
) -> None:
    draft = plain("bill_refunds", number="R-77")
    refund = await settled(opened("daftra", kind).bill_refunds.create(draft))
    assert without_lines(said_by(draft)) == without_lines(says(refund))


async def test_one_without_a_number_is_given_one(opened: Opened, kind: str, accessor: str) -> None:
    found = await settled(getattr(opened("daftra", kind), accessor).create(plain(accessor)))
    assert found.number


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("field", "value"), CHANGES)
async def test_an_update_changes_the_field_it_names_and_keeps_the_others(
    opened: Opened, kind: str, field: str, value: Any
) -> None:
    bills = opened("daftra", kind).bills
    before = await settled(bills.create(plain("bills", number="P-77")))
    after = await settled(bills.update(before.id, **{field: value}))
    assert says(before) | {field: value} == says(after)
    assert after == await settled(bills.get(before.id))


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("field", "value"), CHANGES)
async def test_an_update_of_a_refund_takes_its_lines_too(
    opened: Opened, kind: str, field: str, value: Any
) -> None:
    refunds = opened("daftra", kind).bill_refunds
    before = await settled(refunds.create(plain("bill_refunds", number="R-77")))
    with pytest.raises(DraftError, match="lines: a read does not show them and they may be lost"):
        await settled(refunds.update(before.id, **{field: value}))
    after = await settled(refunds.update(before.id, **{field: value}, lines=LINES))
    assert without_lines(says(before)) | {field: value} == without_lines(says(after))


@pytest.mark.usefixtures("dialect")
async def test_an_update_of_any_seeded_bill_keeps_what_it_does_not_name(
    opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind).bills
    for before in await gathered(bills.list(with_lines=True)):
        after = await settled(bills.update(before, number=f"P-{before.id}"))
        assert without_ids(before) | {"number": f"P-{before.id}"} == without_ids(after)
        assert (
            before.raw["PurchaseOrder"]["is_received"]
            == (after.raw["PurchaseOrder"]["is_received"])
        )


@pytest.mark.usefixtures("dialect")
async def test_another_supplier_brings_its_own_name(opened: Opened, kind: str) -> None:
    bills = opened("daftra", kind).bills
    first = await settled(bills.create(plain("bills", contact="1")))
    second = await settled(bills.create(plain("bills", contact="2")))
    assert first.contact.name != second.contact.name
    assert (await settled(bills.update(first.id, contact="2"))).contact == second.contact


@pytest.mark.usefixtures("dialect")
async def test_lines_are_replaced_as_a_whole_and_read_ones_can_stay(
    opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind).bills
    before = await settled(bills.create(plain("bills")))
    after = await settled(bills.update(before, lines=(LINE, before.lines[0])))
    new = (Decimal(3), Decimal("0.1"), None, None, None, None, None, ())
    assert says(after)["lines"] == [new, says(before)["lines"][0]]


@pytest.mark.usefixtures("dialect")
async def test_a_line_that_was_read_is_changed_and_keeps_the_rest(
    opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind).bills
    before = await settled(bills.create(plain("bills")))
    first, second = before.lines
    changed = msgspec.structs.replace(first, quantity=Decimal(7), discount_percent=None)
    after = await settled(bills.update(before, lines=(changed, second)))
    expected = msgspec.structs.replace(changed, discount_percent=Decimal(0))
    assert [(line.item, line.quantity, line.discount_percent) for line in (expected, second)] == [
        (line.item, line.quantity, line.discount_percent) for line in after.lines
    ]


async def test_a_draft_is_issued_and_given_a_number(opened: Opened, kind: str) -> None:
    bills = opened("daftra", kind).bills
    draft = await settled(bills.create(plain("bills", is_draft=True)))
    assert draft.number is None
    issued = await settled(bills.update(draft, is_draft=False))
    assert (issued.is_draft, bool(issued.number)) == (False, True)


async def test_a_deleted_one_is_gone(opened: Opened, kind: str, accessor: str) -> None:
    resource = getattr(opened("daftra", kind), accessor)
    found = await settled(resource.create(plain(accessor)))
    assert await settled(resource.delete(found)) is None
    with pytest.raises(NotFoundError):
        await settled(resource.get(found.id))


async def test_a_faulty_draft_is_refused_before_anything_is_sent(
    box: Sandbox, opened: Opened, kind: str, accessor: str
) -> None:
    resource = getattr(opened("daftra", kind), accessor)
    with pytest.raises(DraftError, match=r"reference: a Daftra bill( refund)? has no such field"):
        await settled(resource.create(plain(accessor, reference="PO-1")))
    with pytest.raises(DraftError, match="due_date: cannot be changed here"):
        await settled(resource.update("1", due_date=date(2026, 1, 1)))
    assert asked(box) == []


async def test_an_unknown_supplier_or_tax_is_refused_with_the_providers_words(
    box: Sandbox, opened: Opened, kind: str, accessor: str
) -> None:
    resource = getattr(opened("daftra", kind), accessor)
    with pytest.raises(ValidationError, match="is not a supplier of this account"):
        await settled(resource.create(plain(accessor, contact="999999")))
    line = LineDraft(quantity=Decimal(1), unit_price=Decimal(1), taxes=("15",))
    with pytest.raises(ValidationError, match="Invalid tax: tax not found or inactive"):
        await settled(resource.create(plain(accessor, lines=(line,))))
    assert stored(box) == 0


async def test_a_dry_run_shows_the_request_and_sends_nothing(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind).bills
    line = LineDraft(quantity=Decimal(2), unit_price=Decimal("0.5"))
    bill = await settled(bills.create(plain("bills", lines=(line,))))
    box.requests.clear()
    created = await settled(bills.create(plain("bills"), dry_run=True))
    updated = await settled(bills.update(bill, number="P-78", dry_run=True))
    deleted = await settled(bills.delete(bill, dry_run=True))
    assert [run.method for run in (created, updated, deleted)] == ["POST", "PUT", "DELETE"]
    assert list(created.body) == ["PurchaseOrder", "PurchaseOrderItem"]
    assert [each.path for each in updated.differences] == ["PurchaseOrder.no"]
    assert stored(box) == 0


async def test_without_the_reread_only_the_id_comes_back(
    box: Sandbox, opened: Opened, kind: str, accessor: str
) -> None:
    resource = getattr(opened("daftra", kind), accessor)
    identity = await settled(resource.create(plain(accessor), reread=False))
    assert [request.method for request in box.requests] == ["POST"]
    changed = await settled(resource.update(identity, lines=LINES, reread=False))
    assert changed == identity
    about = [request.method for request in asked(box, path="/purchase_")]
    assert about == ["POST", "GET", "PUT"]


@pytest.mark.usefixtures("dialect")
async def test_run_twice_with_a_reference_it_exists_once(
    box: Sandbox, opened: Opened, kind: str, accessor: str
) -> None:
    resource = getattr(opened("daftra", kind), accessor)
    first = await settled(resource.create(plain(accessor), once="order-1001"))
    again = await settled(resource.create(plain(accessor), once="order-1001"))
    assert (first.number, again) == ("order-1001", first)
    assert stored(box) == 1
    identity = await settled(resource.create(plain(accessor), once="order-1001", reread=False))
    assert identity == first.id


async def test_after_a_lost_answer_the_same_reference_finds_what_was_stored(
    box: Sandbox, opened: Opened, kind: str, accessor: str
) -> None:
    resource = getattr(opened("daftra", kind, retry=AT_ONCE), accessor)
    box.faults.add(Fault("null_id", method="POST", times=1))
    with pytest.raises(RejectedError):
        await settled(resource.create(plain(accessor), once="order-1001"))
    found = await settled(resource.create(plain(accessor), once="order-1001"))
    assert (found.number, stored(box)) == ("order-1001", 1)


async def test_a_reference_beside_another_number_is_refused(
    box: Sandbox, opened: Opened, kind: str, accessor: str
) -> None:
    resource = getattr(opened("daftra", kind), accessor)
    with pytest.raises(ConfigurationError, match="`once` is the number of the bill"):
        await settled(resource.create(plain(accessor, number="P-1"), once="order-1001"))
    assert asked(box) == []


async def test_an_update_of_a_bill_that_somebody_changed_is_refused(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind).bills
    mine = await settled(bills.create(plain("bills", number="P-1")))
    await settled(bills.update(mine.id, currency="EUR"))
    written = stored(box)
    with pytest.raises(ConflictError) as caught:
        await settled(bills.update(mine, number="P-2"))
    assert "currency" in [fault.path for fault in caught.value.field_errors]
    assert stored(box) == written
    forced = await settled(bills.update(mine, number="P-2", force=True))
    assert (forced.number, forced.currency) == ("P-2", "EUR")


async def test_a_row_of_the_list_is_as_good_as_the_bill_read_alone(
    opened: Opened, kind: str
) -> None:
    bills = opened("daftra", kind).bills
    row = await settled(bills.list().first())
    assert (await settled(bills.update(row, number="P-3"))).number == "P-3"
