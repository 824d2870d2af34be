"""Run mutmut on copies of the wrapper's modules, and read what it prints.

mutmut names modules by their path and knows a folder called `src`, so the wrapper is laid out as
`src/ledgerspan` in a folder of its own; the tests find everything else where it is.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "wrapper" / "ledgerspan"

# Each module with the tests that were written for it: they alone must kill its mutants. Tests that
# only come past it would be run for each mutant too, by the hundred.
MODULES: Mapping[str, tuple[str, ...]] = {
    "paging.py": ("test_paging.py", "test_walk_ends.py"),
    "retry.py": ("test_retry.py", "test_retry_after.py"),
    "throttle.py": ("test_throttle.py", "test_shared_rate.py"),
    "filters.py": ("test_filters.py", "test_walk.py"),
    "walk.py": (
        "test_walk.py",
        "test_filters.py",
        "test_walk_ends.py",
        "test_pager.py",
        "test_sections.py",
    ),
    "once.py": ("test_references.py",),
    "stale.py": ("test_stale_records.py", "test_stale.py"),
    "dry_run.py": ("test_dry_run_bodies.py",),
    "dates.py": ("test_dates.py",),
    "address.py": ("test_address.py",),
    "resolution.py": ("test_resolution.py",),
    "joined.py": ("test_joined.py",),
    "models/amounts.py": ("test_exact_amounts.py", "test_documents.py"),
    "models/checks.py": ("test_documents.py", "test_findings.py"),
    "models/record.py": ("test_documents.py", "test_told_differently.py"),
    "daftra/money_record.py": ("daftra/test_daftra_records.py", "test_exact_amounts.py"),
    "daftra/money_body.py": (
        "daftra/test_daftra_money_body.py",
        "daftra/test_daftra_money_changes.py",
    ),
    "daftra/money_lookup.py": ("daftra/test_daftra_money_lookup.py",),
    "daftra/sales_record.py": ("daftra/test_sales_records.py", "daftra/test_whole_records.py"),
    "daftra/contacts_record.py": (
        "daftra/test_contacts_records.py",
        "daftra/test_whole_records.py",
    ),
    "daftra/payments_record.py": (
        "daftra/test_daftra_payments_records.py",
        "daftra/test_whole_records.py",
    ),
    "daftra/products_record.py": (
        "daftra/test_products_records.py",
        "daftra/test_whole_records.py",
    ),
    "daftra/taxes_record.py": ("daftra/test_taxes_records.py", "daftra/test_whole_records.py"),
    "nuvio/money_record.py": ("nuvio/test_nuvio_records.py", "test_exact_amounts.py"),
    "nuvio/money_body.py": (
        "nuvio/test_nuvio_money_body.py",
        "nuvio/test_nuvio_money_changes.py",
    ),
    "nuvio/money_lookup.py": ("nuvio/test_nuvio_money_lookup.py",),
    "nuvio/contacts_record.py": ("nuvio/test_contacts_records.py", "nuvio/test_whole_records.py"),
    "nuvio/products_record.py": ("nuvio/test_contacts_records.py", "nuvio/test_whole_records.py"),
}
TESTS = "tests/wrapper"
PLUGINS_OFF = ("cacheprovider", "schemathesis", "xdist")
# What throws hundreds of values at a module takes as long for each mutant as all its other tests
# together, and seldom notices what they do not. It counts where laws are what a module is for.
LAWS_OFF = ("-m", "not hypothesis", "-k", "not hostile")
LAWS_ON = frozenset(
    {
        "paging.py",
        "retry.py",
        "throttle.py",
        "dates.py",
        "address.py",
        "models/amounts.py",
        "daftra/money_record.py",
        "nuvio/money_record.py",
    }
)

KILLED = frozenset({"killed", "timeout", "segfault"})
UNDECIDED = frozenset({"not checked", "check was interrupted by user"})


class MutationError(Exception):
    """Say what mutmut printed when it could not do its work."""


class Survivor(NamedTuple):
    """Name a change that no test noticed, by what stands there and what it was changed to.

    Lines are joined and blanks made one, so that it is found again wherever the code moves to;
    `becomes` is empty where lines were only taken away.
    """

    module: str
    function: str
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.module}: {self.function}: {self.was!r} became {self.becomes!r}"


class Result(NamedTuple):
    """Hold what came of one module."""

    module: str
    mutants: int
    survivors: tuple[Survivor, ...]

    @property
    def killed(self) -> int:
        """Return how many changes a test noticed, by failing or by not ending."""
        return self.mutants - len(self.survivors)

    @property
    def score(self) -> float:
        """Return the share of killed mutants in percent."""
        return 100 * self.killed / self.mutants


def digest(module: str) -> str:
    """Return what tells one state of a module's source from another."""
    return hashlib.sha256((SOURCES / module).read_bytes()).hexdigest()[:12]


