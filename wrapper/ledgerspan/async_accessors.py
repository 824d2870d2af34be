"""Give the clients for tasks their resources; the twin of `accessors`.

Each is made when it is first used: a client that lists invoices imports nothing of payments.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

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
    from .resources.contacts import AsyncContacts
    from .resources.dated import AsyncDated
    from .resources.documents import AsyncDocuments
    from .resources.payments import AsyncPayments
    from .resources.products import AsyncProducts
    from .resources.records import AsyncRecords
    from .session import AsyncSession


class AsyncAccessors:
    """Give the resources of a client for tasks; the twin of Accessors."""

    _session: AsyncSession
    _prefetch: int

    def _flows(self, name: str) -> Any:
        """Return the provider's flows for a resource, or what refuses them."""
        raise NotImplementedError

    @cached_property
    def incomes(self) -> AsyncDocuments[Income, IncomeDraft]:
        """Read and write incomes."""
        from .resources.documents import AsyncDocuments  # noqa: PLC0415

        return AsyncDocuments(self._flows("incomes"), self._session, self._prefetch)

    @cached_property
    def expenses(self) -> AsyncDocuments[Expense, ExpenseDraft]:
        """Read and write expenses."""
        from .resources.documents import AsyncDocuments  # noqa: PLC0415

        return AsyncDocuments(self._flows("expenses"), self._session, self._prefetch)

    @cached_property
    def invoices(self) -> AsyncDocuments[Invoice, InvoiceDraft]:
        """Read and write invoices."""
        from .resources.documents import AsyncDocuments  # noqa: PLC0415

        return AsyncDocuments(self._flows("invoices"), self._session, self._prefetch)

    @cached_property
    def estimates(self) -> AsyncDocuments[Estimate, EstimateDraft]:
        """Read and write estimates."""
        from .resources.documents import AsyncDocuments  # noqa: PLC0415

        return AsyncDocuments(self._flows("estimates"), self._session, self._prefetch)

    @cached_property
    def credit_notes(self) -> AsyncDocuments[CreditNote, CreditNoteDraft]:
        """Read and write credit notes."""
        from .resources.documents import AsyncDocuments  # noqa: PLC0415

        return AsyncDocuments(self._flows("credit_notes"), self._session, self._prefetch)

    @cached_property
    def refund_receipts(self) -> AsyncDocuments[RefundReceipt, RefundReceiptDraft]:
        """Read and write refund receipts."""
        from .resources.documents import AsyncDocuments  # noqa: PLC0415

        return AsyncDocuments(self._flows("refund_receipts"), self._session, self._prefetch)

    @cached_property
    def bills(self) -> AsyncDocuments[Bill, BillDraft]:
        """Read and write bills of suppliers."""
        from .resources.documents import AsyncDocuments  # noqa: PLC0415

        return AsyncDocuments(self._flows("bills"), self._session, self._prefetch)

    @cached_property
    def bill_refunds(self) -> AsyncDocuments[BillRefund, BillRefundDraft]:
        """Read and write refunds of bills."""
        from .resources.documents import AsyncDocuments  # noqa: PLC0415

        return AsyncDocuments(self._flows("bill_refunds"), self._session, self._prefetch)

    @cached_property
    def contacts(self) -> AsyncContacts:
        """Read and write customers and suppliers."""
        from .resources.contacts import AsyncContacts  # noqa: PLC0415

        return AsyncContacts(self._flows("contacts"), self._session, self._prefetch)

    @cached_property
    def products(self) -> AsyncProducts:
        """Read and write products and services."""
        from .resources.products import AsyncProducts  # noqa: PLC0415

        return AsyncProducts(self._flows("products"), self._session, self._prefetch)

    @cached_property
    def payments(self) -> AsyncPayments:
        """Read and write payments."""
        from .resources.payments import AsyncPayments  # noqa: PLC0415

        return AsyncPayments(self._flows("payments"), self._session, self._prefetch)

    @cached_property
    def accounts(self) -> AsyncRecords[Account, AccountDraft]:
        """Read and write money accounts."""
        from .resources.records import AsyncRecords  # noqa: PLC0415

        return AsyncRecords(self._flows("accounts"), self._session, self._prefetch)

    @cached_property
    def transactions(self) -> AsyncDated[Transaction, TransactionDraft]:
        """Read and write movements on money accounts."""
        from .resources.dated import AsyncDated  # noqa: PLC0415

        return AsyncDated(self._flows("transactions"), self._session, self._prefetch)

    @cached_property
    def taxes(self) -> AsyncRecords[Tax, TaxDraft]:
        """Read and write taxes."""
        from .resources.records import AsyncRecords  # noqa: PLC0415

        return AsyncRecords(self._flows("taxes"), self._session, self._prefetch)

    @cached_property
    def projects(self) -> AsyncRecords[Project, ProjectDraft]:
        """Read and write projects."""
        from .resources.records import AsyncRecords  # noqa: PLC0415

        return AsyncRecords(self._flows("projects"), self._session, self._prefetch)

    @cached_property
    def tags(self) -> AsyncRecords[Tag, TagDraft]:
        """Read and write tags."""
        from .resources.records import AsyncRecords  # noqa: PLC0415

        return AsyncRecords(self._flows("tags"), self._session, self._prefetch)

    @cached_property
    def ledger_accounts(self) -> AsyncRecords[LedgerAccount, LedgerAccountDraft]:
        """Read and write ledger accounts."""
        from .resources.records import AsyncRecords  # noqa: PLC0415

        return AsyncRecords(self._flows("ledger_accounts"), self._session, self._prefetch)

    @cached_property
    def journal_entries(self) -> AsyncDated[JournalEntry, JournalEntryDraft]:
        """Read and write journal entries."""
        from .resources.dated import AsyncDated  # noqa: PLC0415

        return AsyncDated(self._flows("journal_entries"), self._session, self._prefetch)
