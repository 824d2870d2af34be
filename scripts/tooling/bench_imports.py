"""Measure imports in fresh interpreters: the CPU of one statement, without starting Python."""

import os
import random
import statistics
import subprocess
import sys
import tempfile

from tooling.bench_clock import Samples, ratios
from tooling.bench_rows import Row, rows_of
from tooling.bundle import ROOT

BASE = "import httpx"
OURS = "ledgerspan and one operation"
GENERATED = "one generated operation and its models"
STATEMENTS = {
    BASE: "import httpx",
    GENERATED: (
        "from daftra_client.api.invoices import get_invoice;"
        "from daftra_client.models import InvoiceResponse, SalesDocument"
    ),
    OURS: "from ledgerspan import Daftra; from daftra_client.api.incomes import list_incomes",
    "ledgerspan, both providers": "from ledgerspan import Daftra, Nuvio",
    "httpx, attrs and msgspec alone": "import httpx, attrs, msgspec",
    "import pydantic": "from pydantic import BaseModel",
}
TARGET = 1.3
# httpx imports its command line where click is installed, as it is here for other tools; users of a
# library have none, so neither has the measurement.
_PROGRAM = (
    "import sys, time; sys.modules['click'] = None; start = time.process_time(); {};"
    "print(time.process_time() - start)"
)


def measure(*, rounds: int) -> list[Row]:
    """Measure each statement `rounds` times, shuffled; bytecode is compiled before."""
    order = random.Random(0)  # noqa: S311  # shuffles, guards nothing
    with tempfile.TemporaryDirectory(prefix="bench-imports-") as bytecode:
        for statement in STATEMENTS.values():
            seconds_of(statement, bytecode)
        samples: Samples = {name: [] for name in STATEMENTS}
        for _ in range(rounds):
            for name in order.sample(list(STATEMENTS), len(STATEMENTS)):
                samples[name].append(seconds_of(STATEMENTS[name], bytecode))
    targets = {OURS: TARGET, GENERATED: TARGET}
    rows = rows_of("import", "fresh interpreter, CPU", ratios(samples, BASE), targets)
    millis = statistics.median(samples[BASE]) * 1e3
    return [*rows, Row("import", "fresh interpreter, CPU", BASE, millis, "ms")]


def seconds_of(statement: str, bytecode: str) -> float:
    """Return the CPU seconds of a statement in a fresh interpreter.

    `bytecode` is the folder where it is kept: whether the tree has any, or may get any, is then
    all the same.
    """
    folders = os.pathsep.join(str(ROOT / folder) for folder in ("wrapper", "generated"))
    environment = {**os.environ, "PYTHONPATH": folders, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(statement)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)
