"""A valid draft and a change for every resource of both providers."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from ledgerspan import (
    AccountDraft,
    ContactRole,
    Direction,
    ExpenseDraft,
    IncomeDraft,
    JournalEntryDraft,
    JournalLineDraft,
    LedgerAccountDraft,
    LineDraft,
    ProductDraft,
    ProjectDraft,
    TagDraft,
    TaxDraft,
    TransactionDraft,
)
from ledgerspan.models import AccountKind
from ledgerspan.sandbox import Sandbox

from tests.live import bills, sales
from tests.live.payables import Payable, open_invoice, payable, paying, paying_in, paying_out
from tests.live.people import plain_contact

NOTE = "دفعة ٢\r\n<b>half</b> 🧾"
_DAY = date(2026, 3, 5)


class Place(msgspec.Struct, frozen=True):
    """Name a resource of a provider; `part` tells drafts of different shapes apart."""

    provider: str
    accessor: str
    part: str = ""

    def __str__(self) -> str:
        """Return the words that a test is named by."""
        return "-".join(filter(None, (self.provider, self.accessor, self.part)))

    @property
    def can_change(self) -> bool:
        """Whether there is an update: Nuvio's payments stay as they are."""
        return self not in _FIXED

    @property
    def can_delete(self) -> bool:
        """Whether there is a delete: Nuvio has none."""
        return self.provider == "daftra"

    @property
    def apart(self) -> dict[str, str]:
        """What tells an id apart where Daftra's resources are joined."""
        if self.provider == "nuvio" or not self.part:
            return {}
        if self.accessor == "contacts":
            return {"role": self.part}
        return {"raw_kind": f"{self.part}_payments"}


class Change(msgspec.Struct, frozen=True):
    """Name one change, and the members of the provider's body that it touches."""

    given: dict[str, Any]
    touches: tuple[str, ...]


def drafted(box: Sandbox, place: Place, number: int = 1) -> Any:
    """Draft one; other numbers make others. The request log is left empty."""
    draft = _DRAFTS[place](box, number)
    box.requests.clear()
    return draft


def bearing(box: Sandbox, place: Place, once: str) -> Any:
    """Draft one whose member for references is free, or says the reference already."""
    draft = drafted(box, place)
    key = place.provider, place.accessor
    if key in _NAMED_BY:
        return msgspec.structs.replace(draft, name=once)
    return msgspec.structs.replace(draft, **dict.fromkeys(_FREED.get(key, ())))


def change_of(place: Place, number: int = 1) -> Change:
    """Return one change that the resource takes; other numbers make others."""
    body = _BODIES.get(place)
    text = f"بديل {number}"
    if place.accessor == "bill_refunds":
        # A read shows no lines of a refund, so an update has to give them.
        given = {"number": f"OTHER-{number}", "lines": bills.LINES}
        return Change(given, ("PurchaseRefund.no", "PurchaseOrderItem"))
    if place.accessor == "bills":
        return Change({"number": f"OTHER-{number}"}, ("PurchaseOrder.no",))
    if body is not None:
        return Change({"description": text}, (body,))
    named = "name" if place.provider == "nuvio" else f"{_MODELS[place.accessor]}.name"
    return Change({"name": text}, (named,))


def _money(shape: Callable[..., Any], number: int, **given: Any) -> Any:
    amount = Decimal("12.50") + number
    return shape(date=_DAY, currency="SAR", amount=amount, description=f"{NOTE} {number}", **given)


def _lined(shape: Callable[..., Any], number: int, **given: Any) -> Any:
    lines = tuple(
        LineDraft(quantity=Decimal(each), unit_price=Decimal("12.50") + number) for each in (1, 2)
    )
    return shape(date=_DAY, currency="SAR", lines=lines, description=f"{NOTE} {number}", **given)


def _entry(number: int) -> JournalEntryDraft:
    ten = Decimal(10 + number)
    return JournalEntryDraft(
        date=None,
        currency="SAR",
        lines=(JournalLineDraft(account="5", debit=ten), JournalLineDraft(account="1", credit=ten)),
        description=f"{NOTE} {number}",
    )


def _movement(box: Sandbox, number: int) -> TransactionDraft:
    with box.nuvio() as nuvio:
        account = next(each.id for each in nuvio.accounts.list() if each.integration == "Manual")
    return TransactionDraft(
        date=_DAY,
        amount=Decimal("12.50") + number,
        direction=Direction.OUT,
        account=account,
        description=f"{NOTE} {number}",
    )


def _through_account(box: Sandbox, number: int) -> Any:
    found: Payable = payable(box)
    amount = Decimal("1.5") + number
    return paying(document=found.income, account=found.account, amount=amount, description=NOTE)


def _out(box: Sandbox, number: int) -> Any:
    return paying_out(payable(box), amount=Decimal("1.5") + number, description=NOTE)


def _invoice_payment(box: Sandbox, number: int) -> Any:
    return paying_in(document=open_invoice(box), amount=Decimal("1.5") + number, description=NOTE)


def _client_payment(_: Sandbox, number: int) -> Any:
    return paying_in(contact="3", amount=Decimal("1.5") + number, description=NOTE)


