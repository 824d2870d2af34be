"""The tables of the tokens and codes that were issued; nothing is ever taken out of them.

`opens` and `renews` say whether an access token and its refresh token are still worth something,
`good` the same of a code. An access token also ends by the clock, counted from `issued`.
"""

import sqlite3
from collections.abc import Iterable

from ledgerspan.sandbox.companies import DaftraCompany

ISSUED_TABLES = """
CREATE TABLE daftra_tokens (
    access TEXT PRIMARY KEY,
    refresh TEXT NOT NULL UNIQUE,
    company INTEGER NOT NULL,
    installed INTEGER NOT NULL,
    issued TEXT NOT NULL,
    opens INTEGER NOT NULL DEFAULT 1,
    renews INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE TABLE daftra_codes (
    code TEXT PRIMARY KEY,
    company INTEGER NOT NULL,
    good INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
"""


def seed_codes(connection: sqlite3.Connection, companies: Iterable[DaftraCompany]) -> None:
    """Insert the code that each company starts with."""
    connection.executemany(
        "INSERT INTO daftra_codes (code, company) VALUES (?, ?)",
        [(company.authorization_code, company.number) for company in companies],
    )
