"""The shadow of a record: what must be read after what was written, of any kind of record.

Compared are the members that a write sends and a read shows. What a service works out itself,
or stores in another way than it is sent, is listed here with its reason.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from tooling import fuzz_daftra, fuzz_nuvio
from tooling.fuzz_exchange import Finding
from tooling.fuzz_meaning import differences, is_nothing
from tooling.fuzz_place import Place
from tooling.fuzz_target import Target

Record = Mapping[str, Any]

_OF_SALES = {
    "payment_status": "of its payments",
    **dict.fromkeys(("summary_subtotal", "summary_total", "summary_paid"), "of its lines"),
    "type": "of its path; no update changes it",
    **dict.fromkeys(("Deposit", "Document", "DocumentTitle", "InvoiceReminder"), "never shown"),
}
_OF_JOURNALS = dict.fromkeys(
    ("total_debit", "total_credit", "parent_cat_ids"), "of its journals and of what it lies in"
)
_WORKED_OUT: dict[str, dict[str, str]] = {
    "journals": dict.fromkeys(("total_debit", "total_credit"), "the sums of the lines"),
    "journal_accounts": _OF_JOURNALS,
    "journal_cats": _OF_JOURNALS,
    "invoices": _OF_SALES,
    "estimates": _OF_SALES,
    "credit_notes": _OF_SALES,
    "refund_receipts": _OF_SALES,
    "purchase_invoices": _OF_SALES,
    "purchase_refunds": _OF_SALES,
    "client_payments": {"extra_details": "no request describes it"},
    "invoice_payments": {"extra_details": "no request describes it"},
    "employee_asset": dict.fromkeys(("photo", "attachments"), "a name is sent, a file is shown"),
    "cost_center": {"cost_center_ids": "of what it lies in"},
    "purchase_debit_note": {"summary_total": "of its lines"},
    "products": {"discout_type": "another spelling of discount_type, which wins"},
    "notes": dict.fromkeys(("item_type", "item_id"), "a note stays where it was made"),
    "stock_transactions": {"quantity": "what goes out is negative"},
    "requisitions": {"date": "a day is kept of a moment"},
    "transactions": {
        "transactionDate": "the epoch beats it (published)",
        **dict.fromkeys(("matchedEntity", "matchedIncomes", "matchedExpenses"), "of its matches"),
    },
}
"""Members by kind of record that are not read as they were sent, each with its reason."""
_NUMBERS = ("no", "number", "code", "client_number", "supplier_number", "product_code")
_PARENTS = ("invoice_id", "purchase_order_id", "journal_id")
_FOLLOWS = {"status_date": "of the status", "discount_type": "of `discout_type` (observation)"}
_FOLLOWS_ELSEWHERE = {"invoice_payments": ("currency_code",)}
"""Members that another one of the same record sets, or the record that it refers to."""
_MOVES_BY_ITSELF = frozenset({"modified", "updated_at", "last_login", "current_balance"})
"""Members that change without a write to their record."""


def written_findings(
    place: Place,
    *,
    sent: Record,
    read: Record,
    before: Record | None,
    target: Target,
    date_format: str | None,
) -> Iterator[Finding]:
    """Judge what is read after a create (`before` None) or an update of `before`."""
    if place.name == "incomes":
        yield from fuzz_daftra.written_findings(sent, read, before, target, date_format)
        return
    if place.style == "nuvio" and place.name in fuzz_nuvio.DOCUMENTS:
        yield from fuzz_nuvio.written_findings(place.name, sent, read, before, target)
        return
    computed = {"id": "of the path, or given by the service", **_WORKED_OUT.get(place.name, {})}
    wanted = {
        name: _without_parents(value)
        for name, value in sent.items()
        if name not in computed and not _asks_for_the_usual(name, value)
    }
    yield from differences(wanted, read, date_format, "was written")


def _without_parents(value: Any) -> Any:
    """Leave out of each line what the service sets: the key of its document, the product's name."""
    if not isinstance(value, list):
        return value
    return [
        {
            name: inner
            for name, inner in line.items()
            if name not in _PARENTS and (name, inner) != ("item", "")
        }
        if isinstance(line, dict)
        else line
        for line in value
    ]


def _asks_for_the_usual(name: str, value: Any) -> bool:
    """Tell whether a key, number or currency is written as nothing: the service takes its own."""
    usual = name.endswith("_id") or name == "currency_code" or name in _NUMBERS
    return value in ("", 0, "0") and usual


def kept_findings(
    place: Place, left_out: Record, read: Record, date_format: str | None
) -> Iterator[Finding]:
    """Judge what an update of v1 left out: it stays as it was, which is published there alone."""
    if place.style != "v1":
        return
    follows = {*_FOLLOWS, *_FOLLOWS_ELSEWHERE.get(place.name, ())}
    computed = {*_WORKED_OUT.get(place.name, {}), *_MOVES_BY_ITSELF, *follows}
    kept = {name: value for name, value in left_out.items() if name not in computed}
    yield from differences(kept, read, date_format, "was read before and left out")


def lost_findings(
    place: Place, sent: Record, read: Record, seen: AbstractSet[str]
) -> Iterator[Finding]:
    """Judge what was written and is not there, though reads of other records have shown it."""
    if place.style == "v2":
        return
    for name in sorted((sent.keys() & seen) - read.keys()):
        if not is_nothing(sent[name]) and name not in _WORKED_OUT.get(place.name, {}):
            yield f"{name}: {sent[name]!r} was written, and nothing is read"


def unchanged_findings(
    place: Place, before: Record, now: Record, date_format: str | None
) -> Iterator[Finding]:
    """Judge two readings of a record that nobody wrote to in between."""
    if place.style == "nuvio":
        yield from fuzz_nuvio.same_findings(before, now)
        return
    kept = {name: value for name, value in before.items() if name not in _MOVES_BY_ITSELF}
    yield from differences(kept, now, date_format, "was read before")
    for name in sorted(kept.keys() - now.keys()):
        yield f"{name} was read before, and is not there any more"
