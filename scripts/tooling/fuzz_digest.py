"""Digests of sources: what a record was measured with, and whether that is what there is now."""

import ast
import hashlib
from collections.abc import Iterable
from pathlib import Path

from tooling.fuzz_mutant import ROOT, Mutant

_LENGTH = 12
_TOOLING = ROOT / "scripts" / "tooling"
_FAULTS = ROOT / "tests" / "contract" / "mutants"
# They start runs and write down what came of them: no run sees more or less for them.
_CLERKS = frozenset(
    {
        "fuzz.py",
        "fuzz_again.py",
        "fuzz_coverage.py",
        "fuzz_digest.py",
        "fuzz_false_alarms.py",
        "fuzz_har.py",
        "fuzz_heard.py",
        "fuzz_junit.py",
        "fuzz_kills.py",
        "fuzz_mutants.py",
        "fuzz_proofs.py",
        "fuzz_properties.py",
        "fuzz_python_line.py",
        "fuzz_reached.py",
        "fuzz_report.py",
        "fuzz_second_opinion.py",
        "fuzz_shards.py",
    }
)


def of_fuzzer() -> str:
    """Give the digest of everything that decides what is sent and what is a failure."""
    judges = (path for path in _TOOLING.glob("fuzz*.py") if path.name not in _CLERKS)
    return _digest(code_of(path) for path in sorted(judges))


def code_of(path: Path) -> bytes:
    """Give the lines that do something: those of comments and docstrings are left out.

    What a tree looks like is another thing in every version of Python; lines are the same.
    """
    text = path.read_text(encoding="utf-8")
    told = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = (
        line
        for number, line in enumerate(text.splitlines(), start=1)
        if number not in told and line.strip() and not line.lstrip().startswith("#")
    )
    return "\n".join(lines).encode()


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
