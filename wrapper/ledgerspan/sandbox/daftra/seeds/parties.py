"""Invent clients, suppliers and employees."""

from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.dice import happens, pick
from ledgerspan.sandbox.vocabulary import FIRMS, NOTES, PEOPLE

CLIENTS = 16
SUPPLIERS = 6
STAFF = 3

_CITIES = {"SA": ("Riyadh", "جدة"), "EG": ("Cairo", "الإسكندرية")}
_BUSINESS, _INDIVIDUAL = 3, 2


def seed_clients(sower: Sower) -> None:
    """Insert the clients that incomes and documents refer to; one has nothing but a name."""
    chance = sower.chance("clients")
    company = sower.company
    names = (*PEOPLE, *FIRMS)
    rows: list[dict[str, Stored]] = []
    for index, number in enumerate(sower.ids(CLIENTS)):
        name = names[(index + company.number) % len(names)]
        if index == CLIENTS - 1:
            rows.append({"id": number, "business_name": name})
            continue
        first, _, last = name.partition(" ")
        person = name in PEOPLE
        rows.append(
            {
                "id": number,
                "is_offline": int(happens(chance, 0.3)),
                "client_number": f"{number:06d}",
                "staff_id": pick(chance, (None, sower.ids(STAFF)[0])),
                "business_name": name,
                "first_name": first if person else "",
                "last_name": last if person else "",
                "email": f"client{number}@{company.subdomain}.example",
                "city": pick(chance, _CITIES[company.country]),
                # Arabic-Indic digits are common in numbers (observation 6).
                "phone1": pick(chance, ("", "+966 11 000 0000", "٠١٢٣٤٥٦٧٨٩")),
                "country_code": company.country,
                "notes": pick(chance, NOTES) if happens(chance, 0.3) else "",
                "default_currency_code": company.currency if happens(chance, 0.8) else None,
                "category": pick(chance, ("", "Wholesale", "تجزئة")),
                "bn1": f"3000000{number:04d}00003" if not person else "",
                "bn1_label": "VAT" if not person else "",
                "starting_balance": "150.75" if happens(chance, 0.2) else None,
                "type": _INDIVIDUAL if person else _BUSINESS,
                "birth_date": "1988-02-29" if person and happens(chance, 0.3) else None,
                "gender": pick(chance, (1, 2)) if person else None,
                "suspend": int(happens(chance, 0.1)),
                "last_login": "2026-05-04 08:30:00" if happens(chance, 0.3) else None,
                "map_location": "24.7136,46.6753,12" if happens(chance, 0.2) else None,
                "created": f"2025-01-{index + 1:02d} 10:00:00",
                "modified": f"2025-02-{index + 1:02d} 10:00:00",
            }
        )
    sower.add("clients", rows)


def seed_suppliers(sower: Sower) -> None:
    """Insert the suppliers that products and purchases refer to."""
    company = sower.company
    sower.add(
        "suppliers",
        [
            {
                "id": number,
                "supplier_number": number,
                "business_name": FIRMS[(index + company.number) % len(FIRMS)],
                "first_name": "",
                "email": f"supplier{number}@{company.subdomain}.example",
                "country_code": company.country,
                "default_currency_code": company.currency if index % 2 else "EUR",
                "created": f"2025-01-{index + 1:02d} 11:00:00",
                "modified": f"2025-01-{index + 1:02d} 11:00:00",
            }
            for index, number in enumerate(sower.ids(SUPPLIERS))
        ],
    )


def seed_staff(sower: Sower) -> None:
    """Insert the employees; each is added by the one before, the first by the owner."""
    company = sower.company
    sower.add(
        "staff",
        [
            {
                "id": number,
                "added_by": number - 1 if index else None,
                "role_id": 1 + index,
                "name": PEOPLE[index + company.number],
                "email_address": f"staff{number}@{company.subdomain}.example",
                "country_code": company.country,
                "active": int(index < STAFF - 1),
                "hourly_rate": "35.50" if index else None,
                "hourly_rate_currency_code": company.currency if index else None,
                # Each account has two stores and three treasuries; the first are the main ones.
                "default_store_id": 1 + 2 * company.number,
                "default_treasury_id": 1 + 3 * company.number if index else None,
                "language_code": "41",
                "created": f"2024-12-{index + 1:02d} 09:00:00",
            }
            for index, number in enumerate(sower.ids(STAFF))
        ],
    )
