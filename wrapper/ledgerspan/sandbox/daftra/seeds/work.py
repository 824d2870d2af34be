"""Invent branches, work orders, the time that went to them, and visits of clients."""

from ledgerspan.sandbox.daftra.operating.branches import MAIN
from ledgerspan.sandbox.daftra.seeds.follow_ups import STATUSES
from ledgerspan.sandbox.daftra.seeds.goods import GOODS
from ledgerspan.sandbox.daftra.seeds.parties import CLIENTS, STAFF
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.daftra.seeds.writing import Row, write_by_rules
from ledgerspan.sandbox.dice import pick, seeded_day
from ledgerspan.sandbox.vocabulary import NOTES, PROJECTS

_MADE: Row = {"created": "2024-12-01 08:40:00", "modified": "2024-12-01 08:40:00"}
_ACTIVITIES = ("Design", "تركيب", "Travel")
# Status, budget, and the place of its follow-up status among those that are seeded.
_ORDERS = ((1, "4200.50", 2), (2, "150", 3), (4, None, None))
WORK_ORDERS = len(_ORDERS)
_TIMES = ("1:30", "0:45", "7:05", "12:00")
_VISITS = 2


def seed_branches(sower: Sower) -> None:
    """Insert two branches; every account has a main one of its own with the same key."""
    country = sower.company.country
    manager = sower.ids(STAFF)[0]
    sower.add(
        "branches",
        [
            {
                **_MADE,
                "id": MAIN,
                "code": "000001",
                "name": "Main branch",
                "phone1": "+966 11 000 0000",
                "working_hours": "9-17",
                "address1": "1 Sandbox Quay",
                "city": "Invented City",
                "country_code": country,
                "admin_staff_id": manager,
            },
            {
                **_MADE,
                "id": MAIN + 1,
                "code": "000002",
                "name": "فرع الميناء",
                "country_code": country,
                "map_location": "24.7136,46.6753,12",
            },
        ],
    )


def seed_work_orders(sower: Sower) -> None:
    """Insert a work order that is open, one that is done and a draft."""
    chance = sower.chance("work orders")
    statuses = sower.ids(STATUSES)
    for index, (status, budget, place) in enumerate(_ORDERS):
        start = seeded_day(chance, sower.today)
        values: Row = {
            "client_id": sower.ids(CLIENTS)[index] if budget else None,
            "title": pick(chance, PROJECTS),
            "start_date": start.isoformat(),
            "description": pick(chance, NOTES),
            "delivery_date": sower.today.isoformat() if budget else None,
            "follow_up_status_id": None if place is None else statuses[place],
            "budget": budget,
            "budget_currency": sower.company.currency if budget else None,
            "status": status,
            "staff_id": sower.ids(STAFF)[0],
        }
        write_by_rules(sower.books, "work_orders", values)


def seed_time(sower: Sower) -> None:
    """Insert activities, and time entries of employees with an hourly rate and without."""
    chance = sower.chance("time")
    activities = sower.ids(len(_ACTIVITIES))
    named = zip(activities, _ACTIVITIES, strict=True)
    sower.add("time_activities", [{"id": number, "name": name} for number, name in named])
    order = sower.ids(WORK_ORDERS)[0]
    for index, time in enumerate(_TIMES):
        values: Row = {
            "staff_id": pick(chance, sower.ids(STAFF)),
            "project_id": pick(chance, sower.ids(GOODS)),
            # The last one is nobody's.
            "activity_id": pick(chance, activities[:-1]),
            "date": seeded_day(chance, sower.today).isoformat(),
            "time": time,
            "notes": pick(chance, NOTES),
            "work_order_id": order if index % 2 else None,
        }
        write_by_rules(sower.books, "time_tracking", values)


def seed_visits(sower: Sower) -> None:
    """Insert visits of clients, which no call reads."""
    chance = sower.chance("visits")
    clients = sower.ids(CLIENTS)[: CLIENTS // 2]
    for _ in range(_VISITS):
        moment = f"{seeded_day(chance, sower.today).isoformat()} 17:30:00"
        values: Row = {"time": moment, "client_id": pick(chance, clients)}
        write_by_rules(sower.books, "client_attendances", values)
