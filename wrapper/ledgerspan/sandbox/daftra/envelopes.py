"""What Daftra wraps its answers in: success, failure, and the reasons of a refused write."""

from collections.abc import Mapping, Sequence
from typing import Any

from ledgerspan.sandbox.exchange import Answer, Dialect, html_answer, json_answer

SUCCESS = "successful"
_CORRECT = "Please correct the errors below"


def found(
    record: Mapping[str, Any] | Sequence[Any], pagination: Any, dialect: Dialect
) -> dict[str, Any]:
    """Wrap what was read. The order of the keys is no promise: the dialects differ in it."""
    paging = {} if pagination is None else {"pagination": pagination}
    if dialect == "documented":
        return {"code": 200, "result": SUCCESS, "data": record, **paging}
    return {"result": SUCCESS, **paging, "data": record, "code": 200}


def created(number: int | None, *, stored: bool) -> Answer:
    """Answer a create: 202 with the id and nothing else of the record (observation 3)."""
    return json_answer(202, {"code": 202, "result": SUCCESS, "id": number}, stored=stored)


def done() -> Answer:
    """Answer an update or a delete."""
    return json_answer(200, {"code": 200, "result": SUCCESS}, stored=True)


def failed(status: int, message: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Say no."""
    body = {"result": "failed", "code": status, "message": message}
    return json_answer(status, body, headers=headers)


def refused_write(
    reasons: Mapping[str, Mapping[str, str]],
    dialect: Dialect,
    *,
    message: str = _CORRECT,
    extra: bool = False,
) -> Answer:
    """Refuse a write, with reasons by model: flat as published, nested with lists as observed."""
    errors: dict[str, Any] = {}
    for key, members in reasons.items():
        if dialect == "observed":
            errors[key] = {name: [reason] for name, reason in members.items()}
        else:
            errors |= members
    body: dict[str, Any] = {"result": "failed", "code": 400, "message": message}
    if extra:
        body["error_type"] = "extra_data"
    return json_answer(400, {**body, "validation_errors": errors})


def sign_in_page() -> Answer:
    """Answer a request without credentials as some hosts do: 401 with a web page."""
    return html_answer(401, "Unauthorized")
