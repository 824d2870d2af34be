"""Everything that ledgerspan raises.

LedgerspanError
├── ConfigurationError           what you gave cannot work; nothing was sent (also a ValueError)
│   └── DraftError               a draft has faults: `field_errors` lists them all
├── UnsupportedOperationError    this provider has no such operation; the text names the nearest
├── TransportError               no answer came
│   └── TimeoutError             no answer came in time (also a builtin TimeoutError)
├── ResponseError                an answer came and says no
│   ├── AuthenticationError      401
│   ├── PermissionDeniedError    403
│   ├── NotFoundError            404
│   ├── ConflictError            409
│   ├── ValidationError          400 and 422
│   ├── RateLimitedError         429, with `retry_after`
│   ├── ServerError              5xx
│   ├── RejectedError            2xx that says failed, or a create without an id
│   └── UnexpectedResponseError  HTML, truncated, unknown envelope, a redirect
├── AmbiguousWriteError          the write may have happened: `resolve()` looks
└── IncompleteListingError       a listing broke in the middle: `resume()` goes on
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any, NamedTuple


class LedgerspanError(Exception):
    """Be the root of everything that ledgerspan raises."""


class FieldError(NamedTuple):
    """Name one faulty field: dotted path in the provider's body (or the draft) and the reason."""

    path: str
    message: str


class ConfigurationError(LedgerspanError, ValueError):
    """Refuse what cannot work before anything is sent."""


class DraftError(ConfigurationError):
    """Refuse a draft; `field_errors` has all its faults at once."""

    def __init__(self, what: str, field_errors: tuple[FieldError, ...]) -> None:
        self.what = what
        self.field_errors = field_errors
        faults = "; ".join(f"{path}: {message}" for path, message in field_errors)
        super().__init__(f"{what} cannot be sent: {faults}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.what, self.field_errors)


class UnsupportedOperationError(LedgerspanError):
    """Refuse what a provider does not have; the text names the nearest thing it has."""


class TransportError(LedgerspanError):
    """Tell that no answer came; `sent` is False when the request provably never left."""

    def __init__(self, message: str, *, sent: bool = True, attempts: int = 1) -> None:
        self.sent = sent
        self.attempts = attempts
        super().__init__(message)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class TimeoutError(TransportError, builtins.TimeoutError):  # noqa: A001
    """Tell that no answer came within the time limit."""


class ResponseError(LedgerspanError):
    """Carry an answer that says no.

    `url` has no credentials; `body` is what came, with secrets of this client masked; `attempts`
    counts the requests that were made.
    """

    def __init__(
        self,
        message: str,
        *,
        method: str,
        url: str,
        status: int,
        code: int | str | None = None,
        field_errors: tuple[FieldError, ...] = (),
        request_id: str | None = None,
        body: bytes = b"",
        retry_after: float | None = None,
        attempts: int = 1,
    ) -> None:
        self.message = message
        self.method = method
        self.url = url
        self.status = status
        self.code = code
        self.field_errors = field_errors
        self.request_id = request_id
        self.body = body
        self.retry_after = retry_after
        self.attempts = attempts
        super().__init__(message)

    def __str__(self) -> str:
        text = f"{self.method} {self.url} answered {self.status}: {self.message}"
        if self.field_errors:
            text += "".join(f"\n  {path}: {reason}" for path, reason in self.field_errors)
        if self.attempts > 1:
            text += f"\n  (after {self.attempts} attempts)"
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class AuthenticationError(ResponseError):
    """Tell that the credentials are missing, wrong or expired (401)."""


class PermissionDeniedError(ResponseError):
    """Tell that the credentials are good but may not do this (403)."""


class NotFoundError(ResponseError):
    """Tell that there is no such record (404)."""


class ConflictError(ResponseError):
    """Tell that the record is not in the state that the write expected (409)."""


class ValidationError(ResponseError):
    """Tell that the provider refused the values (400, 422): see `field_errors`."""


class RateLimitedError(ResponseError):
    """Tell that too many requests were made (429); `retry_after` is in seconds, if it was said."""


class ServerError(ResponseError):
    """Tell that the provider failed (5xx)."""


class RejectedError(ResponseError):
    """Tell that a 2xx answer says failed, or that a create gave no id: nothing was stored."""


class UnexpectedResponseError(ResponseError):
    """Tell that the answer is not what this API speaks: HTML, cut off, another envelope."""


class AmbiguousWriteError(LedgerspanError):
    """Tell that a write may or may not have happened.

    It is never repeated for you: neither provider knows idempotency keys, so a repetition could
    book twice. `resolve()` looks the record up (on async clients: `await error.resolve()`), and
    `cause` is the error that came instead of an answer.
    """

    def __init__(self, message: str, *, operation: str, cause: LedgerspanError) -> None:
        self.operation = operation
        self.cause = cause
        # The flow that looks, set by the operation; its driver, set by the session.
        self.lookup: Callable[[], Any] | None = None
        self._look: Callable[[], Any] | None = None
        super().__init__(message)

    def resolve(self) -> Any:
        """Look whether the write happened; return a `Resolution` (awaitable on async clients)."""
        if self._look is None:
            raise UnsupportedOperationError(
                f"{self.operation} was sent through the low-level client; look the record up there"
            )
        return self._look()

    def __reduce__(self) -> tuple[Any, ...]:
        kept = {name: value for name, value in self.__dict__.items() if name not in _LOOKS}
        return _rebuild, (type(self), self.args, {**kept, **dict.fromkeys(_LOOKS)})


_LOOKS = ("lookup", "_look")


class IncompleteListingError(LedgerspanError):
    """Tell that a listing broke: `records` came before, page `page` did not; `cause` says why.

    `resume()` returns a pager over the missing page and those behind it; it still drops the
    records that came before.
    """

    def __init__(self, message: str, *, page: int, records: int, cause: LedgerspanError) -> None:
        self.page = page
        self.records = records
        self.cause = cause
        self._resume: Callable[[], Any] | None = None
        super().__init__(message)

    def resume(self) -> Any:
        """Return a pager that goes on at the page that broke."""
        if self._resume is None:
            raise UnsupportedOperationError("this error was unpickled: list again from the start")
        return self._resume()

    def __reduce__(self) -> tuple[Any, ...]:
        kept = {name: value for name, value in self.__dict__.items() if name != "_resume"}
        return _rebuild, (type(self), self.args, {**kept, "_resume": None})


def error_for(status: int) -> type[ResponseError]:
    """Return the class for an HTTP status that says no."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= 500:  # noqa: PLR2004
        return ServerError
    return ResponseError if status >= 400 else UnexpectedResponseError  # noqa: PLR2004


_BY_STATUS: dict[int, type[ResponseError]] = {
    400: ValidationError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: ValidationError,
    429: RateLimitedError,
}


def _rebuild(
    shape: type[LedgerspanError], args: tuple[Any, ...], state: dict[str, Any]
) -> LedgerspanError:
    error = shape.__new__(shape, *args)
    error.args = args
    error.__dict__.update(state)
    return error
