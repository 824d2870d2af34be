"""Write an income as the published docs say, or as client code has seen it (observation 6).

                  documented            observed list        observed detail
scalars           native                texts                texts
tax amounts       numbers               texts                numbers
date              ISO                   ISO                  the site's format
no value          left out              null, "", "0" or "0000-00-00", by column
attachments       list                  list; one alone: text
"""

import sqlite3
from decimal import Decimal
from typing import Any, Literal

from ledgerspan.sandbox.daftra.columns import WRITABLE, Column
from ledgerspan.sandbox.exactjson import read_json

View = Literal["list", "detail"]


def documented_income(row: sqlite3.Row) -> dict[str, Any]:
    """Write `row` with native types; a number, date or text that is not there is left out."""
    income: dict[str, Any] = {"id": row["id"]}
    for column in WRITABLE:
        value = row[column.name]
        if column.name == "client_id":
            income["client_id"] = value or 0
        elif value is None or (column.kind == "amount" and value == ""):
            continue
        else:
            income[column.name] = _native(column, value)
    income["is_income"] = True
    income["attachments"] = read_json(row["attachments"].encode())
    return income


def observed_income(row: sqlite3.Row, view: View, date_format: str) -> dict[str, Any]:
    """Write `row` as it arrives; `date_format` is the site's, such as `DD/MM/YYYY`."""
    income: dict[str, Any] = {"id": str(row["id"])}
    for column in WRITABLE:
        value = row[column.name]
        if value is None:
            income[column.name] = column.empty
        elif view == "detail" and column.name.endswith("_amount") and value:
            income[column.name] = Decimal(value)
        elif view == "detail" and column.kind == "date":
            income[column.name] = site_date(value, date_format)
        else:
            income[column.name] = str(value)
    income["is_income"] = "1"
    attachments = read_json(row["attachments"].encode())
    alone = view == "list" and len(attachments) == 1
    income["attachments"] = attachments[0] if alone else attachments
    return income


def site_date(iso: str, date_format: str) -> str:
    """Rewrite `2026-07-01` in the order and with the separators of `date_format`."""
    year, month, day = iso.split("-")
    return date_format.replace("DD", day).replace("MM", month).replace("YYYY", year)


def _native(column: Column, value: str | int) -> Any:
    if column.kind == "amount":
        return Decimal(value)
    return bool(value) if column.kind == "flag" else value
