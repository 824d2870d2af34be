"""One typed client for the books of Daftra and Nuvio.

    from ledgerspan import Daftra, Nuvio

    for income in Daftra("acme", api_key="...").incomes.list():
        print(income.date, income.total, income.currency)

Names are imported when they are first used, so that importing ledgerspan costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._lazy import lazy_names
from ._version import __version__

if TYPE_CHECKING:
    from .auth import CodeGrant, PasswordGrant
    from .companies import AsyncCompanies, Companies
    from .company_results import CompanyOutcome, CompanyResults
    from .config import Timeout
    from .daftra.client import AsyncDaftra, Daftra
    from .drafts import AccountDraft, BillDraft, BillRefundDraft, ContactDraft, CreditNoteDraft, EstimateDraft, ExpenseDraft, IncomeDraft, InvoiceDraft, JournalEntryDraft, JournalLineDraft, LedgerAccountDraft, LineDraft, PaymentDraft, ProductDraft, ProjectDraft, RefundReceiptDraft, TagDraft, TaxDraft, TransactionDraft
    from .dry_run import Difference, DryRun
    from .errors import (
        AmbiguousWriteError,
        AuthenticationError,
        ConfigurationError,
        ConflictError,
        DraftError,
        FieldError,
        IncompleteListingError,
        LedgerspanError,
        NotFoundError,
        PermissionDeniedError,
        RateLimitedError,
        RejectedError,
        ResponseError,
        ServerError,
        TimeoutError,  # noqa: A004
        TransportError,
        UnexpectedResponseError,
        UnsupportedOperationError,
        ValidationError,
    )
    from .events import Event, EventKind
    from .field_coverage import FieldCoverage, coverage
    from .ledger import AsyncLedger, Ledger
    from .listing import Page
    from .models import Account, AccountKind, Address, Attachment, Bill, BillRefund, Contact, ContactKind, ContactRole, CreditNote, Direction, Document, DocumentMatch, Entity, Estimate, Expense, FieldOrigin, Finding, Income, Invoice, JournalEntry, JournalLine, LedgerAccount, LedgerSide, Line, Payment, PaymentRef, PaymentState, PaymentStatus, Product, ProductKind, Project, Provider, Record, Ref, RefundReceipt, Tag, Tax, TaxAmount, Transaction
    from .nuvio.client import AsyncNuvio, Nuvio
    from .pager import AsyncPager, Pager
    from .paging import PageReport
    from .resolution import Outcome, Resolution
    from .resources.entities import AsyncEntities, Entities
    from .retry import NO_RETRY, RetryPolicy
    from .shared_rate import SharedRateLimit
    from .throttle import RateLimit
    from .tokens import Tokens

__getattr__ = lazy_names(
    __name__,
    {
        "auth": ("CodeGrant", "PasswordGrant",),
        "companies": ("AsyncCompanies", "Companies",),
        "company_results": ("CompanyOutcome", "CompanyResults",),
        "config": ("Timeout",),
        "daftra.client": ("AsyncDaftra", "Daftra",),
        "drafts": ("AccountDraft", "BillDraft", "BillRefundDraft", "ContactDraft", "CreditNoteDraft", "EstimateDraft", "ExpenseDraft", "IncomeDraft", "InvoiceDraft", "JournalEntryDraft", "JournalLineDraft", "LedgerAccountDraft", "LineDraft", "PaymentDraft", "ProductDraft", "ProjectDraft", "RefundReceiptDraft", "TagDraft", "TaxDraft", "TransactionDraft",),
        "dry_run": ("Difference", "DryRun",),
        "errors": ("AmbiguousWriteError", "AuthenticationError", "ConfigurationError", "ConflictError", "DraftError", "FieldError", "IncompleteListingError", "LedgerspanError", "NotFoundError", "PermissionDeniedError", "RateLimitedError", "RejectedError", "ResponseError", "ServerError", "TimeoutError", "TransportError", "UnexpectedResponseError", "UnsupportedOperationError", "ValidationError",),
        "events": ("Event", "EventKind",),
        "field_coverage": ("FieldCoverage", "coverage",),
        "ledger": ("AsyncLedger", "Ledger",),
        "listing": ("Page",),
        "models": ("Account", "AccountKind", "Address", "Attachment", "Bill", "BillRefund", "Contact", "ContactKind", "ContactRole", "CreditNote", "Direction", "Document", "DocumentMatch", "Entity", "Estimate", "Expense", "FieldOrigin", "Finding", "Income", "Invoice", "JournalEntry", "JournalLine", "LedgerAccount", "LedgerSide", "Line", "Payment", "PaymentRef", "PaymentState", "PaymentStatus", "Product", "ProductKind", "Project", "Provider", "Record", "Ref", "RefundReceipt", "Tag", "Tax", "TaxAmount", "Transaction",),
        "nuvio.client": ("AsyncNuvio", "Nuvio",),
        "pager": ("AsyncPager", "Pager",),
        "paging": ("PageReport",),
        "resolution": ("Outcome", "Resolution",),
        "resources.entities": ("AsyncEntities", "Entities",),
        "retry": ("NO_RETRY", "RetryPolicy",),
        "shared_rate": ("SharedRateLimit",),
        "throttle": ("RateLimit",),
        "tokens": ("Tokens",),
    },
)


def __dir__() -> list[str]:
    return __all__


__all__ = ["NO_RETRY", "Account", "AccountDraft", "AccountKind", "Address", "AmbiguousWriteError", "AsyncCompanies", "AsyncDaftra", "AsyncEntities", "AsyncLedger", "AsyncNuvio", "AsyncPager", "Attachment", "AuthenticationError", "Bill", "BillDraft", "BillRefund", "BillRefundDraft", "CodeGrant", "Companies", "CompanyOutcome", "CompanyResults", "ConfigurationError", "ConflictError", "Contact", "ContactDraft", "ContactKind", "ContactRole", "CreditNote", "CreditNoteDraft", "Daftra", "Difference", "Direction", "Document", "DocumentMatch", "DraftError", "DryRun", "Entities", "Entity", "Estimate", "EstimateDraft", "Event", "EventKind", "Expense", "ExpenseDraft", "FieldCoverage", "FieldError", "FieldOrigin", "Finding", "Income", "IncomeDraft", "IncompleteListingError", "Invoice", "InvoiceDraft", "JournalEntry", "JournalEntryDraft", "JournalLine", "JournalLineDraft", "Ledger", "LedgerAccount", "LedgerAccountDraft", "LedgerSide", "LedgerspanError", "Line", "LineDraft", "NotFoundError", "Nuvio", "Outcome", "Page", "PageReport", "Pager", "PasswordGrant", "Payment", "PaymentDraft", "PaymentRef", "PaymentState", "PaymentStatus", "PermissionDeniedError", "Product", "ProductDraft", "ProductKind", "Project", "ProjectDraft", "Provider", "RateLimit", "RateLimitedError", "Record", "Ref", "RefundReceipt", "RefundReceiptDraft", "RejectedError", "Resolution", "ResponseError", "RetryPolicy", "ServerError", "SharedRateLimit", "Tag", "TagDraft", "Tax", "TaxAmount", "TaxDraft", "Timeout", "TimeoutError", "Tokens", "Transaction", "TransactionDraft", "TransportError", "UnexpectedResponseError", "UnsupportedOperationError", "ValidationError", "__version__", "coverage"]
