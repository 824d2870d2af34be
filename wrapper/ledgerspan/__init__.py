"""One typed client for the books of Daftra and Nuvio.

    from ledgerspan import Daftra, Nuvio

    for income in Daftra("acme", api_key="...").incomes.list():
        print(income.date, income.total, income.currency)

Names are imported when they are first used, so that importing ledgerspan costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .auth import PasswordGrant
    from .config import Timeout
    from .daftra.client import AsyncDaftra, Daftra
    from .drafts import ExpenseDraft, IncomeDraft, LineDraft
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
    from .listing import Page
    from .models import (
        Document,
        Expense,
        Income,
        Line,
        PaymentStatus,
        Provider,
        Ref,
        TaxAmount,
    )
    from .nuvio.client import AsyncNuvio, Nuvio
    from .pager import AsyncPager, Pager
    from .paging import PageReport
    from .resolution import Outcome, Resolution
    from .retry import NO_RETRY, RetryPolicy
    from .throttle import RateLimit

_MODULES = {
    "auth": ("PasswordGrant",),
    "config": ("Timeout",),
    "daftra.client": ("AsyncDaftra", "Daftra"),
    "drafts": ("ExpenseDraft", "IncomeDraft", "LineDraft"),
    "errors": (
        "AmbiguousWriteError",
        "AuthenticationError",
        "ConfigurationError",
        "ConflictError",
        "DraftError",
        "FieldError",
        "IncompleteListingError",
        "LedgerspanError",
        "NotFoundError",
        "PermissionDeniedError",
        "RateLimitedError",
        "RejectedError",
        "ResponseError",
        "ServerError",
        "TimeoutError",
        "TransportError",
        "UnexpectedResponseError",
        "UnsupportedOperationError",
        "ValidationError",
    ),
    "events": ("Event", "EventKind"),
    "listing": ("Page",),
    "models": (
        "Document",
        "Expense",
        "Income",
        "Line",
        "PaymentStatus",
        "Provider",
        "Ref",
        "TaxAmount",
    ),
    "nuvio.client": ("AsyncNuvio", "Nuvio"),
    "pager": ("AsyncPager", "Pager"),
    "paging": ("PageReport",),
    "resolution": ("Outcome", "Resolution"),
    "retry": ("NO_RETRY", "RetryPolicy"),
    "throttle": ("RateLimit",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'ledgerspan' has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


__all__ = [
    "NO_RETRY",
    "AmbiguousWriteError",
    "AsyncDaftra",
    "AsyncNuvio",
    "AsyncPager",
    "AuthenticationError",
    "ConfigurationError",
    "ConflictError",
    "Daftra",
    "Document",
    "DraftError",
    "Event",
    "EventKind",
    "Expense",
    "ExpenseDraft",
    "FieldError",
    "Income",
    "IncomeDraft",
    "IncompleteListingError",
    "LedgerspanError",
    "Line",
    "LineDraft",
    "NotFoundError",
    "Nuvio",
    "Outcome",
    "Page",
    "PageReport",
    "Pager",
    "PasswordGrant",
    "PaymentStatus",
    "PermissionDeniedError",
    "Provider",
    "RateLimit",
    "RateLimitedError",
    "Ref",
    "RejectedError",
    "Resolution",
    "ResponseError",
    "RetryPolicy",
    "ServerError",
    "TaxAmount",
    "Timeout",
    "TimeoutError",
    "TransportError",
    "UnexpectedResponseError",
    "UnsupportedOperationError",
    "ValidationError",
    "__version__",
]
