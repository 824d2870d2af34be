"""Invent a chart of accounts and the entries of a first month."""

from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.seeds.parties import CLIENTS
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.dice import pick, seeded_day

# Code, name, nature, and the index of the category above.
_CATEGORIES: tuple[tuple[str, str, str, int | None], ...] = (
    ("1", "Assets", "0", None),
    ("2", "Liabilities", "1", None),
    ("3", "Expenses", "0", None),
    ("4", "الإيرادات", "1", None),
    ("11", "Current assets", "0", 0),
)
# Code, name, nature, the index of the category, and the kind of record it is kept for.
_ACCOUNTS: tuple[tuple[str, str, str, int, str | None], ...] = (
    ("1101", "Main account", "0", 4, "treasury"),
    ("1102", "Receivables", "0", 4, "client"),
    ("2101", "VAT", "1", 1, "income_tax"),
    ("2201", "Payables", "1", 1, "supplier"),
    ("3101", "Rent", "0", 2, None),
    ("3102", "Office supplies", "0", 2, None),
    ("4101", "Sales", "1", 3, "income_category"),
    ("4102", "فوائد", "1", 3, None),
)
ENTRIES = 12
_LINES = 3 * ENTRIES


def seed_ledger(sower: Sower) -> None:
    """Insert categories and accounts; those the system books on are its own."""
    made: dict[str, Stored] = {
        "created": "2024-12-01 08:20:00",
        "modified": "2024-12-01 08:20:00",
    }
    categories = sower.ids(len(_CATEGORIES))
    sower.add(
        "journal_cats",
        [
            {
                **made,
                "id": number,
                "code": code,
                "name": name,
                "type": nature,
                "journal_cat_id": None if above is None else categories[above],
                "is_system": int(above is None),
            }
            for number, (code, name, nature, above) in zip(categories, _CATEGORIES, strict=True)
        ],
    )
    client = sower.ids(CLIENTS)[0]
    sower.add(
        "journal_accounts",
        [
            {
                **made,
                "id": number,
                "code": code,
                "name": name,
                "type": nature,
                "journal_cat_id": categories[above],
                "entity_type": role,
                "entity_id": client if role == "client" else None,
                "is_system": int(role is not None),
            }
            for number, (code, name, nature, above, role) in zip(
                sower.ids(len(_ACCOUNTS)), _ACCOUNTS, strict=True
            )
        ],
    )


def seed_journals(sower: Sower) -> None:
    """Insert entries: money comes in, a part of it is tax; all of them balance."""
    chance = sower.chance("journals")
    main, _, tax, _, rent, supplies, sales, interest = sower.ids(len(_ACCOUNTS))
    entries: list[dict[str, Stored]] = []
    lines: list[dict[str, Stored]] = []
    numbers = iter(sower.ids(_LINES))
    for index, number in enumerate(sower.ids(ENTRIES)):
        net, levy = (int(chance.random() * 90_000) + 100 for _ in range(2))
        booked = (
            ((main, net + levy, 0), (sales, 0, net), (tax, 0, levy))
            if index % 3
            else ((pick(chance, (rent, supplies)), net, 0), (main, 0, net))
        )
        if index == 1:
            booked = ((main, net, 0), (interest, 0, net))
        whole = _money(sum(debit for _, debit, _ in booked))
        moment = f"{seeded_day(chance, sower.today).isoformat()} 12:00:00"
        made: dict[str, Stored] = {"created": moment, "modified": moment}
        entries.append(
            {
                **made,
                "id": number,
                "number": f"{index + 1:06d}",
                "date": moment[:10],
                "name": f"Entry {index + 1}",
                "entity_type": "income" if index % 3 else None,
                "is_automatic": int(index % 3 != 0),
                "description": pick(chance, ("", "First month", "قيد افتتاحي")),
                "total_debit": whole,
                "total_credit": whole,
                "currency_debit": whole,
                "currency_credit": whole,
            }
        )
        for account, debit, credit in booked:
            lines.append(
                {
                    **made,
                    "id": next(numbers),
                    "journal_id": number,
                    "journal_account_id": account,
                    "debit": _money(debit),
                    "credit": _money(credit),
                    "currency_debit": _money(debit),
                    "currency_credit": _money(credit),
                    "currency_code": sower.company.currency,
                    "currency_rate": "1",
                }
            )
    sower.add("journals", entries)
    sower.add("journal_transactions", lines)


def _money(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"
