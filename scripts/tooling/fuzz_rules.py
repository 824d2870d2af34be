"""Rules between members, or about what exists: facts that no schema of either API can say.

Each is asked of what was sent, and of the service where that is not enough.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tooling.fuzz_exchange import Exchange
from tooling.fuzz_nuvio_rules import NUVIO_RULES, Rule, amount_of
from tooling.fuzz_subject import Subject

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_LOCAL_DAY = re.compile(r"(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})")
_WHOLE = 100
_FREE_CURRENCIES = ("purchase_invoices", "purchase_refunds", "requisitions")
"""Kinds whose schema lets any text be a currency; the others ask for three letters themselves."""
_UNLISTED = (
    *("action_id", "activity_id", "delivery_appointment_id", "follow_up_status_id", "item_id"),
    *("order_id", "partner_id", "source_id", "status_id", "stock_transfer_id"),
    "unit_factor_id",
)
_NEEDED = {
    "invoice_payments": ("invoice_id", "amount"),
    "client_payments": ("client_id", "amount"),
    **dict.fromkeys(("invoices", "estimates", "credit_notes", "refund_receipts"), ("client_id",)),
}
"""What a payment must name (published); the schemas let it be null, as reads do."""


def broken_rule(exchange: Exchange, subject: Subject) -> str | None:
    """Name the rule that a refused write breaks; None when it breaks none that is known."""
    return next((reason for reason, broken in RULES.items() if broken(exchange, subject)), None)


def names_no_day(exchange: Exchange, _subject: Subject) -> bool:
    """Tell whether a text is written like a day, and the calendar has none like it."""
    return any(_is_no_day(text) for text in _texts(exchange.sent))


def _no_currency(exchange: Exchange, _subject: Subject) -> bool:
    aim = exchange.aim
    if aim is None or aim.place.name not in _FREE_CURRENCIES:
        return False
    code = aim.place.sent_in(exchange.sent).get("currency_code")
    return isinstance(code, str) and not re.fullmatch("[A-Z]{3}", code)


def _misses_what_it_needs(exchange: Exchange, subject: Subject) -> bool:
    aim = exchange.aim
    if aim is None or aim.place.name not in _NEEDED:
        return False
    sent = aim.place.sent_in(exchange.sent)
    # What is no payment has its client required by the schema.
    wrapped = isinstance(exchange.sent, dict) and aim.place.wrapper in exchange.sent
    may_be_left_out = _creates(exchange) and aim.place.name.endswith("_payments") and wrapped
    return any(
        sent.get(name) in (None, "", 0, "0")
        for name in _NEEDED[aim.place.name]
        # A sandbox names what it complains of: another name is another reason.
        if (name in sent or may_be_left_out) and (subject.target.live or name in str(exchange.body))
    )


def _names_the_unlisted(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether a write refers to a kind of record that no list names, so none is known."""
    aim = exchange.aim
    sent = {} if aim is None else aim.place.sent_in(exchange.sent)
    return any(
        sent.get(name) not in (None, "", 0, "0")
        # A sandbox names what it complains of: another name is another reason.
        and (subject.target.live or name in str(exchange.body))
        for name in _UNLISTED
    )