def run(module: str, *, jobs: int) -> Result:
    """Try every mutant of a module; raises MutationError when mutmut does not get that far."""
    with tempfile.TemporaryDirectory(prefix="mutate-") as name:
        folder = Path(name)
        _lay_out(folder, module)
        # mutmut writes its progress over itself, which is fit for a terminal and nothing else.
        _mutmut(folder, "run", "--max-children", str(jobs), shown=sys.stderr.isatty())
        states = dict(parse_results(_mutmut(folder, "results", "--all", "true")))
        undecided = [mutant for mutant, state in states.items() if state in UNDECIDED]
        if undecided:
            raise MutationError(f"mutmut stopped before it had tried {', '.join(undecided)}")
        survivors = [
            parse_survivor(mutant, _mutmut(folder, "show", mutant))
            for mutant, state in states.items()
            if state not in KILLED
        ]
    return Result(module, len(states), tuple(survivors))


def parse_results(printed: str) -> Iterator[tuple[str, str]]:
    """Yield name and state of each mutant: `ledgerspan.paging.x_horizon__mutmut_1: killed`."""
    for line in printed.splitlines():
        mutant, found, state = line.strip().rpartition(": ")
        if found:
            yield mutant, state


def parse_survivor(mutant: str, printed: str) -> Survivor:
    """Read a mutant from its name and the diff that mutmut shows of it."""
    lines = printed.splitlines()
    was = [line[1:] for line in lines if line.startswith("-") and not line.startswith("---")]
    becomes = [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++")]
    return Survivor(module_of(mutant), function_of(mutant), one_line(*was), one_line(*becomes))


def module_of(mutant: str) -> str:
    """Return the file of a mutant, as in MODULES."""
    module, _, _ = mutant.rpartition(".")
    return module.removeprefix("ledgerspan.").replace(".", "/") + ".py"


def function_of(mutant: str) -> str:
    """Return `function` or `Class.method` of a mutant."""
    _, _, name = mutant.rpartition(".")
    mangled, _, _ = name.rpartition("__mutmut_")
    # mutmut writes x_function, and xǁClassǁmethod.
    return mangled[2:].replace("ǁ", ".") if mangled.startswith("xǁ") else mangled[2:]


def one_line(*lines: str) -> str:
    """Join lines of code; blanks become one."""
    return " ".join(" ".join(lines).split())


def _lay_out(folder: Path, module: str) -> None:
    shutil.copytree(
        SOURCES, folder / "src" / "ledgerspan", ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "tests").symlink_to(ROOT / "tests")
    (folder / "mutants").mkdir()
    for name in ("generated", "scripts", "specs"):
        (folder / "mutants" / name).symlink_to(ROOT / name)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/ledgerspan/{module}"],
        "pytest_add_cli_args_test_selection": [f"{TESTS}/{path}" for path in MODULES[module]],
        "pytest_add_cli_args": [
            *(() if module in LAWS_ON else LAWS_OFF),
            *[word for each in PLUGINS_OFF for word in ("-p", f"no:{each}")],
        ],
        "use_git_change_detection": False,
        # An endless walk is no slow one after a few seconds more than its tests take.
        "timeout_multiplier": 8.0,
    }
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table = "".join(f"{name} = {_toml(value)}\n" for name, value in settings.items())
    settled = f"{project}\n[tool.mutmut]\n{table}"
    (folder / "pyproject.toml").write_text(settled, encoding="utf-8")


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(f'"{each}"' for each in value) + "]"
    return str(value).lower()


def _mutmut(folder: Path, *arguments: str, shown: bool = False) -> str:
    done = subprocess.run(
        [Path(sys.executable).with_name("mutmut"), *arguments],
        cwd=folder,
        stdout=sys.stderr if shown else subprocess.PIPE,
        stderr=None if shown else subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        told = "" if done.stdout is None else f":\n{done.stdout}"
        raise MutationError(f"mutmut {arguments[0]} ended with {done.returncode}{told}")
    return done.stdout or ""
