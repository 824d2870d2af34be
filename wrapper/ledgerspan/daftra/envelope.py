"""Judge Daftra's answers: `result` and `code` decide, not the status (observation 3 and 9)."""

from __future__ import annotations

from re import fullmatch

import msgspec

from ledgerspan.call import Answer, Call
from ledgerspan.errors import (
    FieldError,
    NotFoundError,
    RejectedError,
    UnexpectedResponseError,
    error_for,
)
from ledgerspan.judge import Failure, broken, field_errors_of, json_or_none, opened, unreadable

_NONE = msgspec.Raw(b"null")
# Of a site (password), and of the central host (code of a marketplace app; observation 1).
_TOKEN_URLS = ("/v2/oauth/token", "/oauth/token")
_POST_READS = ("/v2/oauth/token", "/v2/api/multi-entity")
# What answers without an envelope: v2, and the bulk create of v1, which answers a list.
_ENTITIES = "/v2/api/entity/"
_BARE = ("/v2/api/", "/api2/invoices/add_bulk")


class _Envelope(msgspec.Struct, gc=False):
    """Find the members that say yes or no; the rest is passed over at full speed."""

    result: msgspec.Raw = _NONE
    code: msgspec.Raw = _NONE
    data: msgspec.Raw = _NONE
    id: msgspec.Raw = _NONE
    error: msgspec.Raw = _NONE
    access_token: msgspec.Raw = _NONE


_DECODER = msgspec.json.Decoder(_Envelope)


def judge(call: Call, answer: Answer) -> Failure | None:
    """Return why an answer says no; None when it says yes."""
    if call.url.startswith(_BARE):
        return _judge_bare(call, answer)
    envelope = opened(answer, _DECODER, "Daftra")
    if isinstance(envelope, Failure):
        return envelope
    status = answer.status_code
    if status >= 400:  # noqa: PLR2004
        return _refusal(answer, status)
    if call.url in _TOKEN_URLS:
        if bytes(envelope.access_token) == b"null":
            return Failure(error=RejectedError, message="no access_token in the answer")
        return None
    if _says_no(bytes(envelope.result), bytes(envelope.code)) or bytes(envelope.error) != b"null":
        return _refusal(answer, status)
    if bytes(envelope.result) == b"null" and bytes(envelope.data) == b"null":
        return Failure(
            error=UnexpectedResponseError,
            message="neither result nor data: this is no Daftra answer",
        )
    return _judge_id(bytes(envelope.id)) if call.expects_id else None


def _judge_id(identity: bytes) -> Failure | None:
    text = identity.strip(b'"')
    if text in (b"null", b"", b"[]", b"false") or not text.strip(b"0"):
        return Failure(
            error=RejectedError,
            message="it says successful but names no id: nothing was created (quirk 12)",
        )
    if not fullmatch(rb"[0-9]+(\.0+)?", text):
        # Something was created, perhaps: what it is called cannot be told from this.
        return Failure(
            error=UnexpectedResponseError,
            message="it says successful with an id that is no number",
        )
    return None


def _judge_bare(call: Call, answer: Answer) -> Failure | None:
    """Judge what may be any JSON: v2 says no by the status, or by an `error` under 200."""
    failure = unreadable(answer)
    if failure is not None:
        return failure
    if answer.status_code >= 400:  # noqa: PLR2004
        failure = _refusal(answer, answer.status_code)
        # A record that is missing is a 400 in v2 (published docs), told apart by its words alone.
        if call.url.startswith(_ENTITIES) and failure.message.casefold() == "record not found":
            return msgspec.structs.replace(failure, error=NotFoundError)
        return failure
    try:
        envelope = _DECODER.decode(answer.content)
    except msgspec.ValidationError:
        # A list, which is an answer too.
        return None
    except (msgspec.DecodeError, RecursionError) as fault:
        return broken(answer, fault)
    # `code` alone says nothing here: records are bare, and cost centres have a code.
    if _is_failed(bytes(envelope.result)) or bytes(envelope.error) != b"null":
        return _refusal(answer, answer.status_code)
    return None


def _is_failed(result: bytes) -> bool:
    # Any `result` that begins with "fail" (observation 9).
    return result[:5].lower() == b'"fail'


def _says_no(result: bytes, code: bytes) -> bool:
    # Any code of 400 and more, too; one of thousands of digits is more than Python reads.
    digits = code.strip(b'"').lstrip(b"0")
    return _is_failed(result) or (
        digits.isdigit() and (len(digits) > 3 or int(digits) >= 400)  # noqa: PLR2004
    )


def _refusal(answer: Answer, status: int) -> Failure:
    """Read an error body, whatever of it there is."""
    body = json_or_none(answer.content)
    if not isinstance(body, dict):
        body = {}
    message = next(
        (
            body[name]
            for name in ("message", "error_description", "error")
            if isinstance(body.get(name), str) and body[name]
        ),
        "failed, without saying why",
    )
    found = field_errors_of(body.get("validation_errors") or body.get("errors"))
    # Reasons stand there too; of read-only members by themselves (observation 9).
    why = "may not be sent: " if body.get("error_type") == "extra_data" else ""
    found += tuple(
        FieldError(fault.path, f"{why}{fault.message}")
        for fault in field_errors_of(body.get("extra_data"))
    )
    code = body.get("code")
    return Failure(
        error=error_for(status) if status >= 400 else RejectedError,  # noqa: PLR2004
        message=message,
        code=code if isinstance(code, int | str) else body.get("error_type"),
        field_errors=found,
    )


def is_read(method: str, url: str) -> bool:
    """Tell whether a low-level call changes nothing.

    Some GETs of Daftra do change data (published docs: booking status and conversion, issuing a
    draft), so they count as writes; a batch of v2 reads is a POST.
    """
    if url in _POST_READS:
        return True
    changing = ("/bookings/", "/update_draft/", "/convert")
    return method in ("GET", "HEAD") and not any(part in url for part in changing)
