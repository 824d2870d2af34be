"""Invent taxes, treasuries and expenses."""

from dataclasses import dataclass
from decimal import Decimal

from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.seeds.parties import CLIENTS
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.dice import happens, pick, seeded_day
from ledgerspan.sandbox.exactjson import write_json
from ledgerspan.sandbox.money import currency_digits
from ledgerspan.sandbox.vocabulary import BANKS, CATEGORIES, FIRMS, NOTES

EXPENSES = 24
TREASURIES = 3
# Expenses share the table of incomes; far away, they leave the ids of incomes as they are.
FIRST_EXPENSE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Levy:
    """A tax of an account: its id, name and rate in percent."""

    number: int
    name: str
    rate: int


VAT = {"SA": Levy(1, "VAT 15%", 15), "EG": Levy(1, "ضريبة القيمة المضافة", 14)}
ZERO_RATED = Levy(2, "Zero rated", 0)
SERVICE = Levy(3, "Service charge", 5)


def seed_taxes(sower: Sower) -> None:
    """Insert the taxes that incomes name: every account has its own 1, 2 and 3."""
    levies = (VAT[sower.company.country], ZERO_RATED, SERVICE)
    sower.add(
        "taxes",
        [
            {
                "id": levy.number,
                "name": levy.name,
                "value": f"{levy.rate}.00",
                "description": "" if levy.rate else "Exports",
                "included": int(levy is SERVICE),
                "created": "2024-12-01 08:00:00",
                "modified": "2024-12-01 08:00:00",
            }
            for levy in levies
        ],
    )


def seed_treasuries(sower: Sower) -> None:
    """Insert a main account, a cash drawer and one in foreign money without a balance."""
    bank, cash, savings = sower.ids(TREASURIES)
    made: dict[str, Stored] = {
        "created": "2024-12-01 08:10:00",
        "modified": "2024-12-01 08:10:00",
    }
    sower.add(
        "treasuries",
        [
            {
                **made,
                "id": bank,
                "name": BANKS[0],
                "type": 1,
                "type_name": "Invented Bank",
                "type_account_number": f"SB00 0000 {bank:04d}",
                "is_primary": 1,
                "balance": "125000.50",
            },
            {**made, "id": cash, "name": BANKS[1], "balance": "0"},
            {
                **made,
                "id": savings,
                "name": BANKS[2],
                "type": 1,
                "active": 0,
                "currency_code": "EUR",
            },
        ],
    )


def seed_expenses(sower: Sower) -> None:
    """Insert the expenses, some of them for a client, some with the account's first tax."""
    chance = sower.chance("expenses")
    company = sower.company
    vat = VAT[company.country]
    digits = currency_digits(company.currency)
    rows: list[dict[str, Stored]] = []
    for number in sower.ids(EXPENSES):
        amount = Decimal(int(chance.random() ** 2 * 900_000) + 1).scaleb(-digits)
        share = Decimal(vat.rate) / 100
        taxed: dict[str, Stored] = {
            "tax1_id": vat.number,
            "tax1_name": vat.name,
            "tax1_value": f"{vat.rate}.00",
            "tax1_amount": f"{amount * share:.{digits}f}",
            "tax1_included": 0,
        }
        links = [f"https://files.invalid/expenses/{number}/1.pdf?expires=6000"]
        rows.append(
            {
                "id": FIRST_EXPENSE + number,
                "amount": str(amount),
                "vendor": pick(chance, FIRMS),
                "category": pick(chance, CATEGORIES) if happens(chance, 0.9) else "",
                "date": seeded_day(chance, sower.today).isoformat(),
                "note": pick(chance, NOTES) if happens(chance, 0.5) else "",
                "client_id": (pick(chance, sower.ids(CLIENTS)) if happens(chance, 0.25) else None),
                **(taxed if happens(chance, 0.5) else {}),
                "attachments": write_json(links if happens(chance, 0.2) else []).decode(),
            }
        )
    sower.add("expenses", rows)
