"""What v2 of Daftra refuses with good reason: rules of its entities that no schema can say."""

from typing import Any

from tooling.fuzz_exchange import Exchange
from tooling.fuzz_known import rows_of
from tooling.fuzz_subject import Subject

UNIQUE = ("code", "abbr", "barcode", "serial_number")
"""Members that no two records of one entity share."""
_MOST = 1000


def entity_excuse(exchange: Exchange, subject: Subject) -> str | None:
    """Give the reason why a refusal of v2, or of a booking, is none."""
    if (reason := _of_no_entity(exchange)) is not None:
        return reason
    aim = exchange.aim
    if aim is None or aim.place.style != "v2":
        return None
    sent = exchange.sent if isinstance(exchange.sent, dict) else {}
    named = sent.get("id") if aim.verb == "create" else aim.record_id
    # v2 says "Record not found" under 400 (published), and writes by POST with an id as well.
    if named not in (None, "", 0, "0") and not _is_there(exchange, subject, str(named)):
        return "names a record that does not exist"
    if aim.verb == "update" and sent.get("id") not in (None, *_spellings(aim.record_id)):
        return "names another id than its path"
    if "takes no decimals" in str(exchange.body):
        # An update that names another credit type meets the amount that is there.
        return "gives a part of a credit that is not divided"
    if _names_rows_of_others(sent):
        return "names a row by an id"
    if "inside the cost centre itself" in str(exchange.body):
        return "puts a cost centre inside itself"
    if "is in use" in str(exchange.body):
        return "takes a row away that others refer to"
    taken = (_is_taken(exchange, subject, name, sent.get(name)) for name in UNIQUE)
    return "uses a number or code that is taken" if any(taken) else None


def _of_no_entity(exchange: Exchange) -> str | None:
    told = str(exchange.body)
    if "/bookings/convert_to_invoice/" in exchange.path and "client_id" in told:
        return "makes an invoice of a booking that names no client"
    if "converted to an invoice before" in told:
        return "makes a second invoice of a booking"
    if exchange.path.startswith("/v2/api/app-manager/"):
        return "asks for an app that there is not"
    return None


def _is_there(exchange: Exchange, subject: Subject, record_id: str) -> bool:
    aim = exchange.aim
    return aim is not None and subject.read(aim.place, record_id) is not None


def _spellings(record_id: str) -> tuple[Any, ...]:
    return (record_id, int(record_id)) if record_id.isdecimal() else (record_id,)


def _names_rows_of_others(sent: dict[str, Any]) -> bool:
    """Tell whether a row inside names an id: whose row it is, no schema knows."""
    return any(
        isinstance(row, dict) and row.get("id") not in (None, "", 0, "0")
        for rows in sent.values()
        if isinstance(rows, list)
        for row in rows
    )


def _is_taken(exchange: Exchange, subject: Subject, name: str, value: Any) -> bool:
    aim = exchange.aim
    if aim is None or value in (None, ""):
        return False
    return any(
        str(row.get(name)) == str(value) and str(row.get("id")) != aim.record_id
        for row in rows_of(subject.probe, aim.place, _MOST)
    )
