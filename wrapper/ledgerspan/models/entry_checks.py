"""Compare the amounts of a journal entry with each other: its lines, its totals, its two sides."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from .amounts import total_of
from .checks import Finding

if TYPE_CHECKING:
    from .journal_entry import JournalEntry
    from .parts import JournalLine


def check_entry(entry: JournalEntry) -> tuple[Finding, ...]:
    """Return what does not add up in an entry; amounts that were not said are not compared."""
    debits = total_of(line.debit for line in entry.lines)
    credits_ = total_of(line.credit for line in entry.lines)
    findings = [
        *_differ("total debit equals total credit", entry.total_debit, entry.total_credit),
        *_differ("debits of the lines equal their credits", debits, credits_),
        *_differ("debits of the lines add up to the total", debits, entry.total_debit),
        *_differ("credits of the lines add up to the total", credits_, entry.total_credit),
        *_one_sided(entry.lines),
    ]
    if not entry.lines:
        findings.append(Finding(rule="has lines", message="the entry has no lines"))
    if entry.date is None:
        findings.append(Finding(rule="has a date", message="the entry has no readable date"))
    return tuple(findings)


def _differ(rule: str, expected: Decimal | None, actual: Decimal | None) -> Iterator[Finding]:
    if expected is not None and actual is not None and expected != actual:
        yield Finding(
            rule=rule,
            message=f"{rule}: expected {expected}, found {actual}",
            expected=expected,
            actual=actual,
        )


def _one_sided(lines: tuple[JournalLine, ...]) -> Iterator[Finding]:
    for place, line in enumerate(lines):
        if line.debit is None or line.credit is None:
            continue
        if bool(line.debit) == bool(line.credit):
            what = "debits and credits at once" if line.debit else "moves nothing"
            yield Finding(
                rule="a line debits or credits", message=f"lines[{place}] {what}: {line.account}"
            )
