"""Tell what a database was made from, and refuse one that was made from something else."""

import sqlite3

from ledgerspan.sandbox.facts import read_facts
from ledgerspan.sandbox.plan import Plan


def origin_of(plan: Plan) -> dict[str, str]:
    """Give what decided the records and keys of a database, by the name of the option."""
    return {
        "seed": str(plan.seed),
        "records": str(plan.records),
        "dialect": plan.dialect,
        "start": plan.clock.isoformat(),
    }


def require_same_origin(connection: sqlite3.Connection, path: str, layout: str, plan: Plan) -> None:
    """Raise ValueError unless the database has this layout and was made from `plan`."""
    facts = read_facts(connection)
    if "layout" not in facts:
        raise ValueError(f"{path} is not a database of this sandbox: name another file")
    if facts["layout"] != layout:
        raise ValueError(
            f"{path} was made by another version of the sandbox, whose tables differ:"
            " name another file, or remove it and let it be made anew"
        )
    asked = origin_of(plan)
    differing = [name for name in asked if facts.get(name) != asked[name]]
    if differing:
        made = ", ".join(f"{_OPTIONS.get(name, name)}={facts.get(name)}" for name in differing)
        wanted = ", ".join(f"{_OPTIONS.get(name, name)}={asked[name]}" for name in differing)
        raise ValueError(
            f"{path} was made with {made}, and {wanted} was asked for: its records and keys"
            " would not be those. Pass what it was made with, or name another file"
        )


# What a file calls the day that the clock began with: `clock` is what time it is now.
_OPTIONS = {"start": "clock"}
