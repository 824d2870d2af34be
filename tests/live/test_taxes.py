"""Taxes from the wire to the common model and back, on both providers, sync and async."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import (
    ConfigurationError,
    ConflictError,
    DraftError,
    NotFoundError,
    Tax,
    TaxDraft,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.bills import plain
from tests.live.both import Opened, asked, gathered, settled, stored

pytestmark = pytest.mark.anyio

RECORDS = 12
FULL = TaxDraft(
    name="رسوم البلدية ٢٪", rate=Decimal("2.5"), inclusive=True, description="City\r\nlevy"
)
CHANGES: list[tuple[str, Any]] = [
    ("name", "Levy"),
    ("rate", Decimal(0)),
    ("rate", Decimal("-5.125")),
    ("inclusive", False),
    ("description", None),
]


def says(tax: Tax | TaxDraft) -> dict[str, Any]:
    return {
        name: getattr(tax, name) or None for name in ("name", "rate", "inclusive", "description")
    }


def drafted(provider: str) -> TaxDraft:
    """Draft what a provider takes."""
    return FULL if provider == "daftra" else TaxDraft(name=FULL.name)


@pytest.mark.usefixtures("dialect")
async def test_every_tax_is_listed_as_it_is_read_alone(
    opened: Opened, provider: str, kind: str
) -> None:
    taxes = opened(provider, kind).taxes
    listed = await gathered(taxes.list())
    assert [type(tax) for tax in listed] == [Tax] * 3
    assert listed == [await settled(taxes.get(tax.id)) for tax in listed]


@pytest.mark.usefixtures("dialect")
async def test_a_tax_of_daftra_tells_its_rate_and_one_of_nuvio_its_name_alone(
    opened: Opened, kind: str
) -> None:
    daftra = await settled(opened("daftra", kind).taxes.get(1))
    nuvio = await settled(opened("nuvio", kind).taxes.list().first())
    assert (daftra.name, daftra.rate, daftra.inclusive) == ("VAT 15%", Decimal(15), False)
    assert (nuvio.name, nuvio.rate, nuvio.inclusive) == ("VAT 15%", None, None)


@pytest.mark.usefixtures("dialect")
async def test_a_created_tax_says_what_its_draft_says(
    opened: Opened, provider: str, kind: str
) -> None:
    taxes = opened(provider, kind).taxes
    created = await settled(taxes.create(drafted(provider)))
    assert says(drafted(provider)) == says(created)
    assert created == await settled(taxes.get(created.id))
    assert created in await gathered(taxes.list())


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("field", "value"), CHANGES)
async def test_an_update_changes_the_field_it_names_and_keeps_the_others(
    opened: Opened, kind: str, field: str, value: Any
) -> None:
    taxes = opened("daftra", kind).taxes
    before = await settled(taxes.create(FULL))
    after = await settled(taxes.update(before, **{field: value}))
    assert says(before) | {field: value or None} == says(after)


async def test_a_tax_of_nuvio_is_renamed(opened: Opened, kind: str) -> None:
    taxes = opened("nuvio", kind).taxes
    tax = await settled(taxes.list().first())
    assert (await settled(taxes.update(tax, name="VAT"))).name == "VAT"


@pytest.mark.parametrize("field", ["rate", "inclusive", "description"])
async def test_what_nuvio_has_no_member_for_is_refused_and_not_dropped(
    box: Sandbox, opened: Opened, kind: str, field: str
) -> None:
    taxes = opened("nuvio", kind).taxes
    given = {field: getattr(FULL, field)}
    with pytest.raises(DraftError, match=f"{field}: a Nuvio tax takes its name alone"):
        await settled(taxes.create(TaxDraft(name="VAT", **given)))
    with pytest.raises(DraftError, match=f"{field}: cannot be changed here; there are: name"):
        await settled(taxes.update("x", **given))
    assert asked(box) == []


async def test_daftra_needs_a_rate_and_says_how_it_is_written(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(DraftError, match=r"rate: Daftra needs it, in percent: 15 for 15 %"):
        await settled(opened("daftra", kind).taxes.create(TaxDraft(name="VAT")))
    assert asked(box) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"name": " "}, "name"),
        ({"name": None}, "name"),
        ({"rate": None}, "rate"),
        ({"rate": Decimal("NaN")}, "rate"),
        ({"rate": 15.0}, "rate"),
        ({"inclusive": "yes"}, "inclusive"),
        ({"value": Decimal(1)}, "value"),
    ],
)
async def test_a_change_that_cannot_work_is_refused_before_anything_is_sent(
    *, box: Sandbox, opened: Opened, kind: str, change: dict[str, Any], path: str
) -> None:
    with pytest.raises(DraftError) as caught:
        await settled(opened("daftra", kind).taxes.update("1", **change))
    assert [fault.path for fault in caught.value.field_errors] == [path]
    assert asked(box) == []


@pytest.mark.usefixtures("dialect")
async def test_run_twice_with_a_reference_it_exists_once(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    taxes = opened(provider, kind).taxes
    draft = drafted(provider)
    # Nuvio has no field for it but the name.
    once = "levy-2026" if provider == "daftra" else draft.name
    first = await settled(taxes.create(draft, once=once))
    assert await settled(taxes.create(draft, once=once)) == first
    assert stored(box) == 1


async def test_on_nuvio_a_reference_is_the_name(box: Sandbox, opened: Opened, kind: str) -> None:
    with pytest.raises(ConfigurationError, match="`once` is the name of the tax"):
        await settled(opened("nuvio", kind).taxes.create(TaxDraft(name="VAT"), once="levy"))
    assert asked(box) == []


async def test_a_tax_that_is_used_by_nothing_is_deleted(opened: Opened, kind: str) -> None:
    taxes = opened("daftra", kind).taxes
    tax = await settled(taxes.create(FULL))
    await settled(taxes.delete(tax))
    with pytest.raises(NotFoundError):
        await settled(taxes.get(tax.id))


async def test_a_tax_that_a_product_names_is_not_deleted(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(ValidationError, match="Tax cannot be deleted"):
        await settled(opened("daftra", kind).taxes.delete("1"))
    assert stored(box) == 0


async def test_nuvio_cannot_delete_one_and_says_what_it_can(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match=r"rename it with taxes\.update"):
        await settled(opened("nuvio", kind).taxes.delete("x"))
    assert asked(box) == []


async def test_a_dry_run_shows_the_request_and_sends_nothing(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    taxes = opened(provider, kind).taxes
    tax = await settled(taxes.list().first())
    created = await settled(taxes.create(drafted(provider), dry_run=True))
    updated = await settled(taxes.update(tax, name="N", dry_run=True))
    assert [run.method for run in (created, updated)] == ["POST", "PUT"]
    (difference,) = updated.differences
    assert (difference.before, difference.after) == ("VAT 15%", "N")
    assert stored(box) == 0


async def test_without_the_reread_only_the_id_comes_back(
    opened: Opened, provider: str, kind: str
) -> None:
    taxes = opened(provider, kind).taxes
    identity = await settled(taxes.create(drafted(provider), reread=False))
    assert (await settled(taxes.get(identity))).name == FULL.name
    assert await settled(taxes.update(identity, name="N", reread=False)) == identity


async def test_an_update_of_a_tax_that_somebody_changed_is_refused(
    opened: Opened, provider: str, kind: str
) -> None:
    taxes = opened(provider, kind).taxes
    mine = await settled(taxes.create(drafted(provider)))
    await settled(taxes.update(mine.id, name="theirs"))
    with pytest.raises(ConflictError) as caught:
        await settled(taxes.update(mine, name="mine"))
    assert "name" in [fault.path for fault in caught.value.field_errors]
    assert (await settled(taxes.update(mine, name="mine", force=True))).name == "mine"


async def test_the_tax_of_a_bill_can_be_looked_up(opened: Opened, kind: str) -> None:
    daftra = opened("daftra", kind)
    bill = await settled(daftra.bills.create(plain("bills")))
    for named in bill.lines[0].taxes:
        tax = await settled(daftra.taxes.get(named.tax.id))
        assert (tax.name, tax.rate, tax.inclusive) == (named.tax.name, named.rate, named.inclusive)