_DRAFTS: dict[Place, Callable[[Sandbox, int], Any]] = {
    Place("daftra", "incomes"): lambda _, n: _money(
        IncomeDraft, n, vendor="مكتبة", contact="1", taxes=("1",), category="Consulting"
    ),
    Place("daftra", "expenses"): lambda _, n: _money(ExpenseDraft, n, vendor="مكتبة"),
    **{
        Place("daftra", name): lambda _, n, name=name: sales.full(  # type: ignore[misc]
            name, number=f"NEW-{n}", description=f"{NOTE} {n}"
        )
        for name in sales.NAMES
    },
    **{
        Place("daftra", name): lambda _, n, name=name: bills.plain(  # type: ignore[misc]
            name, number=f"NEW-{n}", currency="SAR"
        )
        for name in bills.DRAFTS
    },
    Place("daftra", "contacts", "customer"): lambda _, n: plain_contact(
        name=f"مؤسسة {n}", code=f"{4700 + n}", description=NOTE
    ),
    Place("daftra", "contacts", "supplier"): lambda _, n: plain_contact(
        name=f"مؤسسة {n}", role=ContactRole.SUPPLIER, code=f"{4700 + n}", description=NOTE
    ),
    Place("daftra", "products"): lambda _, n: ProductDraft(
        name=f"بن {n}", code=f"CB-{n}", unit_price=Decimal("80.125"), description=NOTE, taxes=("1",)
    ),
    Place("daftra", "payments", "invoice"): _invoice_payment,
    Place("daftra", "payments", "client"): _client_payment,
    Place("daftra", "accounts"): lambda _, n: AccountDraft(
        name=f"صندوق {n}", kind=AccountKind.BANK, description=NOTE
    ),
    Place("daftra", "taxes"): lambda _, n: TaxDraft(
        name=f"رسوم {n}", rate=Decimal("2.5"), description=NOTE
    ),
    Place("daftra", "ledger_accounts"): lambda _, n: LedgerAccountDraft(
        name=f"نظافة {n}", side_text="0", code=f"{3200 + n}", category="3"
    ),
    Place("daftra", "journal_entries"): lambda _, n: _entry(n),
    Place("nuvio", "incomes"): lambda _, n: _lined(IncomeDraft, n),
    Place("nuvio", "expenses"): lambda _, n: _lined(ExpenseDraft, n),
    Place("nuvio", "contacts"): lambda _, n: plain_contact(name=f"مؤسسة {n}", email="a@b.example"),
    Place("nuvio", "products"): lambda _, n: ProductDraft(name=f"بن {n}"),
    Place("nuvio", "payments", "in"): _through_account,
    Place("nuvio", "payments", "out"): _out,
    Place("nuvio", "accounts"): lambda _, n: AccountDraft(
        name=f"صندوق {n}", currency="EUR", number=f"XX00000000000000{n:02}"
    ),
    Place("nuvio", "transactions"): _movement,
    Place("nuvio", "taxes"): lambda _, n: TaxDraft(name=f"رسوم {n}"),
    Place("nuvio", "projects"): lambda _, n: ProjectDraft(name=f"رصيف {n}"),
    Place("nuvio", "tags"): lambda _, n: TagDraft(name=f"شمال {n}"),
}
PLACES = tuple(_DRAFTS)
_FIXED = {place for place in PLACES if (place.provider, place.accessor) == ("nuvio", "payments")}
CHANGING = tuple(place for place in PLACES if place.can_change)
DELETING = tuple(place for place in PLACES if place.can_delete)
# The member of the body that a description is written to.
_BODIES = {
    Place("daftra", "incomes"): "Income.note",
    Place("daftra", "expenses"): "Expense.note",
    Place("daftra", "invoices"): "Invoice.notes",
    Place("daftra", "estimates"): "Estimate.notes",
    Place("daftra", "credit_notes"): "CreditNote.notes",
    Place("daftra", "refund_receipts"): "RefundReceipt.notes",
    Place("daftra", "contacts", "customer"): "Client.notes",
    Place("daftra", "contacts", "supplier"): "Supplier.notes",
    Place("daftra", "products"): "Product.description",
    Place("daftra", "payments", "invoice"): "InvoicePayment.notes",
    Place("daftra", "payments", "client"): "ClientPayment.notes",
    Place("daftra", "journal_entries"): "Journal.description",
    Place("nuvio", "incomes"): "description",
    Place("nuvio", "expenses"): "description",
    Place("nuvio", "transactions"): "description",
}
_MODELS = {"accounts": "Treasury", "taxes": "Tax", "ledger_accounts": "JournalAccount"}
# Where a reference stands, when it stands in a member that a draft may have filled.
_FREED = {
    **{("daftra", name): ("number", "reference") for name in sales.NAMES},
    **{("daftra", name): ("number",) for name in bills.DRAFTS},
    ("daftra", "contacts"): ("code",),
    ("daftra", "products"): ("code",),
    ("daftra", "ledger_accounts"): ("code",),
}
_NAMED_BY = {("nuvio", name) for name in ("accounts", "taxes", "tags")}
