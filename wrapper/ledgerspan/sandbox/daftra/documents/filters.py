"""What the lists of sales documents can be narrowed to (published; most seen to work).

A value that cannot be meant, such as a word for an id, matches nothing: what the real service
does with it is not known.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ledgerspan.sandbox.daftra.books import Books
from ledgerspan.sandbox.daftra.documents.settlement import PARTLY_PAID, UNPAID
from ledgerspan.sandbox.daftra.table import Condition
from ledgerspan.sandbox.exactjson import read_json

_EQUAL = (
    "client_id",
    "type",
    "follow_up_status",
    "currency_code",
    "po_number",
    "subscription_id",
    "work_order_id",
    "source_type",
    "source_id",
    "order_source_id",
    "staff_id",
    "pos_shift_id",
    "requisition_delivery_status",
)
_KEYWORDS = ("no", "po_number", "client_business_name", "client_email")
FILTERS: dict[str, str] = {
    **{name: f"{name} = ?" for name in _EQUAL},
    "draft": "draft = (? IN ('1', 'true'))",
    # A part of the number is enough (published).
    "no": "instr(no, ?) > 0",
    "einvoice_status": "e_invoice_status = ?",
    "summary_total_from": "CAST(summary_total AS REAL) >= CAST(? AS REAL)",
    "summary_total_to": "CAST(summary_total AS REAL) <= CAST(? AS REAL)",
    "date_from": "date >= ?",
    "date_to": "date <= ?",
    "due_date_from": "due_date >= ?",
    "due_date_to": "due_date <= ?",
    # Only the day counts, and it is in (observation 5).
    "created_from": "date(created) >= substr(?, 1, 10)",
    "created_to": "date(created) <= substr(?, 1, 10)",
    "keywords": "instr(lower("
    + " || ' ' || ".join(f"coalesce({name}, '')" for name in _KEYWORDS)
    + "), lower(?)) > 0",
    "item": "id IN (SELECT invoice_id FROM daftra_invoice_items AS line"
    " WHERE line.company = daftra_invoices.company AND instr(lower(item), lower(?)) > 0)",
}

_DRAFTS, _DUE, _OVERDUE = "-1", "-2", "-3"


def status_condition(parameters: Mapping[str, str], books: Books) -> Iterator[Condition]:
    """Narrow by `payment_status`: its own codes, and -1 draft, -2 due, -3 overdue."""
    wanted = parameters.get("payment_status")
    opened = f"draft = 0 AND payment_status IN ({UNPAID}, {PARTLY_PAID})"
    if wanted == _DRAFTS:
        yield "draft = 1", ()
    elif wanted == _DUE:
        yield opened, ()
    elif wanted == _OVERDUE:
        yield f"{opened} AND due_date < ?", (books.today.isoformat(),)
    elif wanted is not None:
        yield "payment_status = ?", (wanted,)


def custom_field_condition(
    parameters: Mapping[str, str], books: Books, path: str
) -> Iterator[Condition]:
    """Narrow by `custom_field`, and by `custom_field_label` where that is given too."""
    wanted = parameters.get("custom_field")
    if wanted is None:
        return
    label = parameters.get("custom_field_label")
    numbers = [
        row["id"]
        for row in books.records(path).page(-1, 0, [("InvoiceCustomField IS NOT NULL", ())])
        for name, value in custom_values(read_json(row["InvoiceCustomField"].encode()))
        if value == wanted and label in (None, name)
    ]
    yield f"id IN ({', '.join(map(str, numbers))})", ()


def custom_values(block: Any) -> Iterator[tuple[str, str]]:
    """Give label and value of each custom field; how the block looks is published nowhere.

    Taken are a map from label to value, and rows that have a `label` and a `value`.
    """
    if isinstance(block, list):
        for each in block:
            yield from custom_values(each)
    elif isinstance(block, dict) and {"label", "value"} <= block.keys():
        yield str(block["label"]), str(block["value"])
    elif isinstance(block, dict):
        for name, value in block.items():
            yield name, str(value)
