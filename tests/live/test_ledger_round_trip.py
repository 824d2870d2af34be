"""Whatever a draft of the ledger says is what a later read says, and updates change that alone."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgerspan.drafts import JournalEntryDraft, JournalLineDraft, LedgerAccountDraft
from ledgerspan.models import JournalEntry, LedgerAccount
from ledgerspan.sandbox import Sandbox

from tests.live.test_round_trip import CODES, PROPERTY, TEXTS

AMOUNTS = st.decimals(min_value="0.000001", max_value="9999999999", places=6)
SHORT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
ACCOUNTS = st.sampled_from(["1", "5", "6", "8"])


@pytest.fixture
def small(dialect: Any) -> Iterator[Sandbox]:
    """Start a sandbox with a chart of accounts and little else."""
    with Sandbox(seed=7, records=12, dialect=dialect) as box:
        yield box


def account_drafts() -> st.SearchStrategy[LedgerAccountDraft]:
    return st.builds(
        LedgerAccountDraft,
        name=SHORT.filter(lambda text: bool(text.strip())),
        side_text=st.sampled_from(["0", "1"]),
        # Seeded codes are digits; a code that is taken is another test.
        code=st.none() | SHORT.filter(lambda text: not text.isdigit()),
        category=st.none() | st.sampled_from(["1", "3", "5"]),
        is_active=st.none() | st.booleans(),
    )


@st.composite
def entry_drafts(draw: st.DrawFn) -> JournalEntryDraft:
    amounts = draw(st.lists(AMOUNTS, min_size=1, max_size=3))
    foreign = draw(st.booleans())

    def line(side: str, amount: Decimal) -> JournalLineDraft:
        values: dict[str, Any] = {side: amount}
        if foreign:
            values |= {f"currency_{side}": draw(AMOUNTS), "exchange_rate": draw(AMOUNTS)}
        return JournalLineDraft(
            account=draw(ACCOUNTS), description=draw(st.none() | TEXTS), **values
        )

    return JournalEntryDraft(
        date=draw(st.dates()),
        currency=draw(CODES),
        lines=(
            *(line("debit", each) for each in amounts),
            line("credit", sum(amounts, Decimal(0))),
        ),
        number=draw(st.none() | SHORT),
        name=draw(st.none() | TEXTS),
        description=draw(st.none() | TEXTS),
    )


def wanted(draft: LedgerAccountDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "side_text": draft.side_text,
        "code": draft.code,
        "category": draft.category,
        "is_active": True if draft.is_active is None else draft.is_active,
    }


def said(account: LedgerAccount) -> dict[str, Any]:
    category = account.category and account.category.id
    values = {name: getattr(account, name) for name in ("name", "side_text", "code", "is_active")}
    return values | {"category": category}


def wanted_of(draft: JournalEntryDraft, number: str | None) -> dict[str, Any]:
    """Return what a draft says, and what the sandbox fills in where it says nothing."""
    zero = Decimal(0)
    return {
        "date": draft.date,
        "currency": draft.currency,
        "number": draft.number or number,
        "name": draft.name or None,
        "description": draft.description or None,
        "lines": [
            (
                line.account,
                line.description or None,
                line.debit or zero,
                line.credit or zero,
                (line.currency_debit or zero) if line.names_currency else line.debit or zero,
                (line.currency_credit or zero) if line.names_currency else line.credit or zero,
                line.exchange_rate or Decimal(1),
                draft.currency,
            )
            for line in draft.lines
        ],
        "is_automatic": False,
        "source": None,
    }


def said_of(entry: JournalEntry) -> dict[str, Any]:
    names = ("date", "currency", "number", "name", "description", "is_automatic", "source")
    return {name: getattr(entry, name) for name in names} | {
        "lines": [
            (
                line.account and line.account.id,
                line.description,
                line.debit,
                line.credit,
                line.currency_debit,
                line.currency_credit,
                line.exchange_rate,
                line.currency,
            )
            for line in entry.lines
        ]
    }


def test_an_account_is_read_back_as_it_was_written(small: Sandbox) -> None:
    @PROPERTY
    @given(account_drafts())
    def holds(draft: LedgerAccountDraft) -> None:
        small.reset()
        created = daftra.ledger_accounts.create(draft)
        assert wanted(draft) == said(created)
        assert daftra.ledger_accounts.get(created.id) == created

    with small.daftra() as daftra:
        holds()


def test_an_update_makes_one_account_into_another(small: Sandbox) -> None:
    @PROPERTY
    @given(account_drafts(), account_drafts())
    def holds(first: LedgerAccountDraft, second: LedgerAccountDraft) -> None:
        small.reset()
        created = daftra.ledger_accounts.create(first)
        updated = daftra.ledger_accounts.update(created, **wanted(second))
        assert wanted(second) == said(updated)

    with small.daftra() as daftra:
        holds()


def test_an_entry_is_read_back_as_it_was_written(small: Sandbox) -> None:
    @PROPERTY
    @given(entry_drafts())
    def holds(draft: JournalEntryDraft) -> None:
        small.reset()
        created = daftra.journal_entries.create(draft)
        assert wanted_of(draft, created.number) == said_of(created)
        assert created.check() == ()
        assert daftra.journal_entries.get(created.id) == created

    with small.daftra() as daftra:
        holds()


def test_an_update_makes_one_entry_into_another(small: Sandbox) -> None:
    @PROPERTY
    @given(entry_drafts(), entry_drafts())
    def holds(first: JournalEntryDraft, second: JournalEntryDraft) -> None:
        small.reset()
        created = daftra.journal_entries.create(first)
        changes = {name: getattr(second, name) for name in second.__struct_fields__}
        updated = daftra.journal_entries.update(created, **changes)
        assert wanted_of(second, updated.number) == said_of(updated)

    with small.daftra() as daftra:
        holds()


def test_an_update_of_nothing_changes_nothing(small: Sandbox) -> None:
    @PROPERTY
    @given(entry_drafts(), account_drafts())
    def holds(entry: JournalEntryDraft, account: LedgerAccountDraft) -> None:
        small.reset()
        booked = daftra.journal_entries.create(entry)
        assert said_of(daftra.journal_entries.update(booked)) == said_of(booked)
        opened = daftra.ledger_accounts.create(account)
        assert said(daftra.ledger_accounts.update(opened)) == said(opened)

    with small.daftra() as daftra:
        holds()
