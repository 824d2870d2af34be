"""The sqlite tables of the Daftra side, from the tables of the catalogue. NULL is no value."""

from collections.abc import Iterable

from ledgerspan.sandbox.daftra.catalogue import BY_PATH
from ledgerspan.sandbox.daftra.documents.catalogue import DOCUMENT_INDEXES
from ledgerspan.sandbox.daftra.operating.catalogue import OPERATING_INDEXES
from ledgerspan.sandbox.daftra.table import Table

# The last id that was given in each table: an id is never given again.
_IDS = "CREATE TABLE daftra_ids (store TEXT PRIMARY KEY, given INTEGER NOT NULL) WITHOUT ROWID;"
_TYPES = {"id": "INTEGER", "digits": "INTEGER", "flag": "INTEGER"}


def _script(tables: Iterable[Table]) -> str:
    stores = {table.path: table.stored_in for table in tables}
    scripts = {table.stored_in: _create(table, stores) for table in tables}
    return "\n".join([_IDS, *scripts.values()])


def _create(table: Table, stores: dict[str, str]) -> str:
    # Ids are counted for all companies together, yet each may have a seeded tax 1.
    lines = [
        "id INTEGER NOT NULL",
        "provider TEXT NOT NULL DEFAULT 'daftra'",
        "company INTEGER NOT NULL",
    ]
    lines += [f'"{column.name}" {_TYPES.get(column.kind, "TEXT")}' for column in table.columns]
    lines += [
        # Deleted records stay, for v2 shows them (observation 8); v1 never does.
        "deleted_at TEXT",
        "PRIMARY KEY (company, id)",
        "FOREIGN KEY (provider, company) REFERENCES companies (provider, company)",
    ]
    lines += [
        f'FOREIGN KEY (company, "{column.name}") REFERENCES "{stores[column.refers]}"'
        " (company, id) DEFERRABLE INITIALLY DEFERRED"
        for column in table.columns
        if column.refers and not column.loose
    ]
    return f'CREATE TABLE "{table.stored_in}" ({", ".join(lines)}) WITHOUT ROWID;'


DAFTRA_TABLES = (
    _script(BY_PATH.values())
    # With `deleted_at` an index alone counts a list.
    + "CREATE INDEX daftra_incomes_newest"
    " ON daftra_incomes (company, is_income, date, id, deleted_at);"
    + DOCUMENT_INDEXES
    + OPERATING_INDEXES
)
