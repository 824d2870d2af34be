"""A sandbox to fuzz: always the same day, always three pages of incomes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from ledgerspan.sandbox import Sandbox

from tooling.fuzz_target import Api, Dialect, Target, sandbox_target

TODAY = date(2026, 7, 1)
"""The day it is in a sandbox that is fuzzed."""
RECORDS = 45
"""Incomes of each company of a sandbox: three pages."""


@contextmanager
def sandboxed(api: Api, dialect: Dialect, seed: int) -> Iterator[Target]:
    """Start a sandbox and aim at it."""
    with Sandbox(seed=seed, records=RECORDS, dialect=dialect, clock=TODAY) as box:
        yield sandbox_target(box, api, dialect, TODAY.isoformat())
