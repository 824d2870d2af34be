"""What Nuvio wraps its answers in: `{success, errors, data}`."""

from collections.abc import Mapping, Sequence
from typing import Any

from ledgerspan.sandbox.exchange import Answer, json_answer


def succeeded(data: Any, *, stored: bool = False) -> Answer:
    """Answer with `data`; a create is 200 as well."""
    return json_answer(200, {"success": True, "errors": None, "data": data}, stored=stored)


def failed(
    status: int, messages: Sequence[str], headers: Mapping[str, str] | None = None
) -> Answer:
    """Say no; there is no `data` then."""
    return json_answer(status, {"success": False, "errors": list(messages)}, headers=headers)
