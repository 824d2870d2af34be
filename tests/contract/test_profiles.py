"""What a run is made of: profiles, shards, and settings that the tool's own command reads too."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest
from ledgerspan.sandbox import Sandbox
from ledgerspan.sandbox.daftra.records import Records
from schemathesis import HookContext
from schemathesis.generation.meta import TestPhase
from tooling import fuzz
from tooling.bundle import bundle, view
from tooling.fuzz import PROFILES
from tooling.fuzz_har import entries
from tooling.fuzz_known import Known
from tooling.fuzz_outcome import Outcome
from tooling.fuzz_settings import (
    PHASES,
    STATIC,
    Budget,
    sampled,
    settings_of,
    static_settings,
)
from tooling.fuzz_shards import merged, run_all, shards
from tooling.fuzz_target import Api, Dialect, Target
from tooling.openapi import operations

ROOT = Path(__file__).resolve().parents[2]
TARGET = Target("nuvio", "observed", "http://box.invalid", "Bearer", "invented")


@pytest.mark.parametrize("dialect", get_args(Dialect))
@pytest.mark.parametrize("api", get_args(Api))
def test_every_operation_is_in_one_shard(api: Api, dialect: Dialect, tmp_path: Path) -> None:
    work = shards((api,), (dialect,), PROFILES["quick"], tmp_path)
    described = operations(view(bundle(api), f"fuzz-{dialect}"))
    named = Counter(name for shard in work for name in shard.budget.operations or ())
    assert named == Counter(each.id for each in described)


def test_a_tag_is_in_one_shard(tmp_path: Path) -> None:
    tags = {each.id: each.node["tags"][0] for each in operations(bundle("daftra"))}
    work = shards(("daftra",), ("observed",), PROFILES["quick"], tmp_path)
    homes = {
        (tags[name], shard.archive) for shard in work for name in shard.budget.operations or ()
    }
    assert len(homes) == len({tag for tag, _ in homes})


def test_more_processes_send_the_same(tmp_path: Path) -> None:
    assert traffic(tmp_path / "one", jobs=1) == traffic(tmp_path / "two", jobs=2)


def traffic(folder: Path, jobs: int) -> list[tuple[str, str, bytes | None]]:
    budget = Budget(7, 1, ("examples", "fuzzing"), ("list_taxes", "list_stores", "list_tags"))
    work = shards(get_args(Api), ("observed",), budget, folder)
    assert len(list(run_all(work, jobs))) == 3
    return [
        (each.method, urlsplit(each.url)._replace(netloc="").geturl(), each.request_body)
        for shard in work
        for each in entries(shard.archive)
    ]


def test_shards_add_up() -> None:
    parts = [Outcome(TARGET), Outcome(TARGET)]
    for number, part in enumerate(parts):
        part.cases["fuzzing"] += 5
        part.called["fuzzing"].add(f"GET /v1/{number}")
    (whole,) = merged(parts)
    assert (whole.cases["fuzzing"], whole.operations) == (10, {"GET /v1/0", "GET /v1/1"})


def test_a_report_is_a_folder_of_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROFILES, "quick", Budget(phases=PHASES, operations=("list_tags",)))
    arguments = ["--api", "nuvio", "--dialect", "observed", "--report", str(tmp_path)]
    fuzz.main(arguments, {})
    assert {each.name for each in tmp_path.iterdir()} == {"fuzz.har", "fuzz.json", "junit.xml"}


def test_a_whole_run_of_which_a_phase_sent_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(PROFILES, "quick", Budget(phases=PHASES, operations=("get_site_info",)))
    assert fuzz.main(["--api", "daftra", "--dialect", "observed"], {}) == 1
    assert "FAIL daftra observed: stateful: the run is complete" in capsys.readouterr().out


def test_what_runs_have_in_common_is_read_from_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    text = STATIC.read_text(encoding="utf-8").replace("naïve", "coöperate")
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: text)
    assert "coöperate" in static_settings()["dictionaries"]["texts"]["values"]


def test_a_budget_wins_over_the_file() -> None:
    config = settings_of(TARGET, Budget(seed=9, max_examples=4, phases=("fuzzing",)), Known(), [])
    phases = config.projects.default.phases
    assert (config.seed, config.projects.default.generation.max_examples) == (9, 4)
    assert [phases.fuzzing.enabled, phases.stateful.enabled] == [True, False]


def test_the_tool_s_own_command_runs_with_the_file() -> None:
    done, asked = commanded("list_incomes")
    assert (done.returncode, "6 passed" in done.stdout) == (0, True), done.stdout + done.stderr
    # Our checks walk through the pages, which the tool by itself does not.
    assert "limit=7" in "".join(asked)


def test_the_tool_s_own_command_asks_our_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Records.page
    monkeypatch.setattr(
        Records,
        "page",
        lambda self, limit, offset, *rest, **named: page(
            self, limit, max(0, offset - 1), *rest, **named
        ),
    )
    done, _ = commanded("list_incomes")
    assert (done.returncode, "pages_add_up" in done.stdout) == (1, True), done.stdout + done.stderr


def commanded(operation: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run the tool's own command against a sandbox; give its end and the queries it sent."""
    with Sandbox(seed=7, records=30) as box:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(
                str(ROOT / name) for name in ("scripts", "wrapper", "generated")
            ),
            "LEDGERSPAN_FUZZ_DAFTRA_URL": f"{box.url}/daftra",
            "LEDGERSPAN_FUZZ_DAFTRA_API_KEY": box.daftra_companies[0].api_key,
            "LEDGERSPAN_FUZZ_NUVIO_URL": f"{box.url}/nuvio",
            "LEDGERSPAN_FUZZ_NUVIO_TOKEN": box.nuvio_companies[0].token,
        }
        done = subprocess.run(  # noqa: S603  # pinned, and with our own arguments
            [
                *(sys.executable, "-m", "schemathesis.cli"),
                *("--config-file", str(STATIC), "run", str(ROOT / "specs/dist/daftra.json")),
                *("--include-operation-id", operation, "--phases", "fuzzing"),
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done, [request.query for request in box.requests]


@pytest.mark.parametrize("seed", range(20))
def test_every_seed_takes_boundary_cases_from_all_of_them(seed: int) -> None:
    phase = SimpleNamespace(name=TestPhase.COVERAGE, data=None)
    case: Any = SimpleNamespace(
        meta=SimpleNamespace(phase=phase), operation=SimpleNamespace(label="GET /v1/tags")
    )
    keep = sampled(8, seed)
    kept = [place for place in range(1000) if keep(HookContext(), case)]
    assert kept[:8] == list(range(8))
    assert max(kept) > 500
    assert 25 < len(kept) < 75
