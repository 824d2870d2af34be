"""Name what code over both providers can rely on: Ledger and AsyncLedger.

    def earned(ledger: Ledger, year: int) -> Decimal:
        incomes = ledger.incomes.list(since=date(year, 1, 1), until=date(year, 12, 31))
        return sum((income.total for income in incomes if income.total is not None), Decimal(0))

Daftra and Nuvio are Ledgers, AsyncDaftra and AsyncNuvio are AsyncLedgers. What a provider does not
have raises UnsupportedOperationError when it is used, and says what to use instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from .drafts import (
        AccountDraft,
        BillDraft,
        BillRefundDraft,
        CreditNoteDraft,
        EstimateDraft,
        ExpenseDraft,
        IncomeDraft,
        InvoiceDraft,
        JournalEntryDraft,
        LedgerAccountDraft,
        ProjectDraft,
        RefundReceiptDraft,
        TagDraft,
        TaxDraft,
        TransactionDraft,
    )
    from .models import (
        Account,
        Bill,
        BillRefund,
        CreditNote,
        Estimate,
        Expense,
        Income,
        Invoice,
        JournalEntry,
        LedgerAccount,
        Project,
        RefundReceipt,
        Tag,
        Tax,
        Transaction,
    )
    from .resources.contacts import AsyncContacts, Contacts
    from .resources.dated import AsyncDated, Dated
    from .resources.documents import AsyncDocuments, Documents
    from .resources.payments import AsyncPayments, Payments
    from .resources.products import AsyncProducts, Products
    from .resources.records import AsyncRecords, Records


@runtime_checkable
class Ledger(Protocol):
    """Name the resources of a client for threads."""

    @property
    def incomes(self) -> Documents[Income, IncomeDraft]:
        """The incomes."""

    @property
    def expenses(self) -> Documents[Expense, ExpenseDraft]:
        """The expenses."""

    @property
    def invoices(self) -> Documents[Invoice, InvoiceDraft]:
        """The invoices."""

    @property
    def estimates(self) -> Documents[Estimate, EstimateDraft]:
        """The estimates."""

    @property
    def credit_notes(self) -> Documents[CreditNote, CreditNoteDraft]:
        """The credit notes."""

    @property
    def refund_receipts(self) -> Documents[RefundReceipt, RefundReceiptDraft]:
        """The refund receipts."""

    @property
    def bills(self) -> Documents[Bill, BillDraft]:
        """The bills of suppliers."""

    @property
    def bill_refunds(self) -> Documents[BillRefund, BillRefundDraft]:
        """The refunds of bills."""

    @property
    def contacts(self) -> Contacts:
        """The customers and suppliers."""

    @property
    def products(self) -> Products:
        """The products and services."""

    @property
    def payments(self) -> Payments:
        """The payments."""

    @property
    def accounts(self) -> Records[Account, AccountDraft]:
        """The money accounts."""

    @property
    def transactions(self) -> Dated[Transaction, TransactionDraft]:
        """The movements on money accounts."""

    @property
    def taxes(self) -> Records[Tax, TaxDraft]:
        """The taxes."""

    @property
    def projects(self) -> Records[Project, ProjectDraft]:
        """The projects."""

    @property
    def tags(self) -> Records[Tag, TagDraft]:
        """The tags."""

    @property
    def ledger_accounts(self) -> Records[LedgerAccount, LedgerAccountDraft]:
        """The ledger accounts."""

    @property
    def journal_entries(self) -> Dated[JournalEntry, JournalEntryDraft]:
        """The journal entries."""


@runtime_checkable
class AsyncLedger(Protocol):
    """Name the resources of a client for tasks."""

    @property
    def incomes(self) -> AsyncDocuments[Income, IncomeDraft]:
        """The incomes."""

    @property
    def expenses(self) -> AsyncDocuments[Expense, ExpenseDraft]:
        """The expenses."""

    @property
    def invoices(self) -> AsyncDocuments[Invoice, InvoiceDraft]:
        """The invoices."""

    @property
    def estimates(self) -> AsyncDocuments[Estimate, EstimateDraft]:
        """The estimates."""

    @property
    def credit_notes(self) -> AsyncDocuments[CreditNote, CreditNoteDraft]:
        """The credit notes."""

    @property
    def refund_receipts(self) -> AsyncDocuments[RefundReceipt, RefundReceiptDraft]:
        """The refund receipts."""

    @property
    def bills(self) -> AsyncDocuments[Bill, BillDraft]:
        """The bills of suppliers."""

    @property
    def bill_refunds(self) -> AsyncDocuments[BillRefund, BillRefundDraft]:
        """The refunds of bills."""

    @property
    def contacts(self) -> AsyncContacts:
        """The customers and suppliers."""

    @property
    def products(self) -> AsyncProducts:
        """The products and services."""

    @property
    def payments(self) -> AsyncPayments:
        """The payments."""

    @property
    def accounts(self) -> AsyncRecords[Account, AccountDraft]:
        """The money accounts."""

    @property
    def transactions(self) -> AsyncDated[Transaction, TransactionDraft]:
        """The movements on money accounts."""

    @property
    def taxes(self) -> AsyncRecords[Tax, TaxDraft]:
        """The taxes."""

    @property
    def projects(self) -> AsyncRecords[Project, ProjectDraft]:
        """The projects."""

    @property
    def tags(self) -> AsyncRecords[Tag, TagDraft]:
        """The tags."""

    @property
    def ledger_accounts(self) -> AsyncRecords[LedgerAccount, LedgerAccountDraft]:
        """The ledger accounts."""

    @property
    def journal_entries(self) -> AsyncDated[JournalEntry, JournalEntryDraft]:
        """The journal entries."""
