"""Records of Daftra that are not kept as they were written."""

from typing import Any

import pytest
from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.columns import started
from ledgerspan.sandbox.daftra.operations import Operations
from ledgerspan.sandbox.daftra.records import Records
from ledgerspan.sandbox.daftra.writer import Writer
from ledgerspan.sandbox.exchange import Answer, Call

from tests.contract.mutants.mutant import Wrap, answering, around, mutant, saying


def _stored(patch: pytest.MonkeyPatch, path: str, change: Any) -> None:
    """Change the row that a write of one table is about to store."""

    def wrap(read: Wrap) -> Wrap:
        def values(self: Any, sent: Any) -> Any:
            row = read(self, sent)
            return change(row, sent, self) if self._table.path == path else row

        return values

    around(patch, Writer, "_values", wrap)


def _lines(patch: pytest.MonkeyPatch, path: str, key: str, change: Any) -> None:
    """Change the rows that a write of one table is about to store under one key."""

    def wrap(store: Wrap) -> Wrap:
        def stored(self: Any, draft: Any) -> Any:
            if self._table.path == path and draft.children.get(key):
                draft.children[key] = change(draft.children[key])
            return store(self, draft)

        return stored

    around(patch, Writer, "store", wrap)


@mutant(
    "daftra",
    "clients",
    "update not stored",
    "written_is_read",
    "create_client update_client",
    phases=("stateful",),
)
def updates_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    """An update is not stored."""

    def wrap(change: Wrap) -> Wrap:
        def changed(self: Any, *what: Any) -> None:
            if self._table.path != "clients":
                change(self, *what)

        return changed

    around(patch, Records, "change", wrap)


@mutant("daftra", "products", "part not stored", "written_is_read", "create_product")
def a_price_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """A create forgets one member."""
    _stored(patch, "products", lambda row, *_: {**row, "buy_price": None})


@mutant(
    "daftra",
    "suppliers",
    "partial update resets",
    "written_is_read",
    "create_supplier update_supplier",
    phases=("stateful",),
)
def what_is_left_out_is_reset(patch: pytest.MonkeyPatch) -> None:
    """An update resets the members that it leaves out."""

    def reset(row: Any, sent: Any, writer: Any) -> Any:
        books = writer._books
        start = started(writer._table.columns, books.company.currency, books.moment)
        return row if writer._before is None else {**start, **sent}

    _stored(patch, "suppliers", reset)


@mutant(
    "daftra",
    "incomes",
    "refusal half done",
    "refused_changes_nothing",
    "get_income update_income delete_income",
    phases=("coverage",),
    boundaries=None,
)
def refusals_are_half_done(patch: pytest.MonkeyPatch) -> None:
    """A refused update is stored in part."""

    def wrap(update: Wrap) -> Wrap:
        def updated(self: Any, books: Any, call: Call) -> Answer:
            answer: Answer = update(self, books, call)
            row = self._row(books, call)
            if answer.status == 400 and row is not None and self.table.path == "incomes":
                books.records("incomes").change(row["id"], {"note": "half"})
            return answer

        return updated

    around(patch, Operations, "update", wrap)


@mutant(
    "daftra", "purchase invoices", "part not stored", "written_is_read", "create_purchase_invoice"
)
def only_one_line_is_kept(patch: pytest.MonkeyPatch) -> None:
    """A document keeps its last line alone, twice."""
    _lines(
        patch, "purchase_invoices", "PurchaseOrderItem", lambda lines: [*lines[-1:], *lines[-1:]]
    )


@mutant("daftra", "invoices", "part not stored", "written_is_read", "create_invoice")
def quantities_are_one(patch: pytest.MonkeyPatch) -> None:
    """Every line of an invoice has the quantity 1."""
    _lines(
        patch,
        "invoices",
        "InvoiceItem",
        lambda lines: [{**line, "quantity": "1"} for line in lines],
    )


@mutant(
    "daftra",
    "credit notes",
    "link broken",
    "written_is_read",
    "create_credit_note get_credit_note",
    phases=("stateful",),
)
def the_id_is_another(patch: pytest.MonkeyPatch) -> None:
    """A create answers an id that is not that of the record."""
    answering(
        patch,
        "POST",
        "/daftra/api2/credit_notes",
        saying(lambda body: {**body, "id": body["id"] + 90_000}, when=202),
    )


@mutant("daftra", "client payments", "part not stored", "written_is_read", "create_client_payment")
def payments_lose_their_currency(patch: pytest.MonkeyPatch) -> None:
    """A payment is always in one currency."""
    _stored(patch, "client_payments", lambda row, *_: {**row, "currency_code": "XTS"})


@mutant(
    "daftra", "journal accounts", "part not stored", "written_is_read", "create_journal_account"
)
def accounts_are_never_disabled(patch: pytest.MonkeyPatch) -> None:
    """A flag is stored the other way round."""
    _stored(
        patch,
        "journal_accounts",
        lambda row, *_: {**row, "disabled": 1 - int(row["disabled"] or 0)},
    )


@mutant("daftra", "journals", "part not stored", "written_is_read", "list_journals create_journal")
def the_lines_are_shown_backwards(patch: pytest.MonkeyPatch) -> None:
    """The lines of a journal are read in another order than they were written in."""

    def wrap(write: Wrap) -> Wrap:
        def written(self: Any, path: str, row: Any, view: Any) -> Any:
            record = write(self, path, row, view)
            if path == "journals":
                record["JournalTransaction"] = record["JournalTransaction"][::-1]
            return record

        return written

    around(patch, Books, "written", wrap)
