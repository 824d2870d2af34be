"""Invent the documents and payments of a company, by the rules that writes go through."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.documents.pricing import decimal_of
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.daftra.seeds.writing import Row, write_by_rules
from ledgerspan.sandbox.dice import happens, pick, seeded_day
from ledgerspan.sandbox.vocabulary import NOTES, PRODUCTS

_INVOICES, _ESTIMATES, _REFUNDS, _PURCHASES = 12, 3, 2, 3
_CLIENT_PAYMENTS = (1, 1, 2)
_METHODS = ("cash", "bank_transfer", "credit_card")
_ACCEPTED = "accepted"
"""An invented word: what the state of an accepted e-invoice looks like is not known."""
_ALL = -1
_EVERY_FOURTH = 3
_SHARES = (
    (),
    (Decimal(1),),
    (Decimal("0.5"),),
    (Decimal("0.25"), Decimal("0.5")),
    (Decimal("1.25"),),
)
"""Parts of a total that are paid: of nothing to more than everything."""


def seed_documents(sower: Sower) -> None:
    """Insert sales and purchase documents, and payments of every state."""
    writer = _Writer(sower.books, sower.chance("documents"))
    invoices = [writer.invoice(index) for index in range(_INVOICES)]
    for index in range(_ESTIMATES):
        writer.sale("estimates", {"draft": int(index == 0)})
    for path in ("credit_notes", "refund_receipts"):
        for index in range(_REFUNDS):
            writer.sale(path, {"subscription_id": invoices[index] if index else None})
    for path in ("purchase_invoices", "purchase_refunds"):
        for _ in range(_PURCHASES):
            writer.purchase(path)
    for status in _CLIENT_PAYMENTS:
        writer.client_payment(status)


class _Writer:
    """Writes records as calls would, with dice."""

    def __init__(self, books: Books, chance: Random) -> None:
        self._books = books
        self._chance = chance
        self._found = {
            path: [row["id"] for row in books.records(path).page(_ALL, 0, order="id")]
            for path in ("clients", "suppliers", "products", "taxes", "stores", "treasuries")
        }
        # The other half is referred to by no document, and so can be deleted.
        for path in ("clients", "suppliers", "products"):
            self._found[path] = self._found[path][: len(self._found[path]) // 2]

    def invoice(self, index: int) -> int:
        """Write an invoice: a draft, an accepted e-invoice, or one with up to two payments."""
        draft = int(index % 4 == _EVERY_FOURTH)
        number = self.sale("invoices", {"draft": draft, "due_after": pick(self._chance, (0, 30))})
        invoice = self._books.find("invoices", number)
        if invoice is None:
            raise AssertionError("what was written is found")
        if self._books.company.country == "SA" and index % 5 == 1 and not draft:
            self._books.records("invoices").change(number, {"e_invoice_status": _ACCEPTED})
        if not draft:
            for share in pick(self._chance, _SHARES):
                self._payment(number, f"{decimal_of(invoice['summary_total']) * share:.2f}")
        return number

    def sale(self, path: str, values: Row) -> int:
        """Write a sales document of a client."""
        chance = self._chance
        stores = self._found["stores"]
        return self._write(
            path,
            {
                "client_id": pick(chance, self._found["clients"]),
                "store_id": stores[0] if stores else None,
                "notes": pick(chance, NOTES) if happens(chance, 0.5) else None,
                "po_number": f"PO-{pick(chance, range(100, 999))}"
                if happens(chance, 0.3)
                else None,
                "discount": "10" if happens(chance, 0.2) else "0",
                **self._dated(),
                **values,
            },
            {"InvoiceItem": list(self._lines())},
        )

    def purchase(self, path: str) -> int:
        """Write a purchase document of a supplier."""
        suppliers = self._found["suppliers"]
        return self._write(
            path,
            {
                "supplier_id": pick(self._chance, suppliers) if suppliers else None,
                "is_received": int(happens(self._chance, 0.5)),
                "date": seeded_day(self._chance, self._books.today).isoformat(),
            },
            {"PurchaseOrderItem": list(self._lines())},
        )

    def client_payment(self, status: int) -> int:
        """Write money that a client paid without naming an invoice."""
        return self._write(
            "client_payments",
            {
                "client_id": pick(self._chance, self._found["clients"]),
                "amount": f"{pick(self._chance, range(50, 900))}.00",
                "status": status,
                "payment_method": pick(self._chance, _METHODS),
                "currency_code": self._books.company.currency,
            },
            {},
        )

    def _payment(self, invoice: int, amount: str) -> None:
        treasuries = self._found["treasuries"]
        self._write(
            "invoice_payments",
            {
                "invoice_id": invoice,
                "amount": amount,
                "payment_method": pick(self._chance, _METHODS),
                "treasury_id": treasuries[0] if treasuries else None,
                "status": 1 if happens(self._chance, 0.85) else 2,
            },
            {},
        )

    def _lines(self) -> Iterator[Row]:
        chance = self._chance
        products, taxes = self._found["products"], self._found["taxes"]
        for _ in range(pick(chance, (1, 1, 2, 3))):
            yield {
                "item": pick(chance, PRODUCTS),
                "description": pick(chance, NOTES) if happens(chance, 0.2) else None,
                "unit_price": f"{pick(chance, range(5, 900))}.{pick(chance, range(0, 100, 5)):02d}",
                "quantity": pick(chance, ("1", "2", "5", "0.5", "12.000")),
                "product_id": pick(chance, products) if products and happens(chance, 0.7) else None,
                "tax1": taxes[0] if taxes and happens(chance, 0.7) else None,
                "tax2": taxes[-1] if taxes and happens(chance, 0.1) else None,
                "discount": "5" if happens(chance, 0.2) else "0",
                "discount_type": pick(chance, (1, 2)),
            }

    def _dated(self) -> Row:
        day = seeded_day(self._chance, self._books.today).isoformat()
        return {"date": day, "created": f"{day} 09:30:00", "modified": f"{day} 09:30:00"}

    def _write(self, path: str, values: Row, children: dict[str, list[Row]]) -> int:
        return write_by_rules(self._books, path, values, children)
