"""`dry_run=True` shows the exact request of a write, and nothing that changes anything is sent."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import DraftError, Expense, ExpenseDraft, IncomeDraft, NotFoundError
from ledgerspan.dry_run import Difference, DryRun
from ledgerspan.errors import UnsupportedOperationError
from ledgerspan.sandbox import LoggedRequest, Sandbox

from tests.live.both import Opened, asked, settled, stored
from tests.live.drafts import full_draft, plain_draft
from tests.live.grants import grant_of

pytestmark = pytest.mark.anyio

RECORDS = 12


def sent(request: LoggedRequest) -> tuple[str, str, bytes, dict[str, str]]:
    """Return what the sandbox saw of a request."""
    query = f"?{request.query}" if request.query else ""
    return request.method, request.path + query, request.body, dict(request.headers)


def planned(run: DryRun) -> tuple[str, str, bytes, dict[str, str]]:
    """Return what a dry run says of the request that it would send."""
    assert run.method is not None
    assert run.url is not None
    return run.method, run.url.removeprefix("http://sandbox.invalid"), run.content, {**run.headers}


def written(box: Sandbox) -> LoggedRequest:
    """Return the one write that the sandbox has seen."""
    (request,) = (each for each in box.requests if each.stored)
    return request


@pytest.mark.parametrize("accessor", ["incomes", "expenses"])
async def test_a_rehearsed_create_is_the_request_that_is_then_sent(
    box: Sandbox, opened: Opened, provider: str, kind: str, accessor: str
) -> None:
    resource = getattr(opened(provider, kind), accessor)
    draft: Any = plain_draft(description="دفعة 🧾", amount=Decimal("0.10"))
    if accessor == "expenses":
        draft = ExpenseDraft(date=draft.date, currency="KWD", amount=Decimal("1.234"))
    rehearsed = await settled(resource.create(draft, dry_run=True))
    assert asked(box) == []
    await settled(resource.create(draft))
    assert sent(written(box)) == planned(rehearsed)
    assert (rehearsed.operation, rehearsed.differences) == (f"{accessor}.create", ())


async def test_a_rehearsed_update_is_the_request_that_is_then_sent(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    old = await settled(incomes.create(full_draft(box, provider)))
    box.requests.clear()
    rehearsed = await settled(incomes.update(old.id, description="seen", dry_run=True))
    # The record was read; nothing was written.
    assert [request.method for request in asked(box)] == ["GET"]
    assert old == await settled(incomes.get(old.id))
    await settled(incomes.update(old.id, description="seen"))
    assert sent(written(box)) == planned(rehearsed)


async def test_a_rehearsed_update_tells_what_it_changes_and_nothing_else(
    box: Sandbox, opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    incomes = opened(provider, kind).incomes
    old = await settled(incomes.create(full_draft(box, provider)))
    rehearsed = await settled(incomes.update(old, description="seen", dry_run=True))
    path = "Income.note" if provider == "daftra" else "description"
    expected = Difference(path=path, before=old.description, after="seen")
    assert rehearsed.differences == (expected,), dialect


async def test_a_rehearsed_update_to_what_is_there_changes_nothing(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    old = await settled(incomes.create(full_draft(box, provider)))
    rehearsed = await settled(incomes.update(old, currency=old.currency, dry_run=True))
    assert rehearsed.differences == ()
    assert rehearsed.method == "PUT"


async def test_amounts_of_a_rehearsal_are_exact(box: Sandbox, opened: Opened, kind: str) -> None:
    incomes = opened("daftra", kind).incomes
    old = await settled(incomes.create(plain_draft(amount=Decimal("120.004"))))
    rehearsed = await settled(
        incomes.update(old.id, amount=Decimal("0.1000000000000001"), dry_run=True)
    )
    (change,) = rehearsed.differences
    assert (change.before, change.after) == (Decimal("120.004"), Decimal("0.1000000000000001"))
    assert rehearsed.body["Income"]["amount"] == Decimal("0.1000000000000001")
    assert len(asked(box, "PUT")) == 0


async def test_a_rehearsed_delete_is_the_request_that_is_then_sent(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    expenses = opened("daftra", kind).expenses
    doomed: Expense = await settled(expenses.list().first())
    box.requests.clear()
    rehearsed = await settled(expenses.delete(doomed, dry_run=True))
    assert asked(box) == []
    await settled(expenses.delete(doomed))
    assert sent(written(box)) == planned(rehearsed)
    assert (rehearsed.body, rehearsed.existing) == (None, None)


async def test_no_credential_stands_in_a_rehearsal(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    company: Any = box.daftra_companies[0] if provider == "daftra" else box.nuvio_companies[0]
    secret = company.api_key if provider == "daftra" else company.token
    draft = plain_draft(description=f"pasted by accident: {secret}")
    rehearsed = await settled(opened(provider, kind).incomes.create(draft, dry_run=True))
    assert secret not in repr(rehearsed)
    assert "***" in rehearsed.headers["apikey" if provider == "daftra" else "authorization"]


async def test_a_draft_with_faults_is_refused_in_a_rehearsal_too(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    faulty = IncomeDraft(date=plain_draft().date, currency="sar")
    with pytest.raises(DraftError) as caught:
        await settled(opened(provider, kind).incomes.create(faulty, dry_run=True))
    assert {fault.path for fault in caught.value.field_errors} >= {"currency", "amount"}
    assert asked(box) == []


async def test_a_change_with_faults_is_refused_in_a_rehearsal_before_it_reads(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    with pytest.raises(DraftError, match="colour"):
        await settled(opened(provider, kind).incomes.update("7", colour="red", dry_run=True))
    assert asked(box) == []


async def test_a_rehearsal_of_what_is_not_there_is_not_found(
    opened: Opened, provider: str, kind: str
) -> None:
    with pytest.raises(NotFoundError):
        await settled(opened(provider, kind).incomes.update("4711", currency="EUR", dry_run=True))


async def test_a_rehearsal_of_what_a_provider_cannot_do_says_so(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match="no delete"):
        await settled(opened("nuvio", kind).incomes.delete("INV-1", dry_run=True))
    assert asked(box) == []


@pytest.mark.parametrize("reread", [True, False])
async def test_a_rehearsed_create_with_a_reference_that_is_taken_gives_what_is_there(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, reread: bool
) -> None:
    incomes = opened(provider, kind).incomes
    made = await settled(incomes.create(plain_draft(), once="order-1001"))
    rehearsed = await settled(
        incomes.create(plain_draft(), once="order-1001", dry_run=True, reread=reread)
    )
    assert rehearsed.existing == (made if reread else made.id)
    assert (rehearsed.method, rehearsed.url, rehearsed.content) == (None, None, b"")
    assert stored(box) == 1


async def test_a_rehearsed_create_with_a_free_reference_bears_it(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    incomes = opened(provider, kind).incomes
    rehearsed = await settled(incomes.create(plain_draft(), once="order-1001", dry_run=True))
    assert b"order-1001" in rehearsed.content
    assert rehearsed.existing is None
    assert stored(box) == 0


async def test_a_rehearsal_fetches_no_token_for_a_request_that_is_not_sent(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    grant = grant_of(box)
    incomes = opened("daftra", kind, oauth=grant).incomes
    rehearsed = await settled(incomes.create(plain_draft(), dry_run=True))
    assert asked(box) == []
    await settled(incomes.create(plain_draft()))
    expected = {**written(box).headers}
    assert {**rehearsed.headers} == expected
    assert rehearsed.headers["authorization"] == "***"
