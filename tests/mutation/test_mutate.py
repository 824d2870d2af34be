"""What scripts/mutate makes of what mutmut prints, and when it is content."""

import datetime
from pathlib import Path

import pytest
from tooling import mutate, mutate_record, mutate_run
from tooling.mutate_record import Excuse, Score
from tooling.mutate_run import Result, Survivor

SHOWN = """# ledgerspan.models.record.x\u01c1Record\u01c1__reduce____mutmut_2: survived
--- wrapper/record.py
+++ wrapper/record.py
@@ -1,4 +1,3 @@
 def __reduce__(self):
-    kept = alone(
-        index,
-    )
+    kept = alone()
     return kept
"""
NAME = "ledgerspan.models.record.x\u01c1Record\u01c1__reduce____mutmut_2"
SURVIVOR = Survivor(
    "models/record.py", "Record.__reduce__", "kept = alone( index, )", "kept = alone()"
)
TOLD = "models/record.py: Record.__reduce__: 'kept = alone( index, )' became 'kept = alone()'"
EXCUSE = Excuse(SURVIVOR, "both are the same there")


def test_a_survivor_is_named_by_its_function_and_both_texts() -> None:
    assert mutate_run.parse_survivor(NAME, SHOWN) == SURVIVOR


@pytest.mark.parametrize(
    ("mutant", "module", "function"),
    [
        ("ledgerspan.paging.x_horizon__mutmut_12", "paging.py", "horizon"),
        ("ledgerspan.daftra.money_body.x__tax_fields__mutmut_1", "daftra/money_body.py",
         "_tax_fields"),
        (NAME, "models/record.py", "Record.__reduce__"),
    ],
)  # fmt: skip
def test_a_mutant_tells_its_module_and_function(mutant: str, module: str, function: str) -> None:
    found = mutate_run.module_of(mutant), mutate_run.function_of(mutant)
    assert found == (module, function)


def test_results_are_read_line_by_line() -> None:
    printed = (
        "    ledgerspan.paging.x_a__mutmut_1: killed\n    ledgerspan.b.x_c__mutmut_2: no tests\n"
    )
    assert list(mutate_run.parse_results(printed)) == [
        ("ledgerspan.paging.x_a__mutmut_1", "killed"),
        ("ledgerspan.b.x_c__mutmut_2", "no tests"),
    ]


def test_a_score_is_the_share_of_killed_mutants() -> None:
    result = Result("models/record.py", 8, (SURVIVOR,))
    assert (result.killed, result.score) == (7, 87.5)


def test_nothing_is_wrong_when_all_survivors_are_excused() -> None:
    assert mutate.faults_of(Result("models/record.py", 8, (SURVIVOR,)), [EXCUSE]) == []


def test_a_low_score_is_told_whatever_is_excused() -> None:
    assert mutate.faults_of(Result("models/record.py", 4, (SURVIVOR,)), [EXCUSE]) == [
        "models/record.py: 75.0 % are killed, not 85 %"
    ]


def test_a_survivor_without_an_excuse_is_told() -> None:
    assert mutate.faults_of(Result("models/record.py", 8, (SURVIVOR,)), []) == [
        f"{TOLD}: neither killed nor excused in survivors.toml"
    ]


def test_an_excuse_for_what_is_killed_now_is_told() -> None:
    assert mutate.faults_of(Result("models/record.py", 8, ()), [EXCUSE]) == [
        f"{TOLD}: excused, but there is no such survivor: remove the excuse"
    ]


def test_excuses_of_other_modules_are_their_matter() -> None:
    assert mutate.faults_of(Result("paging.py", 8, ()), [EXCUSE]) == []


def test_scores_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    score = Score(60, 57, "0123456789ab", datetime.date(2026, 3, 14))
    mutate_record.write({"retry.py": score, "paging.py": score}, tmp_path / "SCORES.md")
    found = mutate_record.scores(tmp_path / "SCORES.md")
    assert list(found.items()) == [("paging.py", score), ("retry.py", score)]


def test_an_excuse_may_be_written_over_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "survivors.toml"
    path.write_text(
        """
[[survivor]]
module = "models/record.py"
function = "Record.__reduce__"
was = '''
kept = alone(
    index,
)
'''
becomes = "kept = alone()"
because = "both are the same there"
""",
        encoding="utf-8",
    )
    assert mutate_record.excuses(path) == (EXCUSE,)


def test_a_module_that_is_not_mutated_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        mutate.main(["client.py"])
    assert "'client.py' is none of paging.py" in capsys.readouterr().err
