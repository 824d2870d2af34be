"""Own the one sqlite connection: open it, fill it once, copy and replace all of it, write whole.

Everything that a sandbox must not lose is in it: records, given ids, tokens, and what time it is.
Every amount is stored as the text of an exact Decimal, and every row carries its company.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from os import PathLike, fspath

from ledgerspan.sandbox.clock import clock_fact
from ledgerspan.sandbox.daftra.seed import remember_ids, seed_daftra
from ledgerspan.sandbox.daftra.tables import DAFTRA_TABLES
from ledgerspan.sandbox.daftra.tokens import ISSUED_TABLES, seed_codes
from ledgerspan.sandbox.facts import FACTS_TABLE, write_facts
from ledgerspan.sandbox.images import MEBIBYTE, Images
from ledgerspan.sandbox.nuvio.seed import seed_nuvio
from ledgerspan.sandbox.nuvio.tables import NUVIO_TABLES
from ledgerspan.sandbox.origin import origin_of, require_same_origin
from ledgerspan.sandbox.plan import Plan

_COMPANIES_TABLE = """
CREATE TABLE companies (
    provider TEXT NOT NULL,
    company INTEGER NOT NULL,
    name TEXT NOT NULL,
    written INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (provider, company)
) WITHOUT ROWID;
"""
_SCRIPTS = (FACTS_TABLE, _COMPANIES_TABLE, DAFTRA_TABLES, ISSUED_TABLES, NUVIO_TABLES)
# Of the tables themselves, so that a file of other ones is refused and never misread.
_LAYOUT = hashlib.sha256("".join(_SCRIPTS).encode()).hexdigest()[:16]

# A test suite opens the same sandbox hundreds of times, and seeding is most of opening one. The
# usual plan makes one mebibyte, one of 20,000 records more than eighty.
_IMAGES = Images(128 * MEBIBYTE)
# What another process may need to end and let go of a file.
_PATIENCE = 1.0
_REFUSALS = {
    sqlite3.SQLITE_BUSY: "is in use, probably by another sandbox: close that, or name another file",
    sqlite3.SQLITE_NOTADB: "is not a database of this sandbox: name another file",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: its folder must exist and let you write",
    sqlite3.SQLITE_READONLY: "cannot be written: allow it, or name another file",
}


def open_database(path: str | PathLike[str], plan: Plan) -> sqlite3.Connection:
    """Open the file at `path` (or ":memory:"); create and seed it when it is new.

    A file belongs to this connection alone until it is closed. Raises ValueError where that
    cannot be, or the file was made from another plan.
    """
    try:
        return _opened(fspath(path), plan)
    except sqlite3.Error as error:
        # The lowest byte is the primary code of sqlite; the others say more of the same.
        reason = _REFUSALS.get(error.sqlite_errorcode & 0xFF)
        if reason is None:
            raise
        raise ValueError(f"{fspath(path)} {reason}") from None


def copy_database(connection: sqlite3.Connection) -> bytes:
    """Give all of it, as the bytes of a file."""
    return connection.serialize()


def replace_database(connection: sqlite3.Connection, image: bytes) -> None:
    """Put a copy in the place of what there is."""
    with closing(sqlite3.connect(":memory:")) as copied:
        copied.deserialize(image)
        copied.backup(connection)


def reset_database(connection: sqlite3.Connection, plan: Plan) -> None:
    """Put the seeded state in the place of what there is."""
    key = (plan.seed, plan.records, plan.dialect, plan.clock)
    image = _IMAGES.find(key)
    if image is not None:
        replace_database(connection, image)
        return
    with closing(_seeded(plan)) as seeded:
        seeded.backup(connection)
    # Only now, so that no more than two copies of a large one are there at once.
    _IMAGES.keep(key, _size(connection), connection.serialize)


def forget_images() -> None:
    """Seed anew when the next database is made; for tests that change how seeding works."""
    _IMAGES.forget()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make the writes inside happen together or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        # Foreign keys are checked here: a commit that is refused leaves the transaction open.
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def next_write(connection: sqlite3.Connection, provider: str, company: int) -> int:
    """Count a write of the company and give its number; it outlives the process in a file."""
    row = connection.execute(
        "UPDATE companies SET written = written + 1 WHERE provider = ? AND company = ?"
        " RETURNING written",
        (provider, company),
    ).fetchone()
    return int(row["written"])


def _opened(path: str, plan: Plan) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        # Another sandbox on the same file would give the same ids again.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys = ON")
        # A sandbox may lose its last write in a power cut; waiting for the disk buys nothing.
        connection.execute("PRAGMA synchronous = OFF")
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            reset_database(connection, plan)
        require_same_origin(connection, path, _LAYOUT, plan)
    except BaseException:
        connection.close()
        raise
    return connection


def _seeded(plan: Plan) -> sqlite3.Connection:
    """Make a seeded database in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    # References are not checked while seeding, which takes a tenth of it; a test checks them all.
    _seed(connection, plan)
    return connection


def _seed(connection: sqlite3.Connection, plan: Plan) -> None:
    for script in _SCRIPTS:
        connection.executescript(script)
    with transaction(connection):
        write_facts(connection, {"layout": _LAYOUT, **origin_of(plan), **clock_fact(plan.clock)})
        connection.executemany(
            "INSERT INTO companies (provider, company, name) VALUES (?, ?, ?)",
            [("daftra", company.number, company.name) for company in plan.daftra]
            + [("nuvio", company.number, company.name) for company in plan.nuvio],
        )
        seed_codes(connection, plan.daftra)
        for company in plan.daftra:
            seed_daftra(connection, plan, company)
        remember_ids(connection)
        for workspace in plan.nuvio:
            seed_nuvio(connection, plan, workspace)


def _size(connection: sqlite3.Connection) -> int:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return int(pages * connection.execute("PRAGMA page_size").fetchone()[0])
