"""Hold the public types of the ledger and of v2's entities still; checked and never run."""

from datetime import date
from decimal import Decimal
from typing import Any, assert_type

from ledgerspan import AsyncDaftra, Daftra
from ledgerspan.drafts import JournalEntryDraft, JournalLineDraft, LedgerAccountDraft
from ledgerspan.dry_run import DryRun
from ledgerspan.models import Finding, JournalEntry, JournalLine, LedgerAccount
from ledgerspan.models.entity import Entity
from ledgerspan.pager import AsyncPager, Pager

DRAFT = JournalEntryDraft(
    date=None,
    currency="SAR",
    lines=(
        JournalLineDraft(account="5", debit=Decimal(1)),
        JournalLineDraft(account="1", credit=Decimal(1)),
    ),
)


def the_ledger_is_typed(daftra: Daftra) -> None:
    assert_type(daftra.ledger_accounts.list(), Pager[LedgerAccount])
    account = LedgerAccountDraft(name="Cleaning", side_text="0")
    assert_type(daftra.ledger_accounts.create(account), LedgerAccount)
    assert_type(daftra.ledger_accounts.create(account, reread=False), str)
    entry = daftra.journal_entries.create(DRAFT)
    assert_type(entry, JournalEntry)
    assert_type(entry.lines, tuple[JournalLine, ...])
    assert_type(entry.check(), tuple[Finding, ...])
    assert_type(daftra.journal_entries.update(entry, name="x", dry_run=True), DryRun)
    assert_type(daftra.journal_entries.list(since=date(2026, 1, 1)), Pager[JournalEntry])


def entities_are_typed(daftra: Daftra) -> None:
    journals = daftra.entity("journal")
    filters = {"status": 1, "date": {"gte": date(2026, 1, 1)}, "id": {"in": [1, 2]}}
    assert_type(journals.list(filters=filters, sort={"date": "desc"}), Pager[Entity])
    record = journals.get(7, level=2)
    assert_type(record, Entity)
    assert_type(record["total_debit"], Any)
    assert_type(journals.create({"name": "x"}), Entity)
    assert_type(journals.update(record, {"name": "y"}, dry_run=True), DryRun)


async def async_entities_are_typed(daftra: AsyncDaftra) -> None:
    journals = daftra.entity("journal")
    assert_type(journals.list(), AsyncPager[Entity])
    assert_type(await journals.get(7), Entity)
    assert_type(await journals.create({"name": "x"}), Entity)
    assert_type(await journals.create({"name": "x"}, dry_run=True), DryRun)
    assert_type(await daftra.journal_entries.get(7), JournalEntry)
