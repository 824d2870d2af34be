"""Write a record as the published docs say, or as client code has seen it (observation 6).

                  documented            observed list        observed detail
scalars           native                texts                texts
computed amounts  numbers               texts                numbers
day               ISO                   ISO                  the site's format
moment            YYYY-MM-DD HH:MM:SS   the same             the same
no value          left out              null, "", "0" or "0000-00-00", by column
links             list                  list; one alone: text
ids               number or list        text or list of texts
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledgerspan.sandbox.daftra.columns import Column, Stored, View
from ledgerspan.sandbox.exactjson import read_json


def documented_record(
    columns: Iterable[Column], number: int, values: Mapping[str, Stored]
) -> dict[str, Any]:
    """Write native types; a number, date or text that is not there is left out."""
    record: dict[str, Any] = {"id": number}
    for column in columns:
        value = values[column.name]
        if column.empty == "0" and value is None:
            record[column.name] = "0" if column.kind == "digits" else 0
        elif value is None or (column.kind == "amount" and value == ""):
            continue
        else:
            record[column.name] = _native(column, value)
    return record


def observed_record(
    columns: Iterable[Column],
    number: int,
    values: Mapping[str, Stored],
    view: View,
    date_format: str,
) -> dict[str, Any]:
    """Write texts as they arrive; `date_format` is the site's, such as `DD/MM/YYYY`."""
    record: dict[str, Any] = {"id": str(number)}
    for column in columns:
        value = values[column.name]
        if value is None:
            record[column.name] = column.empty
        elif column.kind == "links":
            links = read_json(str(value).encode())
            record[column.name] = links[0] if view == "list" and len(links) == 1 else links
        elif column.kind == "ids":
            ids = read_json(str(value).encode())
            record[column.name] = [str(each) for each in ids] if isinstance(ids, list) else str(ids)
        elif view in column.native_in and value != "":
            record[column.name] = Decimal(value) if column.kind == "amount" else value
        elif view == "detail" and column.kind == "date":
            record[column.name] = site_date(str(value), date_format)
        else:
            record[column.name] = str(value)
    return record


def site_date(iso: str, date_format: str) -> str:
    """Rewrite `2026-07-01` in the order and with the separators of `date_format`."""
    year, month, day = iso.split("-")
    return date_format.replace("DD", day).replace("MM", month).replace("YYYY", year)


def _native(column: Column, value: str | int) -> Any:
    match column.kind:
        case "amount":
            return Decimal(value)
        case "flag":
            return bool(value)
        case "links" | "ids":
            return read_json(str(value).encode())
        case "digits":
            return str(value)
        case _:
            return value
