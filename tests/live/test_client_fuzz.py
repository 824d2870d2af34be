"""Whatever arrives, only documented errors come out, and no record is lost in silence."""

import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

import httpx
import pytest
from ledgerspan import NO_RETRY, ContactRole, Daftra, LedgerspanError, Nuvio

from tests.live.bodies import Maker, operation, rows_of, written

BODIES = 120


class Row(NamedTuple):
    """What one accessor reads: the operations behind it, and what tells parts apart.

    `counted` is False where records are found inside of others, so rows are no records.
    """

    provider: str
    accessor: str
    listing: str
    single: str
    role: ContactRole | None = None
    raw_kind: str | None = None
    counted: bool = True

    @property
    def asked(self) -> dict[str, Any]:
        """Return what `list` is asked for."""
        return {"role": self.role} if self.role else {}

    @property
    def part(self) -> dict[str, Any]:
        """Return what tells `get` which part is meant."""
        return self.asked | ({"raw_kind": self.raw_kind} if self.raw_kind else {})


def _daftra(accessor: str, listing: str, single: str, **more: Any) -> Row:
    return Row("daftra", accessor, f"list_{listing}", f"get_{single}", **more)


def _nuvio(accessor: str, listing: str, single: str, **more: Any) -> Row:
    return Row("nuvio", accessor, f"list_{listing}", f"get_{single}", **more)


ROWS = (
    _daftra("incomes", "incomes", "income"),
    _daftra("expenses", "expenses", "expense"),
    _daftra("invoices", "invoices", "invoice"),
    _daftra("estimates", "estimates", "estimate"),
    _daftra("credit_notes", "credit_notes", "credit_note"),
    _daftra("refund_receipts", "refund_receipts", "refund_receipt"),
    _daftra("bills", "purchase_invoices", "purchase_invoice"),
    _daftra("bill_refunds", "purchase_refunds", "purchase_refund"),
    _daftra("contacts", "clients", "client", role=ContactRole.CUSTOMER),
    _daftra("contacts", "suppliers", "supplier", role=ContactRole.SUPPLIER),
    _daftra("products", "products", "product"),
    _daftra("payments", "invoice_payments", "invoice_payment", raw_kind="invoice_payments"),
    _daftra("payments", "client_payments", "client_payment", raw_kind="client_payments"),
    _daftra("accounts", "treasuries", "treasury"),
    _daftra("taxes", "taxes", "tax"),
    _daftra("ledger_accounts", "journal_accounts", "journal_account"),
    _daftra("journal_entries", "journals", "journal"),
    _nuvio("incomes", "incomes", "income"),
    _nuvio("expenses", "expenses", "expense"),
    _nuvio("contacts", "business_entities", "business_entity"),
    _nuvio("products", "product_services", "product_service"),
    _nuvio("payments", "incomes", "income", counted=False),
    _nuvio("payments", "expenses", "expense", counted=False),
    _nuvio("accounts", "accounts", "account"),
    _nuvio("transactions", "transactions", "transaction"),
    _nuvio("taxes", "taxes", "tax"),
    _nuvio("projects", "projects", "project"),
    _nuvio("tags", "tags", "tag"),
)


class Server:
    """Serve one body under one path, nothing under all others; count how often it was asked."""

    def __init__(self, provider: str, path: str, content: bytes) -> None:
        self._path = f"/{provider}{path}".split("{", maxsplit=1)[0].rstrip("/")
        self._single = "{" in path
        self._content = content
        self.served = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.startswith(f"{self._path}/") if self._single else path == self._path:
            self.served += 1
            return httpx.Response(200, content=self._content)
        if self._single:
            return httpx.Response(404, json={"success": False, "errors": ["none"], "code": 404})
        empty = {"code": 200, "result": "successful", "success": True, "errors": None, "data": []}
        return httpx.Response(200, json=empty)


def opened(provider: str, server: Server) -> Daftra | Nuvio:
    """Open a client whose every request goes to the server."""
    transport = httpx.MockTransport(server)
    if provider == "nuvio":
        url = "https://books.example/nuvio"
        return Nuvio(token="t", base_url=url, transport=transport, retry=NO_RETRY)
    return Daftra(
        "https://books.example/daftra",
        api_key="k",
        transport=transport,
        retry=NO_RETRY,
        date_format="DD/MM/YYYY",
    )


def used(record: Any) -> None:
    """Use everything that a record offers."""
    repr(record)
    hash(record)
    record.to_dict()
    record.check()
    for name in record.fields():
        record.explain(name)
    assert isinstance(record.raw, dict)
    copied = pickle.loads(pickle.dumps(record))  # noqa: S301
    assert copied == record


def listed(row: Row, content: bytes) -> tuple[int, int] | None:
    """List; return how many records came out and how often the body went in; None: refused."""
    path, _ = operation(row.provider, row.listing)
    server = Server(row.provider, path, content)
    with opened(row.provider, server) as client:
        pager = getattr(client, row.accessor).list(**row.asked)
        try:
            for page in pager.pages():
                for record in page.items:
                    used(record)
        except LedgerspanError:
            return None
        report = pager.report
        return report.records + report.duplicates + sum(report.filtered.values()), server.served


def got(row: Row, content: bytes) -> None:
    """Read one; a documented error will do."""
    path, _ = operation(row.provider, row.single)
    server = Server(row.provider, path, content)
    with opened(row.provider, server) as client, suppress(LedgerspanError):
        used(getattr(client, row.accessor).get("7", **row.part))


def name_of(row: Any) -> str:
    """Name a case by its accessor and operation."""
    return f"{row.provider}-{row.accessor}-{row.listing}"


def bodies(row: Row, operation_id: str) -> list[tuple[Maker, Any]]:
    """Make bodies that fit the schema of an operation, each with what damages it."""
    _, schema = operation(row.provider, operation_id)
    makers = [Maker(row.provider, seed) for seed in range(BODIES)]
    return [(maker, maker.good(schema)) for maker in makers]


def counts(row: Row, change: Callable[[Maker, Any], Any]) -> int:
    """List bodies after a change to each; return how many were taken, each to the last row."""
    taken = 0
    for seed, (maker, body) in enumerate(bodies(row, row.listing)):
        changed = change(maker, body)
        came = listed(row, written(changed))
        if came is None:
            continue
        taken += 1
        records, served = came
        assert not row.counted or records == served * (rows_of(changed) or 0), seed
    return taken


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_body_that_fits_its_description_gives_every_record(row: Row) -> None:
    assert counts(row, lambda _, body: body) == BODIES


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_damaged_list_loses_no_record_in_silence(row: Row) -> None:
    assert counts(row, lambda maker, body: maker.damaged(body)) >= BODIES // 3


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_broken_bytes_of_a_list_are_a_documented_error_or_read_all_the_same(row: Row) -> None:
    for maker, body in bodies(row, row.listing):
        listed(row, maker.broken(written(body)))


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_damaged_record_is_read_or_refused_by_a_documented_error(row: Row) -> None:
    for maker, body in bodies(row, row.single):
        got(row, written(maker.damaged(body)))
        got(row, maker.broken(written(body)))
