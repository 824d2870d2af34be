"""The law of order: a list that is asked for by id is in the order of its ids (observation 4)."""

from collections.abc import Iterator

from tooling.fuzz_exchange import Finding
from tooling.fuzz_place import Place
from tooling.fuzz_probe import Probe

SORTED = ("invoices", "invoice_payments", "client_payments", "clients")
"""The lists of v1 that take `sort` and `direction`."""


def sort_findings(probe: Probe, place: Place, limit: int) -> Iterator[Finding]:
    """Ask for the first page by id, once up and once down."""
    method, path, _ = place.listing(1, limit)
    for direction in ("asc", "desc"):
        reply = probe.send(method, f"{path}&sort=id&direction={direction}")
        ids = [str(row.get("id")) for row in place.rows_in(reply.body)]
        numbers = [int(text) for text in ids if text.isdecimal()]
        if numbers != sorted(numbers, reverse=direction == "desc"):
            yield f"sort=id and direction={direction} list {numbers[:5]}"
