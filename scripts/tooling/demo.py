"""Show ledgerspan at work: read the incomes of two companies from a sandbox, as one table.

The sandbox listens on a free loopback port while the demo runs and is gone afterwards.
"""

import argparse
import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

from ledgerspan import Daftra, Event, EventKind, Income, Nuvio, PageReport
from ledgerspan.sandbox import Sandbox

COLUMNS = ("provider", "date", "number", "contact", "total", "currency", "payment status")
SEED = 7
RECORDS = 150


def row_of(income: Income) -> tuple[str, ...]:
    """Return one line of the table; "-" stands for what the provider did not say."""
    contact = income.contact
    return (
        income.provider,
        str(income.date or "-"),
        income.number or "-",
        (contact and (contact.name or contact.id)) or "-",
        "-" if income.total is None else f"{income.total:f}",
        income.currency or "-",
        income.payment_status_text or "-",
    )


def print_table(rows: Sequence[Sequence[str]], out: TextIO) -> None:
    """Print rows under COLUMNS; amounts stand right, everything else left."""
    table = [COLUMNS, *rows]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [
            (_pad(cell, width) + cell if name == "total" else cell + _pad(cell, width))
            for name, cell, width in zip(COLUMNS, row, widths, strict=True)
        ]
        print("  ".join(cells).rstrip(), file=out)


def totals_of(incomes: Iterable[Income]) -> dict[tuple[str, str], Decimal]:
    """Add the totals up, exactly, by provider and currency."""
    totals: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for income in incomes:
        totals[income.provider, income.currency or "-"] += income.total or 0
    return dict(sorted(totals.items()))


def print_progress(event: Event) -> None:
    """Tell on stderr that a page has arrived."""
    if event.kind is EventKind.PAGE:
        of = f" of {event.page_count}" if event.page_count else ""
        print(f"page {event.page}{of}: {event.records} records", file=sys.stderr, flush=True)


def print_report(name: str, report: PageReport, out: TextIO) -> None:
    """Tell how a listing went."""
    claimed = "" if report.claimed_total is None else f" of {report.claimed_total} claimed"
    print(
        f"{name}: records {report.records}{claimed}, pages {report.pages}, "
        f"duplicates dropped {report.duplicates}; stopped: {report.stopped}",
        file=out,
    )


def main(argv: list[str] | None = None) -> int:
    """Run the demo; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the records as JSON instead")
    as_json = parser.parse_args(argv).json
    with Sandbox(seed=SEED, records=RECORDS) as box:
        key, token = box.daftra_companies[0].api_key, box.nuvio_companies[0].token
        print(f"sandbox at {box.url}", file=sys.stderr)
        with (
            Daftra(
                f"{box.url}/daftra", api_key=key, page_size=50, on_event=print_progress
            ) as daftra,
            Nuvio(base_url=f"{box.url}/nuvio", token=token, on_event=print_progress) as nuvio,
        ):
            pagers = {"daftra": daftra.incomes.list(), "nuvio": nuvio.incomes.list()}
            incomes = [income for pager in pagers.values() for income in pager]
    if as_json:
        records = [income.to_dict() for income in incomes]
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return 0
    print_table([row_of(income) for income in incomes], sys.stdout)
    print("\ntotals")
    for (provider, currency), total in totals_of(incomes).items():
        print(f"  {provider}  {currency}  {total:f}")
    print("\nlistings")
    for name, pager in pagers.items():
        print_report(f"  {name}", pager.report, sys.stdout)
    return 0


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def _pad(text: str, width: int) -> str:
    return " " * (width - _width(text))


if __name__ == "__main__":
    sys.exit(main())
