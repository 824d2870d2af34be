"""Filters with values that are there: chance seldom finds one, so we ask for them ourselves.

A list is asked for what one of its own rows has. Every row of the answer must have it, and all of
those that have it must be in the answer.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from tooling.fuzz_exchange import Finding
from tooling.fuzz_filters import V1, passes
from tooling.fuzz_place import Place
from tooling.fuzz_probe import Probe

_MOST = 1000
_WORKING = {
    "invoices": ("client_id", "currency_code", "summary_total_from", "summary_total_to"),
    "invoice_payments": ("status",),
    "client_payments": ("client_id", "status"),
    "products": ("product_code",),
}
"""Filters of v1 that the docs or client code know to work, and whose member a list shows."""
_TOTAL = "summary_total"


def asked_findings(probe: Probe, place: Place) -> Iterator[Finding]:
    """Ask a list for what the row in its middle has: by each filter alone, and by all of them."""
    method, path, body = place.listing(1, _MOST)
    rows = place.rows_in(probe.send(method, path, body).body)
    if not rows or len(rows) == _MOST:
        return
    for asked in _questions(place, rows[len(rows) // 2]):
        if place.style == "nuvio":
            reply, query = probe.send(method, path, asked), str(asked)
        else:
            query = urlencode(asked)
            reply = probe.send(method, f"{path}&{query}", body)
        found = {str(row.get("id")) for row in place.rows_in(reply.body)}
        wanted = {str(row.get("id")) for row in rows if _passes(place, asked, row)}
        if found - wanted:
            yield f"{query} lists {len(found - wanted)} records that do not pass"
        if wanted - found:
            yield f"{query} leaves out {len(wanted - found)} records that pass"


def _questions(place: Place, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if place.style == "v2":
        yield {"filter[id]": row["id"]}
    elif place.style == "v1":
        values = {name: row.get(_member(name)) for name in _WORKING.get(place.name, ())}
        asked = {name: value for name, value in values.items() if value not in (None, "")}
        yield from ({name: value} for name, value in asked.items())
        if len(asked) > 1:
            yield asked
    elif place.name in ("income", "expense"):
        day = row.get("invoiceDate") or row.get("expenseDate")
        tags = [tag["name"] for tag in row.get("tags") or []]
        yield {"startDate": day, "endDate": day}
        if tags:
            yield {"tagName": tags[0]}
            yield {"tagName": tags[0], "endDate": day}


def _passes(place: Place, asked: dict[str, Any], row: dict[str, Any]) -> bool:
    if place.style == "nuvio":
        return passes(asked, row)
    if place.style == "v2":
        return str(row.get("id")) == str(asked["filter[id]"])
    return all(V1[name](row, _spelled(value)) for name, value in asked.items())


def _member(name: str) -> str:
    return _TOTAL if name.startswith(_TOTAL) else name


def _spelled(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
