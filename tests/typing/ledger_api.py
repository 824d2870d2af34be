"""Hold the types of code over both providers still; checked by both type checkers, never run."""

from datetime import date
from decimal import Decimal
from typing import assert_type

from ledgerspan import (
    AsyncDaftra,
    AsyncLedger,
    AsyncNuvio,
    Daftra,
    DryRun,
    Expense,
    Income,
    IncomeDraft,
    Invoice,
    InvoiceDraft,
    Ledger,
    Nuvio,
    Pager,
)
from ledgerspan.field_coverage import FieldCoverage, coverage
from ledgerspan.models import Contact, ContactRole, FieldOrigin, Payment, Provider

DRAFT = IncomeDraft(date=date(2026, 1, 1), currency="SAR", amount=Decimal(1))


def over_a_ledger(books: Ledger) -> Decimal:
    incomes = books.incomes.list(since=date(2026, 1, 1), window="month")
    assert_type(incomes, Pager[Income])
    assert_type(books.invoices.get(7), Invoice)
    assert_type(books.contacts.list(role=ContactRole.CUSTOMER).first(), Contact | None)
    assert_type(books.payments.get(7, raw_kind="client_payments"), Payment)
    return sum((each.total for each in incomes if each.total is not None), Decimal(0))


def over_either(books: Daftra | Nuvio) -> None:
    assert_type(books.incomes.create(DRAFT), Income)
    assert_type(books.expenses.list().to_list(), list[Expense])
    assert_type(over_a_ledger(books), Decimal)


async def over_an_async_ledger(books: AsyncLedger) -> None:
    async for income in books.incomes.list(prefetch=2):
        assert_type(income, Income)
    assert_type(await books.incomes.create(DRAFT), Income)


async def over_either_async(books: AsyncDaftra | AsyncNuvio) -> None:
    await over_an_async_ledger(books)


def writes_return_what_they_are_asked_for(
    books: Ledger, income: Income, draft: InvoiceDraft
) -> None:
    incomes = books.incomes
    assert_type(incomes.create(DRAFT, once="order-1"), Income)
    assert_type(incomes.create(DRAFT, reread=False), str)
    assert_type(incomes.create(DRAFT, dry_run=True), DryRun)
    assert_type(incomes.create(DRAFT, reread=False, dry_run=True), DryRun)
    assert_type(books.invoices.create(draft), Invoice)
    assert_type(incomes.update(income, description="x"), Income)
    assert_type(incomes.update(7, description="x", reread=False), str)
    assert_type(incomes.update("7", description="x", force=True, dry_run=True), DryRun)
    assert_type(incomes.delete(income, dry_run=True), DryRun)
    assert_type(books.contacts.update("7", role=ContactRole.SUPPLIER, reread=False), str)


async def async_writes_return_what_they_are_asked_for(books: AsyncLedger, income: Income) -> None:
    incomes = books.incomes
    assert_type(await incomes.create(DRAFT, once="order-1"), Income)
    assert_type(await incomes.create(DRAFT, reread=False), str)
    assert_type(await incomes.create(DRAFT, dry_run=True), DryRun)
    assert_type(await incomes.update(income, description="x"), Income)
    assert_type(await incomes.update(7, description="x", reread=False), str)
    assert_type(await incomes.update("7", description="x", dry_run=True), DryRun)
    assert_type(await incomes.delete(7, dry_run=True), DryRun)


def other_policies_keep_the_type(daftra: Daftra, nuvio: AsyncNuvio) -> None:
    assert_type(daftra.with_options(timeout=90), Daftra)
    assert_type(nuvio.with_options(retry=1), AsyncNuvio)


def a_rehearsal_is_typed(run: DryRun) -> None:
    assert_type(run.method, str | None)
    assert_type(run.content, bytes)
    assert_type([each.path for each in run.differences], list[str])


def coverage_is_typed() -> None:
    rows = coverage()
    assert_type(rows, tuple[FieldCoverage, ...])
    assert_type(rows[0].origin, FieldOrigin)
    assert_type(rows[0].provider, Provider)
