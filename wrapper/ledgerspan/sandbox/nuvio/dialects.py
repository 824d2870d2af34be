"""Write a Nuvio income as the published docs show it, or with the liberties seen elsewhere.

                 documented        observed
nothing there    left out          null
whole numbers    12.00             12
unitPrice        text when read, number when written: in both (published)
"""

import sqlite3
from typing import Any

from msgspec import Raw

from ledgerspan.sandbox.exchange import Dialect
from ledgerspan.sandbox.nuvio.incomes import Record


def write_income(record: Record, dialect: Dialect, *, just_written: bool) -> dict[str, Any]:
    """Write `record` as a list or a get shows it, or as the answer to its own write."""
    header = record.header
    rate = header["exchange_rate"]
    income: dict[str, Any] = {
        "id": header["id"],
        "invoiceNumber": header["invoice_number"],
        "invoiceStatus": header["invoice_status"],
        "paymentStatus": header["payment_status"],
        "description": header["description"],
        "dueDate": header["due_date"],
        "invoiceDate": header["invoice_date"],
        "currency": header["currency"],
        "exchangeRate": None if rate is None else _number(rate, dialect),
        "project": _reference(header, "project", "projectCode"),
        "customer": _reference(header, "customer", "entityCode"),
        "tags": [{"id": tag["id"], "name": tag["name"]} for tag in record.tags],
        "subTotal": _number(header["sub_total"], dialect),
        "totalTax": _number(header["total_tax"], dialect),
        "totalAmount": _number(header["total_amount"], dialect),
        "remainingAmount": _number(header["remaining_amount"], dialect),
        "items": [
            _item(item, record.taxes[item["place"]], dialect, just_written=just_written)
            for item in record.items
        ],
        "matchedPayments": [_payment(payment, dialect) for payment in record.payments],
    }
    return _present(income, dialect)


def _item(
    item: sqlite3.Row, taxes: list[sqlite3.Row], dialect: Dialect, *, just_written: bool
) -> dict[str, Any]:
    price = item["unit_price"]
    written = {
        "id": item["id"],
        "productCode": item["product_code"],
        "productId": item["product_id"],
        "productName": item["product_name"],
        "quantity": _number(item["quantity"], dialect),
        "unitPrice": _number(price, dialect) if just_written else price,
        "totalTaxes": _number(item["total_taxes"], dialect),
        "totalAmount": _number(item["total_amount"], dialect),
        "itemTaxes": [
            {
                "taxId": tax["tax_id"],
                "taxName": tax["name"],
                "taxAmount": _number(tax["amount"], dialect),
            }
            for tax in taxes
        ],
    }
    return _present(written, dialect)


def _payment(payment: sqlite3.Row, dialect: Dialect) -> dict[str, Any]:
    return {
        "bankAccountId": payment["bank_account_id"],
        "bankAccountName": payment["bank_account_name"],
        "transactionId": payment["transaction_id"],
        "amount": _number(payment["amount"], dialect),
        "currency": payment["currency"],
        "description": payment["description"],
        "transactionDate": payment["transaction_date"],
    }


def _reference(header: sqlite3.Row, thing: str, code: str) -> dict[str, str] | None:
    if header[f"{thing}_id"] is None:
        return None
    return {
        "id": header[f"{thing}_id"],
        "name": header[f"{thing}_name"],
        code: header[f"{thing}_code"],
    }


def _number(digits: str, dialect: Dialect) -> Raw:
    """Write stored digits as a JSON number: they are one already, so they go out as they are."""
    whole, _, fraction = digits.partition(".")
    without_fraction = dialect == "observed" and not fraction.strip("0")
    return Raw((whole if without_fraction else digits).encode())


def _present(members: dict[str, Any], dialect: Dialect) -> dict[str, Any]:
    if dialect == "observed":
        return members
    return {name: value for name, value in members.items() if value is not None}
