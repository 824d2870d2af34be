"""Write down what a test asked its sandbox, without a secret, for the report of its failure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledgerspan.sandbox import DaftraCompany, LoggedRequest, NuvioCompany, Sandbox

TITLE = "ledgerspan sandbox requests"
MOST = 40
"""Requests that are shown: the last ones, which stand next to the failure."""

MASK = "***"
# Neither API takes a secret in the query; a client under test may send one there all the same.
_SECRET_MEMBER = re.compile(r"(?i)((?:^|&)[^=&]*(?:key|token|secret|password|auth)[^=&]*=)[^&]*")


def account(box: Sandbox) -> str:
    """Return what the sandbox is made from and what it was asked, the oldest first."""
    return "\n".join([repr(box), *lines(box.requests, secrets(box.companies))])


def lines(requests: Sequence[LoggedRequest], hidden: Iterable[str] = ()) -> Iterator[str]:
    """Yield a line a request: method, path, what came of it. Values of `hidden` are masked."""
    hidden = list(hidden)
    if not requests:
        yield "no request reached it"
    if len(requests) > MOST:
        yield f"... {len(requests) - MOST} before these"
    for request in requests[-MOST:]:
        line = _line(request)
        for secret in hidden:
            line = line.replace(secret, MASK)
        yield line


def secrets(companies: Iterable[DaftraCompany | NuvioCompany]) -> Iterator[str]:
    """Yield what the companies keep out of their repr: that is what is secret of them."""
    for company in companies:
        for name in company.__dataclass_fields__:
            if company.__dataclass_fields__[name].repr:
                continue
            value = getattr(company, name)
            yield from value.values() if isinstance(value, Mapping) else (value,)


def _line(request: LoggedRequest) -> str:
    query = _SECRET_MEMBER.sub(rf"\1{MASK}", request.query)
    target = f"{request.path}?{query}" if query else request.path
    came_of_it = "lost" if request.status is None else str(request.status)
    notes = [f"fault: {request.fault}"] if request.fault else []
    notes += ["stored"] if request.stored else []
    return "  ".join([f"{request.method:6} {came_of_it:4} {target}", *notes])
