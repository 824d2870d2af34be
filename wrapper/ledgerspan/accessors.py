"""Give the clients for threads their resources, the same names on every provider.

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
    from .resources.contacts import Contacts
    from .resources.dated import Dated
    from .resources.documents import Documents
    from .resources.payments import Payments
    from .resources.products import Products
    from .resources.records import Records
    from .session import Session


class Accessors:
    """Give the resources of a client for threads."""

    _session: Session
    _prefetch: int

    def _flows(self, name: str) -> Any:
        """Return the provider's flows for a resource, or what refuses them."""
        raise NotImplementedError

    @cached_property
    def incomes(self) -> Documents[Income, IncomeDraft]:
        """Read and write incomes."""
        from .resources.documents import Documents  # noqa: PLC0415

        return Documents(self._flows("incomes"), self._session, self._prefetch)

    @cached_property
    def expenses(self) -> Documents[Expense, ExpenseDraft]:
        """Read and write expenses."""
        from .resources.documents import Documents  # noqa: PLC0415

        return Documents(self._flows("expenses"), self._session, self._prefetch)

    @cached_property
    def invoices(self) -> Documents[Invoice, InvoiceDraft]:
        """Read and write invoices."""
        from .resources.documents import Documents  # noqa: PLC0415

        return Documents(self._flows("invoices"), self._session, self._prefetch)

    @cached_property
    def estimates(self) -> Documents[Estimate, EstimateDraft]:
        """Read and write estimates."""
        from .resources.documents import Documents  # noqa: PLC0415

        return Documents(self._flows("estimates"), self._session, self._prefetch)

    @cached_property
    def credit_notes(self) -> Documents[CreditNote, CreditNoteDraft]:
        """Read and write credit notes."""
        from .resources.documents import Documents  # noqa: PLC0415

        return Documents(self._flows("credit_notes"), self._session, self._prefetch)

    @cached_property
    def refund_receipts(self) -> Documents[RefundReceipt, RefundReceiptDraft]:
        """Read and write refund receipts."""
        from .resources.documents import Documents  # noqa: PLC0415

        return Documents(self._flows("refund_receipts"), self._session, self._prefetch)

    @cached_property
    def bills(self) -> Documents[Bill, BillDraft]:
        """Read and write bills of suppliers."""
        from .resources.documents import Documents  # noqa: PLC0415

        return Documents(self._flows("bills"), self._session, self._prefetch)

    @cached_property
    def bill_refunds(self) -> Documents[BillRefund, BillRefundDraft]:
        """Read and write refunds of bills."""
        from .resources.documents import Documents  # noqa: PLC0415

        return Documents(self._flows("bill_refunds"), self._session, self._prefetch)

    @cached_property
    def contacts(self) -> Contacts:
        """Read and write customers and suppliers."""
        from .resources.contacts import Contacts  # noqa: PLC0415

        return Contacts(self._flows("contacts"), self._session, self._prefetch)

    @cached_property
    def products(self) -> Products:
        """Read and write products and services."""
        from .resources.products import Products  # noqa: PLC0415

        return Products(self._flows("products"), self._session, self._prefetch)

    @cached_property
    def payments(self) -> Payments:
        """Read and write payments."""
        from .resources.payments import Payments  # noqa: PLC0415

        return Payments(self._flows("payments"), self._session, self._prefetch)

    @cached_property
    def accounts(self) -> Records[Account, AccountDraft]:
        """Read and write money accounts."""
        from .resources.records import Records  # noqa: PLC0415

        return Records(self._flows("accounts"), self._session, self._prefetch)

    @cached_property
    def transactions(self) -> Dated[Transaction, TransactionDraft]:
        """Read and write movements on money accounts."""
        from .resources.dated import Dated  # noqa: PLC0415

        return Dated(self._flows("transactions"), self._session, self._prefetch)

    @cached_property
    def taxes(self) -> Records[Tax, TaxDraft]:
        """Read and write taxes."""
        from .resources.records import Records  # noqa: PLC0415

        return Records(self._flows("taxes"), self._session, self._prefetch)

    @cached_property
    def projects(self) -> Records[Project, ProjectDraft]:
        """Read and write projects."""
        from .resources.records import Records  # noqa: PLC0415

        return Records(self._flows("projects"), self._session, self._prefetch)

    @cached_property
    def tags(self) -> Records[Tag, TagDraft]:
        """Read and write tags."""
        from .resources.records import Records  # noqa: PLC0415

        return Records(self._flows("tags"), self._session, self._prefetch)

    @cached_property
    def ledger_accounts(self) -> Records[LedgerAccount, LedgerAccountDraft]:
        """Read and write ledger accounts."""
        from .resources.records import Records  # noqa: PLC0415

        return Records(self._flows("ledger_accounts"), self._session, self._prefetch)

    @cached_property
    def journal_entries(self) -> Dated[JournalEntry, JournalEntryDraft]:
        """Read and write journal entries."""
        from .resources.dated import Dated  # noqa: PLC0415

        return Dated(self._flows("journal_entries"), self._session, self._prefetch)
