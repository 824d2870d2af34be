"""The chart of accounts from the wire to the common model and back, sync and async."""

from typing import Any

import pytest
from ledgerspan import (
    AmbiguousWriteError,
    ConflictError,
    DraftError,
    NotFoundError,
    Outcome,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.drafts import JournalEntryDraft, JournalLineDraft, LedgerAccountDraft
from ledgerspan.models import LedgerAccount, Ref
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored
from tests.live.test_journal_entries import TEN

pytestmark = pytest.mark.anyio

RECORDS = 12
RENT, SYSTEM, USED = "5", "2", "8"


def cleaning(**given: Any) -> LedgerAccountDraft:
    usual: dict[str, Any] = {"name": "نظافة ٢", "side_text": "0", "code": "3199", "category": "3"}
    return LedgerAccountDraft(**{**usual, **given})


def said(account: LedgerAccount) -> dict[str, Any]:
    return {
        "name": account.name,
        "side_text": account.side_text,
        "code": account.code,
        "category": account.category and account.category.id,
        "is_active": account.is_active,
        "role": account.role,
    }


@pytest.mark.usefixtures("dialect")
async def test_every_account_is_listed_as_it_is_read_alone(opened: Opened, kind: str) -> None:
    accounts = opened("daftra", kind).ledger_accounts
    listed = await gathered(accounts.list(page_size=3))
    assert [account.code for account in listed[:3]] == ["1101", "1102", "2101"]
    assert listed == [await settled(accounts.get(each.id)) for each in listed]
    assert {type(account) for account in listed} == {LedgerAccount}


@pytest.mark.usefixtures("dialect")
async def test_a_created_account_says_what_its_draft_says(opened: Opened, kind: str) -> None:
    account = await settled(opened("daftra", kind).ledger_accounts.create(cleaning()))
    assert said(account) == {
        "name": "نظافة ٢",
        "side_text": "0",
        "code": "3199",
        "category": "3",
        "is_active": True,
        "role": None,
    }


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Waste"),
        ("side_text", "1"),
        ("code", "3198"),
        ("code", None),
        ("category", "4"),
        ("category", None),
        ("is_active", False),
    ],
)
async def test_an_update_changes_what_it_names_and_keeps_the_rest(
    opened: Opened, kind: str, field: str, value: Any
) -> None:
    accounts = opened("daftra", kind).ledger_accounts
    before = await settled(accounts.create(cleaning()))
    after = await settled(accounts.update(before, **{field: value}))
    assert said(before) | {field: value} == said(after)


@pytest.mark.usefixtures("dialect")
async def test_an_update_of_a_system_account_keeps_what_it_is_for(
    opened: Opened, kind: str
) -> None:
    accounts = opened("daftra", kind).ledger_accounts
    before = await settled(accounts.get(SYSTEM))
    after = await settled(accounts.update(SYSTEM, name="Debtors"))
    assert said(before) | {"name": "Debtors"} == said(after)
    assert before.raw["JournalAccount"]["entity_id"] == after.raw["JournalAccount"]["entity_id"]


async def test_an_account_that_was_booked_on_since_is_no_other_account(
    opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind)
    account = await settled(client.ledger_accounts.get(RENT))
    await settled(
        client.journal_entries.create(
            JournalEntryDraft(
                date=None,
                currency="SAR",
                lines=(
                    JournalLineDraft(account=RENT, debit=TEN),
                    JournalLineDraft(account="1", credit=TEN),
                ),
            )
        )
    )
    assert (await settled(client.ledger_accounts.update(account, name="Rents"))).name == "Rents"


async def test_an_account_that_somebody_renamed_is_not_overwritten(
    opened: Opened, kind: str
) -> None:
    accounts = opened("daftra", kind).ledger_accounts
    read = await settled(accounts.get(RENT))
    await settled(accounts.update(RENT, name="Rents"))
    with pytest.raises(ConflictError, match="name: was 'Rent', is 'Rents'"):
        await settled(accounts.update(read, code="3100"))
    assert (await settled(accounts.update(read, code="3100", force=True))).name == "Rents"


async def test_a_deleted_account_is_gone(opened: Opened, kind: str) -> None:
    accounts = opened("daftra", kind).ledger_accounts
    account = await settled(accounts.create(cleaning()))
    await settled(accounts.delete(account))
    with pytest.raises(NotFoundError):
        await settled(accounts.get(account.id))


