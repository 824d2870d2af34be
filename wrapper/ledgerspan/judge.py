"""Tell whether an answer says yes: what both providers have in common.

A status is never enough: failures come as 200, successes as HTML login pages (observation 3, 9).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from .call import Answer, Call
from .config import Secret
from .errors import FieldError, ResponseError, UnexpectedResponseError, error_for
from .masking import masked, masked_bytes
from .retry import read_retry_after

_TAGS = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")
_REQUEST_IDS = ("x-request-id", "x-correlation-id", "cf-ray")
_LONGEST_TEXT = 300

E = TypeVar("E")


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Describe why an answer says no, before it becomes an exception."""

    error: type[ResponseError]
    message: str
    code: int | str | None = None
    field_errors: tuple[FieldError, ...] = ()


def unreadable(answer: Answer) -> Failure | None:
    """Return a failure for an answer that is not this API speaking, whatever it says."""
    status, content = answer.status_code, answer.content
    if 300 <= status < 400:  # noqa: PLR2004
        return Failure(
            error=UnexpectedResponseError,
            message="it wants to redirect, which is never followed: a redirected write becomes a "
            "read that looks like success. Check the address",
        )
    head = content[:64].lstrip()
    if not head:
        message = "no body" if status >= 400 else "the body is empty"  # noqa: PLR2004
        return Failure(error=error_for(status), message=message)
    if not head.startswith((b"{", b"[")):
        return Failure(error=error_for(status), message=f"no JSON but {plain_text(content)!r}")
    return None


def opened(answer: Answer, decoder: msgspec.json.Decoder[E], provider: str) -> E | Failure:
    """Return the envelope of an answer, or the failure that keeps it from being read as one."""
    failure = unreadable(answer)
    if failure is not None:
        return failure
    try:
        return decoder.decode(answer.content)
    except msgspec.ValidationError:
        # JSON, but a bare list or a text.
        message = f"the body is no {provider} envelope"
        return Failure(error=error_for(answer.status_code), message=message)
    except (msgspec.DecodeError, RecursionError) as fault:
        return broken(answer, fault)


def broken(answer: Answer, fault: Exception) -> Failure:
    """Return the failure for a body that begins as JSON and does not end as JSON."""
    return Failure(
        error=error_for(answer.status_code),
        message=f"the body is no valid JSON ({fault}); it was probably cut off",
    )


def json_or_none(content: bytes) -> Any:
    """Decode JSON from a server as well as it goes; None where it cannot be."""
    try:
        return json.loads(content.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        # Numbers of thousands of digits and the like: no reason to lose the status over.
        return None


def without(what: str, *, method: str, url: str, status: int) -> UnexpectedResponseError:
    """Return the error for an answer that says yes and lacks what was asked for.

    It has no body: what an answer says when it makes no sense may be anything, secrets included.
    """
    return UnexpectedResponseError(
        f"there is no {what} in `data`", method=method, url=url, status=status
    )


def plain_text(content: bytes) -> str:
    """Return the words of an HTML or text body, shortened."""
    text = _TAGS.sub(" ", content[:4000].decode("utf-8", "replace"))
    text = _BLANKS.sub(" ", text).strip()
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


def field_errors_of(value: Any, path: str = "") -> tuple[FieldError, ...]:
    """Flatten validation errors: a map or a list, nested, of texts or lists of texts."""
    if isinstance(value, dict):
        return tuple(
            found
            for name, inner in value.items()
            for found in field_errors_of(inner, f"{path}.{name}" if path else str(name))
        )
    if isinstance(value, list):
        return tuple(found for inner in value for found in field_errors_of(inner, path))
    return () if value in (None, "") else (FieldError(path, str(value)),)


def answer_error(
    failure: Failure,
    call: Call,
    answer: Answer,
    *,
    base_url: str,
    attempts: int,
    secrets: Iterable[Secret],
) -> ResponseError:
    """Build the exception for a failure; this client's secrets are masked in all its texts."""
    held = tuple(secrets)

    def shown(text: str) -> str:
        return masked(text, held)

    return failure.error(
        shown(failure.message),
        method=call.method.upper(),
        url=base_url + call.url,
        status=answer.status_code,
        code=shown(failure.code) if isinstance(failure.code, str) else failure.code,
        field_errors=tuple(
            FieldError(shown(found.path), shown(found.message)) for found in failure.field_errors
        ),
        request_id=next(filter(None, map(answer.headers.get, _REQUEST_IDS)), None),
        body=masked_bytes(answer.content, held),
        retry_after=read_retry_after(answer.headers.get("retry-after")),
        attempts=attempts,
    )
