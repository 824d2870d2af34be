"""The quick profile of `scripts/fuzz` finds nothing, and reaches what the specs document."""

from pathlib import Path
from typing import get_args

from tooling.fuzz import PROFILES
from tooling.fuzz_coverage import (
    PAGE,
    coverages,
    numbers,
    read_reasons,
    shortfalls,
    told_numbers,
)
from tooling.fuzz_report import failure_lines
from tooling.fuzz_settings import PHASES
from tooling.fuzz_shards import merged, run_all, shards
from tooling.fuzz_target import Api, Dialect

OPERATIONS = {"daftra": 247, "nuvio": 38}


def test_the_quick_profile_finds_nothing_and_reaches_what_is_documented(tmp_path: Path) -> None:
    work = shards(get_args(Api), get_args(Dialect), PROFILES["quick"], tmp_path)
    outcomes = merged(list(run_all(work, jobs=2)))
    assert {len(outcome.operations) for outcome in outcomes} == set(OPERATIONS.values())
    assert [set(PHASES) - set(outcome.cases) for outcome in outcomes] == [set()] * 4
    assert [line for outcome in outcomes for line in failure_lines(outcome)] == []
    found = coverages([shard.archive for shard in work])
    assert shortfalls(found, read_reasons()) == []
    # What is reached moves with the version of Python; what is documented does not.
    documented = [(name, pair[1]) for each in found for name, pair in numbers(each).items()]
    stale = "run scripts/fuzz --jobs 2 --coverage write"
    assert told_numbers(PAGE.read_text(encoding="utf-8")) == documented, stale
