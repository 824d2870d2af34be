"""Compare ledgerspan with its peers, in one run on one machine, as ratios.

    decode       a page of 1000 incomes, bytes to typed records      / untyped decoding
    resources    pages of invoices, clients and journals, the same   / untyped decoding
    normalize    the same bytes to the common Income                 / untyped decoding
    call         CPU of reading one income over a kept connection    / bare httpx
    import       the first operation, in fresh interpreters          / import httpx
    client       building a client when there was one before         milliseconds
    paging       100 pages of 1000 incomes, 50 ms a page             times the stock client
    sandbox      a page of 1000 incomes, served                      / Prism serving it

Run as `scripts/bench`, on a quiet machine if there is one; the ratios bear a busy one.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tooling import (
    bench_calls,
    bench_decode,
    bench_imports,
    bench_paging,
    bench_resources,
    bench_sandbox,
)
from tooling.bench_rows import SLACK, Row, as_json, print_rows
from tooling.bench_stock import Load, stock_clients


class Size(NamedTuple):
    """Say how much is measured; `rounds` of paging take half a minute each."""

    records: int
    rounds: int
    pages: int
    latency: float
    paging_rounds: int


FULL = Size(records=1000, rounds=15, pages=100, latency=0.05, paging_rounds=3)
QUICK = Size(records=20, rounds=1, pages=3, latency=0.001, paging_rounds=1)

SECTIONS: dict[str, Callable[[Load, Size], list[Row]]] = {
    "decode": lambda load, size: bench_decode.measure(
        "decode", load, records=size.records, rounds=size.rounds
    ),
    "resources": lambda load, size: bench_resources.measure(
        load, records=size.records, rounds=size.rounds
    ),
    "normalize": lambda load, size: bench_decode.measure(
        "normalize", load, records=size.records, rounds=size.rounds
    ),
    "call": lambda load, size: bench_calls.measure_call(load, rounds=size.rounds),
    "import": lambda _, size: bench_imports.measure(rounds=size.rounds),
    "client": lambda _, size: bench_calls.measure_client(rounds=size.rounds),
    "paging": lambda load, size: bench_paging.measure(
        load,
        pages=size.pages,
        records=size.records,
        latency=size.latency,
        rounds=size.paging_rounds,
    ),
    "sandbox": lambda _, size: bench_sandbox.measure(records=size.records, rounds=size.rounds),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 only with --check, for a target missed by more than 30 %."""
    options = _parser().parse_args(argv)
    size = QUICK if options.quick else FULL
    rows: list[Row] = []
    with stock_clients() as load:
        for section in options.only:
            found = SECTIONS[section](load, size)
            print_rows(found, sys.stdout)
            sys.stdout.flush()
            rows += found
    if options.json:
        options.json.write_text(as_json(rows, quick=options.quick), encoding="utf-8")
    missed = [row for row in rows if row.missed()]
    far = [row for row in missed if row.missed(SLACK)]
    print(f"\n{len(missed)} targets missed, {len(far)} of them by more than {SLACK:.0%}")
    return 1 if options.check and far else 0


def _sections(text: str) -> list[str]:
    chosen = text.split(",")
    for name in chosen:
        if name not in SECTIONS:
            raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(SECTIONS)}")
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="tiny inputs: shows that it works")
    parser.add_argument(
        "--only", type=_sections, default=list(SECTIONS), metavar="A,B", help="these sections alone"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the rows, to compare later")
    # argparse formats help texts with %, so a percent sign is written twice.
    missed = f"exit 1 if a target is missed by more than {SLACK:.0%}%"
    parser.add_argument("--check", action="store_true", help=missed)
    return parser


if __name__ == "__main__":
    sys.exit(main())
