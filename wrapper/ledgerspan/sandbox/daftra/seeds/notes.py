"""Invent notes and appointments, about records of every kind that has them."""

from ledgerspan.sandbox.daftra.columns import Stored
from ledgerspan.sandbox.daftra.operating.subjects import CLIENT, INVOICE, WORK_ORDER
from ledgerspan.sandbox.daftra.seeds.follow_ups import ACTIONS, STATUSES
from ledgerspan.sandbox.daftra.seeds.parties import CLIENTS, STAFF
from ledgerspan.sandbox.daftra.seeds.sower import Sower
from ledgerspan.sandbox.daftra.seeds.work import WORK_ORDERS
from ledgerspan.sandbox.daftra.seeds.writing import Row, write_by_rules
from ledgerspan.sandbox.dice import pick, seeded_day
from ledgerspan.sandbox.vocabulary import NOTES

_SCHEDULED, _DONE = 0, 1


def seed_notes(sower: Sower) -> None:
    """Insert notes on a client, an invoice and a work order."""
    chance = sower.chance("notes")
    call, reminder, visit, _ = sower.ids(ACTIONS)
    new, collected, planned, *_ = sower.ids(STATUSES)
    told = (
        (CLIENT, sower.ids(CLIENTS)[0], call, new),
        (INVOICE, _first(sower, "invoices"), reminder, collected),
        (WORK_ORDER, sower.ids(WORK_ORDERS)[0], visit, planned),
    )
    for subject, item, action, status in told:
        values: Row = {
            "item_type": subject.code,
            "item_id": item,
            "date": f"{seeded_day(chance, sower.today).isoformat()} 10:00:00",
            "staff_id": pick(chance, (None, sower.ids(STAFF)[0])),
            "body": pick(chance, NOTES),
            "action_id": action,
            "status_id": status,
        }
        write_by_rules(sower.books, "notes", values)


def seed_appointments(sower: Sower) -> None:
    """Insert two about a record of each kind: one that is over, and one for several employees."""
    chance = sower.chance("appointments")
    client, order = sower.ids(CLIENTS)[1], sower.ids(WORK_ORDERS)[0]
    author, colleague, _ = sower.ids(STAFF)
    about: dict[str, Stored] = {
        "client_appointments": client,
        "invoice_appointments": _first(sower, "invoices"),
        "estimate_appointments": _first(sower, "estimates"),
        "work_order_appointments": order,
    }
    delivery = None
    for path, item in about.items():
        day = seeded_day(chance, sower.today).isoformat()
        common: Row = {"item_id": item, "partner_type": CLIENT.code, "partner_id": client}
        over: Row = {
            "staff_id": str(author),
            "date": f"{day} 10:30:00",
            "end_date": f"{day} 11:15:00",
            "body": pick(chance, NOTES),
            "status": _DONE,
            "action_id": sower.ids(ACTIONS)[0],
        }
        coming: Row = {
            "staff_id": f"[{author},{colleague}]",
            "date": f"{sower.today.isoformat()} 16:00:00",
            "body": pick(chance, NOTES),
            "status": _SCHEDULED,
            "recurring": 1,
            "share_with_partner": 1,
        }
        for values in (over, coming):
            delivery = write_by_rules(sower.books, path, {**common, **values})
    sower.books.records("work_orders").change(order, {"delivery_appointment_id": delivery})


def _first(sower: Sower, path: str) -> Stored:
    """Give the oldest document that is no draft."""
    number: int = sower.books.records(path).page(1, 0, [("draft = 0", ())], "id")[0]["id"]
    return number
