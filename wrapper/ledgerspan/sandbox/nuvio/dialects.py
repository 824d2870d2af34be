"""Write a Nuvio record as the published docs show it, or with the liberties seen elsewhere.

                 documented        observed
nothing there    left out          null
whole numbers    12.00             12
unitPrice        text when read, number when written: in both (published)
"""

import sqlite3
from typing import Any

from msgspec import Raw

from ledgerspan.sandbox.exchange import Dialect
from ledgerspan.sandbox.nuvio.documents import Record
from ledgerspan.sandbox.nuvio.kinds import EXPENSE, INCOME, Kind


def write_document(
    kind: Kind, record: Record, dialect: Dialect, *, just_written: bool
) -> dict[str, Any]:
    """Write `record` as a list or a get shows it, or as the answer to its own write."""
    header = record.header
    rate = header["exchange_rate"]
    status = {"invoiceStatus": header["status"]} if kind is INCOME else {}
    document: dict[str, Any] = {
        "id": header["id"],
        kind.number: header["number"],
        **status,
        "paymentStatus": header["payment_status"],
        "description": header["description"],
        "dueDate": header["due_date"],
        kind.day: header["day"],
        "currency": header["currency"],
        "exchangeRate": None if rate is None else number(rate, dialect),
        "project": _reference(header, "project", "projectCode", dialect),
        kind.party: _reference(header, "party", "entityCode", dialect),
        "tags": [{"id": tag["id"], "name": tag["name"]} for tag in record.tags],
        "subTotal": number(header["sub_total"], dialect),
        "totalTax": number(header["total_tax"], dialect),
        "totalAmount": number(header["total_amount"], dialect),
        "remainingAmount": number(header["remaining_amount"], dialect),
        "items": [
            _item(kind, item, record.taxes[item["place"]], dialect, just_written=just_written)
            for item in record.items
        ],
        "matchedPayments": [_match(match, dialect) for match in record.matches],
    }
    return present(document, dialect)


def number(digits: str, dialect: Dialect) -> Raw:
    """Write stored digits as a JSON number: they are one already, so they go out as they are."""
    whole, _, fraction = digits.partition(".")
    without_fraction = dialect == "observed" and not fraction.strip("0")
    return Raw((whole if without_fraction else digits).encode())


def present(members: dict[str, Any], dialect: Dialect) -> dict[str, Any]:
    """Leave out what is None, or not."""
    if dialect == "observed":
        return members
    return {name: value for name, value in members.items() if value is not None}


def _item(
    kind: Kind,
    item: sqlite3.Row,
    taxes: list[sqlite3.Row],
    dialect: Dialect,
    *,
    just_written: bool,
) -> dict[str, Any]:
    price = item["unit_price"]
    detail = {"itemDetail": item["detail"]} if kind is EXPENSE else {}
    written = {
        "id": item["id"],
        **detail,
        "productCode": item["product_code"],
        "productId": item["product_id"],
        "productName": item["product_name"],
        "quantity": number(item["quantity"], dialect),
        "unitPrice": number(price, dialect) if just_written else price,
        "totalTaxes": number(item["total_taxes"], dialect),
        "totalAmount": number(item["total_amount"], dialect),
        "itemTaxes": [
            {
                "taxId": tax["tax_id"],
                "taxName": tax["name"],
                "taxAmount": number(tax["amount"], dialect),
            }
            for tax in taxes
        ],
    }
    return present(written, dialect)


def _match(match: sqlite3.Row, dialect: Dialect) -> dict[str, Any]:
    written = {
        "bankAccountId": match["account_id"],
        "bankAccountName": match["account_name"],
        "transactionId": match["transaction_id"],
        "amount": number(match["amount"], dialect),
        "currency": match["currency"],
        "description": match["description"],
        "transactionDate": match["happened"],
    }
    return present(written, dialect)


def _reference(
    header: sqlite3.Row, thing: str, code: str, dialect: Dialect
) -> dict[str, Any] | None:
    if header[f"{thing}_id"] is None:
        return None
    reference = {
        "id": header[f"{thing}_id"],
        "name": header[f"{thing}_name"],
        code: header[f"{thing}_code"],
    }
    return present(reference, dialect)
