"""The command itself, end to end on tiny inputs; no time is asserted but one generous ratio."""

import json
from pathlib import Path

import pytest
from ledgerspan.sandbox.exchange import Dialect
from tooling import bench
from tooling.bench_bodies import DIALECTS, bodies
from tooling.bench_clock import interleaved, ratios
from tooling.bench_decode import FLOOR, OURS, TARGETS, typed
from tooling.bench_rows import Row
from tooling.bench_stock import Load


def test_a_quick_run_prints_and_keeps_every_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "rows.json"
    assert bench.main(["--quick", "--json", str(kept)]) == 0
    printed = capsys.readouterr().out
    rows = json.loads(kept.read_text(encoding="utf-8"))["rows"]
    assert {row["section"] for row in rows} == set(bench.SECTIONS)
    for row in rows:
        assert f"{row['section']}: {row['subject']}" in printed
        assert row["candidate"] in printed
        assert row["value"] > 0
    # Two dialects of two providers, five to decode and five to normalize.
    assert sum(row["section"] in ("decode", "normalize") for row in rows) == 40
    assert sum(row["target"] is not None for row in rows) == 27


def test_only_the_sections_asked_for_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--quick", "--only", "client"]) == 0
    assert "client: the second one" in capsys.readouterr().out


def test_an_unknown_section_is_refused_and_the_known_ones_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        bench.main(["--only", "speed"])
    assert "'speed' is none of decode, resources, normalize" in capsys.readouterr().err


def test_help_names_every_section(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["--help"])
    printed = capsys.readouterr().out
    assert [name for name in bench.SECTIONS if f"    {name} " not in printed] == []
    assert "more than 30%" in printed


@pytest.mark.parametrize(("value", "code"), [(2.0, 0), (2.1, 1)])
def test_check_fails_for_a_target_missed_by_more_than_the_slack(
    value: float, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Row("client", "a page", OURS, value, target=1.6)
    monkeypatch.setitem(bench.SECTIONS, "client", lambda _load, _size: [row])
    assert bench.main(["--only", "client", "--check"]) == code
    assert bench.main(["--only", "client"]) == 0


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("provider", ["Daftra", "Nuvio"])
def test_decoding_takes_at_most_twice_its_target(
    load: Load, dialect: Dialect, provider: str
) -> None:
    candidates = typed(bodies(dialect, 500), load)[provider]
    pair = {name: candidates[name] for name in (FLOOR, OURS)}
    assert ratios(interleaved(pair, rounds=9), FLOOR)[OURS] <= 2 * TARGETS["decode"][provider]