def _two_discounts(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether percent and amount meet; what an update leaves out may hold one of them."""
    aim = exchange.aim
    if aim is None or "discount_amount" not in str(exchange.sent) + str(exchange.body):
        return False
    before = subject.read(aim.place, aim.record_id) if aim.verb == "update" else None
    both = {**(before or {}), **aim.place.sent_in(exchange.sent)}
    return bool(amount_of(both.get("discount")) and amount_of(both.get("discount_amount")))


def _discount_beyond_the_price(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether a discount is below 0, beyond 100 percent, or beyond what it is taken off."""
    aim = exchange.aim
    # A sandbox names what it complains of: another name is another reason.
    if aim is None or not (subject.target.live or "discount" in str(exchange.body)):
        return False
    sent = aim.place.sent_in(exchange.sent)
    # An update keeps the discount that it leaves out, and may make the lines cheaper.
    kept = subject.read(aim.place, aim.record_id) if aim.verb == "update" else None
    header = {**(kept or {}), **sent}
    lines = [
        line
        for name in ("InvoiceItem", "PurchaseOrderItem")
        for line in sent.get(name) or []
        if isinstance(line, dict)
    ]
    price = sum((_price(line) for line in lines), Decimal(0))
    return (
        not 0 <= amount_of(header.get("discount")) <= _WHOLE
        or not 0 <= amount_of(header.get("discount_amount")) <= max(price, Decimal(0))
        or any(not 0 <= amount_of(line.get("discount")) <= _most_off(line) for line in lines)
    )


def _price(line: dict[str, Any]) -> Decimal:
    quantity = line.get("quantity")
    # A line that does not say how many is one.
    return amount_of(line.get("unit_price")) * (1 if quantity is None else amount_of(quantity))


def _most_off(line: dict[str, Any]) -> Decimal:
    in_percent = str(line.get("discount_type") or 1) == "1"
    return min(_price(line), Decimal(_WHOLE)) if in_percent else _price(line)


def _category_inside_itself(exchange: Exchange, _subject: Subject) -> bool:
    aim = exchange.aim
    if aim is None or aim.place.name != "journal_cats" or aim.verb != "update":
        return False
    # Which categories lie inside which is what the service works out.
    return "inside the category itself" in str(exchange.body)


def _accepted_e_invoice(exchange: Exchange, subject: Subject) -> bool:
    aim = exchange.aim
    if aim is None or aim.verb != "update":
        return False
    before = subject.read(aim.place, aim.record_id) or {}
    told = subject.target.live or "e-invoice" in str(exchange.body)
    # The published answers do not show it.
    return bool(told and before.get("e_invoice_status", "not shown"))


def _states_what_is_paid(exchange: Exchange, subject: Subject) -> bool:
    """Tell whether an invoice says itself what is paid: a sample of advance payments does."""
    aim = exchange.aim
    return (
        aim is not None
        and aim.place.name == "invoices"
        and "payment_status" in aim.place.sent_in(exchange.sent)
        and (subject.target.live or "payment_status" in str(exchange.body))
    )


def _unbalanced_journal(exchange: Exchange, _subject: Subject) -> bool:
    aim = exchange.aim
    if aim is None or aim.place.name != "journals" or not isinstance(exchange.sent, dict):
        return False
    lines = exchange.sent.get("JournalTransaction")
    rows = [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    sums = {
        side: sum((amount_of(line.get(side)) for line in rows), Decimal(0))
        for side in ("debit", "credit")
    }
    header = aim.place.sent_in(exchange.sent)
    told = {side: header.get(f"total_{side}") for side in sums}
    return sums["debit"] != sums["credit"] or any(
        value not in (None, "") and amount_of(value) != sums[side] for side, value in told.items()
    )


RULES: dict[str, Rule] = {
    "names a day that does not exist": names_no_day,
    "names a currency that is none": _no_currency,
    "leaves out what a payment needs": _misses_what_it_needs,
    "refers to a kind of record that no list names": _names_the_unlisted,
    "takes a discount in percent and one in money": _two_discounts,
    "takes more off than the price": _discount_beyond_the_price,
    "changes an accepted e-invoice": _accepted_e_invoice,
    "says itself how far an invoice is paid": _states_what_is_paid,
    "puts a category inside itself": _category_inside_itself,
    "writes a journal whose sides differ": _unbalanced_journal,
    **NUVIO_RULES,
}
"""The rules by what breaks them."""


def _creates(exchange: Exchange) -> bool:
    return exchange.aim is not None and exchange.aim.verb == "create"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _is_no_day(text: str) -> bool:
    found = _DAY.match(text) or _LOCAL_DAY.match(text)
    if found is None:
        return False
    try:
        date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return True
    return False
