"""Let many clients write to the sandbox at once under faults; count what is lost or there twice.

Run as `scripts/soak --minutes 10 --clients 50 --faults 0.05`. The sandbox is a process of its own;
each client is a thread of this one, with a session of its own. In the end every company is listed
without faults and held against what the clients know. Exits 1 when anything differs.
"""

import argparse
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from ledgerspan import Daftra, Nuvio, RetryPolicy

from tooling.soak_worker import Worker

RETRY = RetryPolicy(base=0.05, cap=0.5)
_KINDS = (
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 503, "html": True},
    {"kind": "status", "status": 429, "retry_after": "0"},
    {"kind": "reset_before"},
    {"kind": "reset_after"},
    {"kind": "refuse"},
    {"kind": "truncate"},
    {"kind": "empty"},
    {"kind": "latency", "seconds": 0.2},
)
_EVERY = 5.0
_MEMORY = Path("/proc/self/status")
"""Where Linux tells how much memory a process has; elsewhere it is not measured."""


def main(argv: Sequence[str] | None = None) -> int:
    """Soak as the arguments say; give the exit status."""
    options = _parser().parse_args(argv)
    with TemporaryDirectory() as folder, sandbox(options.seed, Path(folder)) as running:
        address, process = running
        _arm(address, options.faults)
        workers, memory = _run(address, process, options.clients, options.minutes * 60)
        httpx.delete(f"{address}/__sandbox/faults").raise_for_status()
        findings = list(findings_of(address, workers))
    for line in _report(workers, memory, findings):
        print(line)
    return 1 if findings else 0


@contextmanager
def sandbox(seed: int, folder: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Start a sandbox with a file: what is kept in memory would grow with every record."""
    command = [sys.executable, "-m", "ledgerspan", "sandbox", "--port", "0"]
    command += ["--seed", str(seed), "--records", "100"]
    command += ["--database", str(folder / "books.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            first_line = process.stdout.readline() if process.stdout is not None else ""
            yield next(word for word in first_line.split() if word.startswith("http")), process
        finally:
            process.terminate()


def _arm(address: str, share: float) -> None:
    # Each kind strikes on its own, so that together they strike with this share.
    each = 1 - (1 - share) ** (1 / len(_KINDS))
    for kind in _KINDS:
        answer = httpx.post(f"{address}/__sandbox/faults", json={**kind, "probability": each})
        answer.raise_for_status()


def _run(
    address: str, process: "subprocess.Popen[str]", clients: int, seconds: float
) -> tuple[list[Worker], list[tuple[int, int]]]:
    """Let the clients work; give them, and the memory of both processes (KiB) every 5 seconds."""
    companies = httpx.get(f"{address}/__sandbox").raise_for_status().json()
    ended = threading.Event()
    with ExitStack() as stack:
        workers = []
        for number in range(clients):
            client, company = client_of(companies, number)
            workers.append(Worker(number, stack.enter_context(client), company))
        threads = [threading.Thread(target=_work, args=(each, ended)) for each in workers]
        for thread in threads:
            thread.start()
        memory = []
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            ended.wait(min(_EVERY, left))
            if _MEMORY.exists():
                memory.append((_resident(process.pid), _resident(None)))
        ended.set()
        for thread in threads:
            thread.join()
    return workers, memory


def _work(worker: Worker, ended: threading.Event) -> None:
    try:
        while not ended.is_set():
            worker.step()
    except Exception as error:  # noqa: BLE001 - whatever it is, a client that stopped proves nothing
        worker.broken_by = error


def client_of(companies: dict[str, Any], number: int) -> tuple[Any, tuple[str, int]]:
    """Open the client of a number: one of four companies, so that each has many."""
    place = number // 2 % 2
    if number % 2:
        company = companies["nuvio"]["companies"][place]
        url = companies["nuvio"]["url"]
        client: Any = Nuvio(token=company["token"], base_url=url, retry=RETRY)
        return client, ("nuvio", place)
    company = companies["daftra"]["companies"][place]
    client = Daftra(companies["daftra"]["url"], api_key=company["api_key"], retry=RETRY)
    return client, ("daftra", place)


def findings_of(address: str, workers: Sequence[Worker]) -> Iterator[str]:
    """Hold every company against what its clients know."""
    companies = httpx.get(f"{address}/__sandbox").raise_for_status().json()
    of_company: dict[tuple[str, int], list[Worker]] = defaultdict(list)
    for worker in workers:
        of_company[worker.company].append(worker)
        if worker.broken_by is not None:
            yield f"client {worker.number} stopped: {worker.broken_by!r}"
    for company, group in of_company.items():
        client, _ = client_of(companies, group[0].number)
        with client:
            texts = Counter(str(income.description) for income in client.incomes.list())
        marks: dict[str, list[str]] = defaultdict(list)
        for text in texts.elements():
            if text.startswith("soak "):
                marks[" ".join(text.split()[:2])].append(text)
        beliefs = {mark: belief for worker in group for mark, belief in worker.beliefs.items()}
        for mark, belief in beliefs.items():
            found = marks.pop(mark, [])
            if len(found) > 1:
                yield f"{company}: {mark} is there {len(found)} times"
            elif not found and not belief.may_be_gone:
                yield f"{company}: {mark} is lost"
            elif found and found[0] not in belief.texts:
                yield f"{company}: {mark} reads {found[0]!r}, not one of {sorted(belief.texts)}"
        yield from (f"{company}: {mark} is there, and nobody made it" for mark in marks)


def _resident(pid: int | None) -> int:
    """Give the resident memory of a process in KiB."""
    status = Path(f"/proc/{pid or 'self'}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def _report(
    workers: Sequence[Worker], memory: Sequence[tuple[int, int]], findings: Sequence[str]
) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for worker in workers:
        counts.update(worker.counts)
    yield f"{len(workers)} clients, {sum(counts.values())} calls"
    yield from (f"  {name:28} {times}" for name, times in counts.most_common())
    kept = sum(len(worker.beliefs) for worker in workers)
    yield f"incomes known in the end: {kept}; lost, twice or wrong: {len(findings)}"
    quarter = max(1, len(memory) // 4)
    measured: tuple[tuple[str, Callable[[tuple[int, int]], int]], ...] = (
        ("sandbox", lambda pair: pair[0]),
        ("clients", lambda pair: pair[1]),
    )
    for name, pick in measured if memory else ():
        early, late = (
            sum(map(pick, part)) // len(part) // 1024
            for part in (memory[quarter : 2 * quarter] or memory, memory[-quarter:])
        )
        yield f"memory of the {name}: {early} MiB in the second quarter, {late} in the last"
    yield from findings[:20]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/soak",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (10)")
    parser.add_argument("--clients", type=int, default=50, help="threads, each a client (50)")
    parser.add_argument("--faults", type=float, default=0.05, help="share of requests hit (0.05)")
    parser.add_argument("--seed", type=int, default=0, help="of the sandbox (0)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
