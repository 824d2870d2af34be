"""Judge Nuvio's answers: the status and `success` must both say yes (behaviours, "Envelope")."""

from __future__ import annotations

import msgspec

from ledgerspan.call import Answer, Call
from ledgerspan.errors import FieldError, RejectedError, UnexpectedResponseError, error_for
from ledgerspan.judge import Failure, json_or_none, opened

_NONE = msgspec.Raw(b"null")

# Reads that Nuvio does with POST (published docs: scope READ).
_POST_READS = ("/v1/list-incomes", "/v1/list-expenses")


class _Envelope(msgspec.Struct, gc=False):
    """Find the members that say yes or no; the rest is passed over at full speed."""

    success: msgspec.Raw = _NONE
    errors: msgspec.Raw = _NONE
    data: msgspec.Raw = _NONE


_DECODER = msgspec.json.Decoder(_Envelope)


def judge(call: Call, answer: Answer) -> Failure | None:
    """Return why an answer says no; None when it says yes."""
    envelope = opened(answer, _DECODER, "Nuvio")
    if isinstance(envelope, Failure):
        return envelope
    status = answer.status_code
    if status >= 400 or bytes(envelope.success) == b"false":  # noqa: PLR2004
        return _refusal(answer, status)
    # `bytes` copies: the data of a list is all of a page, so it is looked at only where it decides.
    if bytes(envelope.success) != b"true" and bytes(envelope.data) == b"null":
        return Failure(
            error=UnexpectedResponseError,
            message="neither success nor data: this is no Nuvio answer",
        )
    return _judge_id(bytes(envelope.data)) if call.expects_id else None


def _judge_id(data: bytes) -> Failure | None:
    record = json_or_none(data)
    identity = record.get("id") if isinstance(record, dict) else None
    if not identity:
        return Failure(
            error=RejectedError,
            message="it says success but gives no record with an id: nothing was created",
        )
    if not isinstance(identity, str):
        # Something was created, perhaps: what it is called cannot be told from this.
        return Failure(
            error=UnexpectedResponseError, message="it says success with an id that is no text"
        )
    return None


def _refusal(answer: Answer, status: int) -> Failure:
    body = json_or_none(answer.content)
    errors = body.get("errors") if isinstance(body, dict) else None
    texts = [str(text) for text in errors] if isinstance(errors, list) else []
    return Failure(
        error=error_for(status) if status >= 400 else RejectedError,  # noqa: PLR2004
        message="; ".join(texts) or "failed, without saying why",
        # Nuvio names no fields: every message stands for the whole body.
        field_errors=tuple(FieldError("", text) for text in texts) if len(texts) > 1 else (),
    )


def is_read(method: str, url: str) -> bool:
    """Tell whether a low-level call changes nothing."""
    return method in ("GET", "HEAD") or url in _POST_READS
