"""Digests of sources: what a record was measured with, and whether that is what there is now."""

import hashlib
from collections.abc import Iterable

from tooling.fuzz_mutant import ROOT, Mutant

_LENGTH = 12
_TOOLING = ROOT / "scripts" / "tooling"
_FAULTS = ROOT / "tests" / "contract" / "mutants"
# They start runs and write down what came of them: no run sees more or less for them.
_CLERKS = frozenset(
    {
        "fuzz.py",
        "fuzz_digest.py",
        "fuzz_false_alarms.py",
        "fuzz_kills.py",
        "fuzz_mutants.py",
        "fuzz_report.py",
    }
)


def of_fuzzer() -> str:
    """Give the digest of everything that decides what is sent and what is a failure."""
    judges = (path for path in _TOOLING.glob("fuzz*.py") if path.name not in _CLERKS)
    return _digest(path.read_bytes() for path in sorted(judges))


def of_service() -> str:
    """Give the digest of what is fuzzed: the sandbox, and the specs."""
    sandbox = sorted((ROOT / "wrapper" / "ledgerspan" / "sandbox").rglob("*.py"))
    specs = sorted((ROOT / "specs").rglob("*.yaml"))
    return _digest(path.read_bytes() for path in (*sandbox, *specs))


def of_mutant(mutant: Mutant) -> str:
    """Give the digest of one fault, and of the tools that all faults are made with."""
    return _digest([mutant.source.encode(), (_FAULTS / "mutant.py").read_bytes()])


def _digest(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:_LENGTH]
