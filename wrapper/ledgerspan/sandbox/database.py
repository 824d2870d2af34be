"""Own the one sqlite connection: open it, fill it once, empty it, make writes whole.

Every amount is stored as the text of an exact Decimal, and every row carries its company.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from ledgerspan.sandbox.daftra.seed import remember_ids, seed_daftra
from ledgerspan.sandbox.daftra.tables import DAFTRA_TABLES
from ledgerspan.sandbox.images import MEBIBYTE, Images
from ledgerspan.sandbox.nuvio.seed import seed_nuvio
from ledgerspan.sandbox.nuvio.tables import NUVIO_TABLES
from ledgerspan.sandbox.plan import Plan

# Raise it when a table changes: an older file is then refused instead of misread.
_LAYOUT = "3"
_OWN_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE companies (
    provider TEXT NOT NULL,
    company INTEGER NOT NULL,
    name TEXT NOT NULL,
    written INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (provider, company)
) WITHOUT ROWID;
"""

# A test suite opens the same sandbox hundreds of times, and seeding is most of opening one. The
# usual plan makes one mebibyte, one of 20,000 records more than eighty.
_IMAGES = Images(128 * MEBIBYTE)


def open_database(path: str, plan: Plan) -> sqlite3.Connection:
    """Open the file at `path` (or ":memory:"); create and seed it when it is new."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        # A sandbox may lose its last write in a power cut; waiting for the disk buys nothing.
        connection.execute("PRAGMA synchronous = OFF")
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            _create(connection, plan)
        _require_same_origin(connection, path, plan)
    except BaseException:
        connection.close()
        raise
    return connection


def reset_database(connection: sqlite3.Connection, plan: Plan) -> None:
    """Put the seeded state in the place of what there is."""
    _create(connection, plan)


def forget_images() -> None:
    """Seed anew when the next database is made; for tests that change how seeding works."""
    _IMAGES.forget()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make the writes inside happen together or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def next_write(connection: sqlite3.Connection, provider: str, company: int) -> int:
    """Count a write of the company and give its number; it outlives the process in a file."""
    row = connection.execute(
        "UPDATE companies SET written = written + 1 WHERE provider = ? AND company = ?"
        " RETURNING written",
        (provider, company),
    ).fetchone()
    return int(row["written"])


def _create(connection: sqlite3.Connection, plan: Plan) -> None:
    key = (plan.seed, plan.records, plan.dialect, plan.clock)
    with closing(sqlite3.connect(":memory:")) as seeded:
        seeded.deserialize(_IMAGES.get(key, lambda: _image(plan)))
        seeded.backup(connection)


def _image(plan: Plan) -> bytes:
    """Return a freshly seeded database as the bytes of its file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        _seed(connection, plan)
        return connection.serialize()


def _seed(connection: sqlite3.Connection, plan: Plan) -> None:
    for script in (_OWN_TABLES, DAFTRA_TABLES, NUVIO_TABLES):
        connection.executescript(script)
    with transaction(connection):
        connection.executemany(
            "INSERT INTO facts VALUES (?, ?)", [("layout", _LAYOUT), ("seed", str(plan.seed))]
        )
        connection.executemany(
            "INSERT INTO companies (provider, company, name) VALUES (?, ?, ?)",
            [("daftra", company.number, company.name) for company in plan.daftra]
            + [("nuvio", company.number, company.name) for company in plan.nuvio],
        )
        for company in plan.daftra:
            seed_daftra(connection, plan, company)
        remember_ids(connection)
        for workspace in plan.nuvio:
            seed_nuvio(connection, plan, workspace)


def _require_same_origin(connection: sqlite3.Connection, path: str, plan: Plan) -> None:
    facts: dict[str, str] = {}
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'facts'").fetchone():
        facts = dict(connection.execute("SELECT name, value FROM facts").fetchall())
    if facts.get("layout") != _LAYOUT:
        raise ValueError(f"{path} is not a database of this sandbox: name another file")
    if facts.get("seed") != str(plan.seed):
        raise ValueError(
            f"{path} was made with seed={facts.get('seed')}, whose keys differ from those of"
            f" seed={plan.seed}: pass that seed, or name another file"
        )