@pytest.mark.parametrize(
    ("identity", "reason"), [(SYSTEM, "belongs to the system"), (USED, "still has transactions")]
)
async def test_an_account_that_is_needed_cannot_be_deleted_and_says_why(
    opened: Opened, kind: str, identity: str, reason: str
) -> None:
    with pytest.raises(ValidationError, match=reason):
        await settled(opened("daftra", kind).ledger_accounts.delete(identity))


async def test_a_code_that_is_taken_is_told_by_its_field(
    box: Sandbox, opened: Opened, kind: str, dialect: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        await settled(opened("daftra", kind).ledger_accounts.create(cleaning(code="3101")))
    path = "JournalAccount.code" if dialect == "observed" else "code"
    assert caught.value.field_errors == ((path, "Code already exists"),)
    assert stored(box) == 0


async def test_a_draft_that_cannot_be_sent_names_every_fault(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = LedgerAccountDraft(
        name=" ",
        side_text="debit",
        code="9" * 256,
        category="x",
        is_active=1,  # type: ignore[arg-type]
    )
    with pytest.raises(DraftError) as caught:
        await settled(opened("daftra", kind).ledger_accounts.create(draft))
    assert {path for path, _ in caught.value.field_errors} == {
        "name",
        "side_text",
        "code",
        "category",
        "is_active",
    }
    assert asked(box) == []


async def test_a_change_that_cannot_be_sent_names_every_fault(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    changes = {"name": None, "code": 7, "side_text": None, "is_active": None, "role": "client"}
    with pytest.raises(DraftError) as caught:
        await settled(opened("daftra", kind).ledger_accounts.update(RENT, **changes))
    assert {path for path, _ in caught.value.field_errors} == set(changes)
    assert asked(box) == []


async def test_a_reference_is_the_code_and_the_same_twice_creates_one(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    accounts = opened("daftra", kind).ledger_accounts
    draft = cleaning(code=None)
    one = await settled(accounts.create(draft, once="9-CLEAN"))
    assert await settled(accounts.create(draft, once="9-CLEAN")) == one
    assert (one.code, stored(box)) == ("9-CLEAN", 1)
    with pytest.raises(DraftError, match="keeps `once` as its code"):
        await settled(accounts.create(cleaning(), once="9-CLEAN"))


async def test_a_rehearsal_shows_the_one_difference(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    accounts = opened("daftra", kind).ledger_accounts
    shown = await settled(accounts.update(RENT, name="Rents", dry_run=True))
    assert [(each.path, each.before, each.after) for each in shown.differences] == [
        ("JournalAccount.name", "Rent", "Rents")
    ]
    assert "total_debit" not in shown.body["JournalAccount"]
    assert stored(box) == 0


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_create_is_looked_up_by_its_code(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any, happened: int
) -> None:
    accounts = opened("daftra", kind, retry=AT_ONCE).ledger_accounts
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(accounts.create(cleaning()))
    resolution = await settled(caught.value.resolve())
    expected = Outcome.UNKNOWN if happened else Outcome.NOT_HAPPENED
    assert (resolution.outcome, len(resolution.candidates)) == (expected, happened)
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(
    ("fault", "outcome"),
    [("reset_before", Outcome.NOT_HAPPENED), ("reset_after", Outcome.HAPPENED)],
)
async def test_an_open_update_is_looked_up(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any, outcome: Outcome
) -> None:
    accounts = opened("daftra", kind, retry=AT_ONCE).ledger_accounts
    box.faults.add(Fault(fault, method="PUT", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(accounts.update(RENT, is_active=False, category=None))
    assert (await settled(caught.value.resolve())).outcome == outcome


async def test_the_id_alone_is_given_without_reading_back(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    account = await settled(opened("daftra", kind).ledger_accounts.create(cleaning(), reread=False))
    assert (account.isdigit(), [call.method for call in asked(box)]) == (True, ["POST"])


async def test_nuvio_has_no_chart_of_accounts_and_says_so(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match="Nuvio has no ledger accounts"):
        await settled(opened("nuvio", kind).ledger_accounts.create(cleaning()))
    assert asked(box) == []


def test_a_category_is_a_reference(box: Sandbox) -> None:
    with box.daftra() as daftra:
        assert daftra.ledger_accounts.get(RENT).category == Ref(id="3")
