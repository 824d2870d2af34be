"""Keep what a database must know of itself: texts by name."""

import sqlite3
from collections.abc import Mapping

FACTS_TABLE = "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"


def write_facts(connection: sqlite3.Connection, facts: Mapping[str, str]) -> None:
    """Store `facts`, each in the place of the one of its name."""
    connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())


def read_facts(connection: sqlite3.Connection) -> dict[str, str]:
    """Give all facts; none of a database that is not ours."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'facts'").fetchone():
        return {}
    return dict(connection.execute("SELECT name, value FROM facts").fetchall())


def read_fact(connection: sqlite3.Connection, name: str) -> str:
    """Give one fact, which must be there."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(row[0])
