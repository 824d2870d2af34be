"""scripts/demo keeps its promises."""

import json
import re
from decimal import Decimal

import pytest
from tooling.demo import COLUMNS, main


def lines_of(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    shown = capsys.readouterr()
    return shown.out.splitlines(), shown.err.splitlines()


def test_it_prints_one_table_of_both_providers_with_totals_and_reports(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    out, err = lines_of(capsys)
    assert [column for column in COLUMNS if column in out[0]] == list(COLUMNS)
    table = out[1 : out.index("")]
    assert {row.split()[0] for row in table} == {"daftra", "nuvio"}
    assert min(sum(row.startswith(name) for row in table) for name in ("daftra", "nuvio")) >= 120
    assert {"SAR", "EGP", "EUR", "KWD"} <= set(" ".join(table).split())
    assert re.search(r"[\u0600-\u06ff]", " ".join(table))
    assert "stopped: the last page" in out[-2]
    assert [line for line in err if line.startswith("page 2 of 3")]


def test_its_totals_are_the_exact_sums_of_its_records(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    out, _ = lines_of(capsys)
    start = out.index("totals") + 1
    totals = dict(line.rsplit(maxsplit=1) for line in out[start : out.index("", start)])
    assert main(["--json"]) == 0
    sums: dict[str, Decimal] = {}
    for record in json.loads(capsys.readouterr().out):
        name = f"  {record['provider']}  {record['currency']}"
        sums[name] = sums.get(name, Decimal(0)) + Decimal(record["total"])
    assert {name: f"{total:f}" for name, total in sums.items()} == totals


def test_its_json_has_every_record_with_amounts_as_exact_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert len(records) == 300
    assert {type(record["total"]) for record in records} == {str}
    assert any(re.fullmatch(r"\d+\.\d{3}", record["total"]) for record in records)
