"""An update of a record that somebody else has changed meanwhile."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from ledgerspan import ConfigurationError, ConflictError, ExpenseDraft
from ledgerspan.daftra.money import INCOMES
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, settled, stored
from tests.live.drafts import full_draft, plain_draft

pytestmark = pytest.mark.anyio

RECORDS = 30


async def test_a_record_that_another_client_changed_is_not_overwritten(
    box: Sandbox, opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    ours, theirs = opened(provider, kind).incomes, opened(provider, kind).incomes
    known = await settled(ours.create(full_draft(box, provider)))
    await settled(theirs.update(known.id, description="theirs", currency="EUR"))
    with pytest.raises(ConflictError, match="changed since you read it") as caught:
        await settled(ours.update(known, description="ours"))
    assert {fault.path for fault in caught.value.field_errors} >= {"description", "currency"}
    assert "was 'KWD', is 'EUR'" in str(caught.value), dialect
    assert (await settled(ours.get(known.id))).description == "theirs"


async def test_force_writes_over_what_another_client_changed(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    known = await settled(incomes.create(full_draft(box, provider)))
    await settled(incomes.update(known.id, currency="EUR"))
    forced = await settled(incomes.update(known, description="ours", force=True))
    assert (forced.description, forced.currency) == ("ours", "EUR")


async def test_an_id_claims_nothing_so_it_is_never_stale(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    known = await settled(incomes.create(full_draft(box, provider)))
    await settled(incomes.update(known.id, currency="EUR"))
    again = await settled(incomes.update(known.id, description="ours"))
    assert (again.description, again.currency) == ("ours", "EUR")


async def test_a_rehearsal_tells_of_the_conflict_too(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    known = await settled(incomes.create(plain_draft()))
    await settled(incomes.update(known.id, currency="EUR"))
    with pytest.raises(ConflictError):
        await settled(incomes.update(known, description="ours", dry_run=True))
    assert stored(box) == 2


@pytest.mark.parametrize("accessor", ["incomes", "expenses"])
async def test_a_row_of_a_list_is_no_older_than_the_record_read_alone(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, dialect: str, accessor: str
) -> None:
    resource = getattr(opened(provider, kind), accessor)
    rows = await settled(resource.list().to_list())
    assert len(rows) >= 2
    for row in rows:
        given = {} if row.date else {"date": plain_draft().date}
        rehearsed = await settled(resource.update(row, description="seen", dry_run=True, **given))
        assert rehearsed.method == "PUT", dialect
    assert stored(box) == 0


async def test_a_record_of_another_kind_is_refused_even_by_force(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client: Any = opened("daftra", kind)
    expense = await settled(client.expenses.list().first())
    income = msgspec.structs.replace(await settled(client.incomes.list().first()), id=expense.id)
    with pytest.raises(ConfigurationError, match=f"Income {expense.id} of Daftra was given"):
        await settled(client.expenses.update(income, description="seen", force=True))
    with pytest.raises(ConfigurationError, match=f"Income {expense.id} of Daftra was given"):
        await settled(client.expenses.delete(income))
    assert asked(box, "PUT") == asked(box, "DELETE") == []


async def test_a_record_that_came_back_from_an_update_is_fresh(
    opened: Opened, provider: str, kind: str
) -> None:
    expenses = opened(provider, kind).expenses
    draft = ExpenseDraft(date=plain_draft().date, currency="SAR", amount=Decimal(5))
    known = await settled(expenses.create(draft))
    for text in ("one", "two", "three"):
        known = await settled(expenses.update(known, description=text))
    assert known.description == "three"


async def test_a_closed_record_is_not_written_but_by_force(
    *, box: Sandbox, opened: Opened, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    incomes = opened("daftra", kind).incomes
    made = await settled(incomes.create(plain_draft()))
    # No income is ever closed; other kinds of record are, and say so by this.
    monkeypatch.setattr(INCOMES, "refusal", lambda _: "it is approved", raising=False)
    for known in (made, made.id):
        with pytest.raises(ConflictError, match="closed to changes: it is approved"):
            await settled(incomes.update(known, description="seen"))
    assert asked(box, "PUT") == []
    forced = await settled(incomes.update(made, description="seen", force=True))
    assert forced.description == "seen"
