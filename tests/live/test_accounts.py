"""Money accounts: Daftra's treasuries and Nuvio's accounts, sync and async."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import (
    Account,
    AccountDraft,
    AccountKind,
    AmbiguousWriteError,
    ConfigurationError,
    ConflictError,
    DraftError,
    NotFoundError,
    Outcome,
    RejectedError,
    UnsupportedOperationError,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored

pytestmark = pytest.mark.anyio

RECORDS = 6
NAME = "صندوق ٢ 🧾"


def plain(provider: str, **given: Any) -> AccountDraft:
    """Draft an account that its provider takes."""
    needed: dict[str, Any] = (
        {"kind": AccountKind.BANK} if provider == "daftra" else {"currency": "EUR"}
    )
    return AccountDraft(**{"name": NAME, **needed, **given})


def full(provider: str) -> AccountDraft:
    """Draft an account that says everything its provider has a place for."""
    if provider == "daftra":
        return plain(
            provider,
            number="SB٢٣ 77",
            bank_name="Invented Bank",
            description="one\r\n<b>two</b>",
            is_active=False,
            is_primary=True,
        )
    return plain(provider, number="XX0000000000000077", opening_balance=Decimal("-12.50"))


def said(account: Account, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(account, name) for name in names}


def changed(before: Account, after: Account) -> set[str]:
    return {name for name in Account.fields() if getattr(before, name) != getattr(after, name)}


DAFTRA = ("name", "kind", "number", "bank_name", "description", "is_active", "is_primary")
NUVIO = ("name", "currency", "number", "opening_balance")
WRITTEN = {"daftra": DAFTRA, "nuvio": NUVIO}
CHANGES: list[tuple[str, str, Any]] = [
    ("daftra", "name", "Drawer"),
    ("daftra", "kind", AccountKind.CASH),
    ("daftra", "number", None),
    ("daftra", "bank_name", "Another Bank"),
    ("daftra", "description", None),
    ("daftra", "is_active", True),
    ("daftra", "is_primary", False),
    ("nuvio", "name", "Drawer"),
    ("nuvio", "number", None),
    ("nuvio", "currency", "KWD"),
    ("nuvio", "opening_balance", Decimal("0.01")),
]


@pytest.mark.usefixtures("dialect")
async def test_what_is_listed_is_what_is_read_one_by_one(
    opened: Opened, provider: str, kind: str
) -> None:
    accounts = opened(provider, kind).accounts
    listed = await gathered(accounts.list())
    assert {each.kind for each in listed} == {AccountKind.BANK, AccountKind.CASH}
    assert [await settled(accounts.get(each.id)) for each in listed] == listed


@pytest.mark.usefixtures("dialect")
async def test_a_created_account_says_what_its_draft_says(
    opened: Opened, provider: str, kind: str
) -> None:
    draft = full(provider)
    accounts = opened(provider, kind).accounts
    account = await settled(accounts.create(draft))
    names = WRITTEN[provider]
    assert said(account, names) == {name: getattr(draft, name) for name in names}
    assert await settled(accounts.get(account.id)) == account


async def test_an_account_made_on_nuvio_is_tracked_by_hand(opened: Opened, kind: str) -> None:
    account = await settled(opened("nuvio", kind).accounts.create(plain("nuvio")))
    assert account.integration == "Manual"
    assert account.balance == 0


@pytest.mark.parametrize(("name", "field", "value"), CHANGES)
@pytest.mark.usefixtures("dialect")
async def test_an_update_changes_the_field_it_names_and_keeps_the_others(
    *, opened: Opened, kind: str, name: str, field: str, value: Any
) -> None:
    accounts = opened(name, kind).accounts
    before = await settled(accounts.create(full(name)))
    after = await settled(accounts.update(before, **{field: value}))
    follows = {"kind": {"kind_text"}, "opening_balance": {"balance"}}
    assert changed(before, after) == {field} | follows.get(field, set())
    assert getattr(after, field) == value


@pytest.mark.usefixtures("dialect")
async def test_an_update_of_any_seeded_account_keeps_what_it_does_not_name(
    opened: Opened, provider: str, kind: str
) -> None:
    accounts = opened(provider, kind).accounts
    for before in await gathered(accounts.list()):
        after = await settled(accounts.update(before, name="seen"))
        assert changed(before, after) <= {"name", "updated_at"}


async def test_a_deleted_account_of_daftra_is_gone(opened: Opened, kind: str) -> None:
    accounts = opened("daftra", kind).accounts
    account = await settled(accounts.create(plain("daftra")))
    assert await settled(accounts.delete(account)) is None
    with pytest.raises(NotFoundError):
        await settled(accounts.get(account.id))


async def test_nuvio_cannot_delete_an_account_and_says_what_to_do(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError, match=r"rename it with accounts\.update"):
        await settled(opened("nuvio", kind).accounts.delete("x"))
    assert asked(box) == []


@pytest.mark.parametrize(
    ("name", "given", "path"),
    [
        ("daftra", {"kind": None}, "kind"),
        ("daftra", {"kind": AccountKind.UNKNOWN}, "kind"),
        ("daftra", {"currency": "EUR"}, "currency"),
        ("daftra", {"opening_balance": Decimal(1)}, "opening_balance"),
        ("daftra", {"kind": AccountKind.CASH, "number": "1"}, "number"),
        ("daftra", {"kind": AccountKind.CASH, "bank_name": "B"}, "bank_name"),
        ("daftra", {"name": " "}, "name"),
        ("daftra", {"name": "x" * 256}, "name"),
        ("daftra", {"is_active": 1}, "is_active"),
        ("nuvio", {"currency": None}, "currency"),
        ("nuvio", {"currency": "euro"}, "currency"),
        ("nuvio", {"kind": AccountKind.CASH}, "kind"),
        ("nuvio", {"bank_name": "B"}, "bank_name"),
        ("nuvio", {"description": "d"}, "description"),
        ("nuvio", {"is_active": True}, "is_active"),
        ("nuvio", {"is_primary": True}, "is_primary"),
        ("nuvio", {"opening_balance": Decimal("0.001")}, "opening_balance"),
        ("nuvio", {"opening_balance": Decimal("NaN")}, "opening_balance"),
        ("nuvio", {"opening_balance": Decimal("-1e15")}, "opening_balance"),
        ("nuvio", {"opening_balance": 1.5}, "opening_balance"),
    ],
)
def test_a_draft_that_cannot_work_is_refused_before_anything_is_sent(
    box: Sandbox, name: str, given: dict[str, Any], path: str
) -> None:
    with getattr(box, name)() as client, pytest.raises(DraftError) as caught:
        client.accounts.create(plain(name, **given))
    assert [fault.path for fault in caught.value.field_errors] == [path]
    assert asked(box) == []


@pytest.mark.parametrize(
    ("name", "change", "path"),
    [
        ("daftra", {"balance": Decimal(1)}, "balance"),
        ("daftra", {"name": None}, "name"),
        ("daftra", {"kind": None}, "kind"),
        ("daftra", {"is_active": None}, "is_active"),
        ("daftra", {"is_primary": "1"}, "is_primary"),
        ("nuvio", {"kind": AccountKind.CASH}, "kind"),
        ("nuvio", {"name": ""}, "name"),
        ("nuvio", {"currency": None}, "currency"),
        ("nuvio", {"opening_balance": None}, "opening_balance"),
    ],
)
def test_a_change_that_cannot_work_is_refused_before_anything_is_sent(
    box: Sandbox, name: str, change: dict[str, Any], path: str
) -> None:
    with getattr(box, name)() as client, pytest.raises(DraftError) as caught:
        client.accounts.update("1", **change)
    assert [fault.path for fault in caught.value.field_errors] == [path]
    assert asked(box) == []


async def test_a_create_that_is_run_twice_with_once_exists_once(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    accounts = opened(provider, kind).accounts
    draft = plain(provider, name="till-7")
    first = await settled(accounts.create(draft, once="till-7"))
    assert await settled(accounts.create(draft, once="till-7")) == first
    assert (len(asked(box, "POST")), stored(box)) == (1, 1)


async def test_once_is_the_name_of_a_nuvio_account(box: Sandbox, opened: Opened, kind: str) -> None:
    with pytest.raises(ConfigurationError, match="`once` is the name of the account"):
        await settled(opened("nuvio", kind).accounts.create(plain("nuvio"), once="till-7"))
    assert asked(box) == []


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_create_is_sent_once_and_looked_for(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, fault: Any, happened: int
) -> None:
    accounts = opened(provider, kind, retry=AT_ONCE).accounts
    box.faults.add(Fault(fault, method="POST", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(accounts.create(full(provider)))
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)
    found = await settled(caught.value.resolve())
    expected = (Outcome.UNKNOWN, [NAME]) if happened else (Outcome.NOT_HAPPENED, [])
    assert (found.outcome, [each.name for each in found.candidates]) == expected
    if happened:
        assert "the same values" in found.reason


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
async def test_an_open_update_is_told_by_what_stands_there(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, fault: Any, happened: int
) -> None:
    accounts = opened(provider, kind, retry=AT_ONCE).accounts
    account = await settled(accounts.create(full(provider)))
    box.faults.add(Fault(fault, method="PUT", times=1))
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(accounts.update(account, name="seen"))
    found = await settled(caught.value.resolve())
    assert found.outcome == (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)


async def test_a_create_that_claims_success_without_an_id_created_nothing(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    box.faults.add(Fault("null_id"))
    with pytest.raises(RejectedError, match="nothing was created"):
        await settled(opened(provider, kind).accounts.create(plain(provider)))
    assert stored(box) == 0


async def test_an_account_that_changed_since_it_was_read_is_not_overwritten(
    opened: Opened, provider: str, kind: str
) -> None:
    accounts = opened(provider, kind).accounts
    account = await settled(accounts.create(plain(provider)))
    await settled(accounts.update(account.id, name="seen"))
    with pytest.raises(ConflictError, match="it was changed since you read it"):
        await settled(accounts.update(account, number="7"))
    forced = await settled(accounts.update(account, number="7", force=True))
    assert (forced.name, forced.number) == ("seen", "7")


async def test_a_dry_run_shows_the_body_and_sends_nothing(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    daftra, nuvio = opened("daftra", kind).accounts, opened("nuvio", kind).accounts
    assert (await settled(daftra.create(plain("daftra"), dry_run=True))).body == {
        "Treasury": {"name": NAME, "type": 1}
    }
    assert (await settled(nuvio.create(plain("nuvio"), dry_run=True))).body == {
        "name": NAME,
        "currency": "EUR",
    }
    assert asked(box) == []


async def test_without_rereading_the_id_alone_comes_back(
    opened: Opened, provider: str, kind: str
) -> None:
    accounts = opened(provider, kind).accounts
    made = await settled(accounts.create(plain(provider), reread=False))
    assert await settled(accounts.update(made, name="seen", reread=False)) == made
    assert (await settled(accounts.get(made))).name == "seen"
