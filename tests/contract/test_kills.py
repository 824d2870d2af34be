"""What is recorded of mutants is true of the fuzzer as it stands; how kills are judged and told.

Measuring them takes long and is no part of the suite. Here nothing is measured: what is recorded
must name the mutants there are, and the sources that it was measured with.
"""

import pytest
from tooling import fuzz_digest, fuzz_false_alarms, fuzz_kills
from tooling.fuzz_false_alarms import Question, Silence
from tooling.fuzz_mutant import mutants
from tooling.fuzz_mutants import Sight, Verdict, judge
from tooling.fuzz_proofs import seeds_of

KILLS = fuzz_kills.KILLS.read_text(encoding="utf-8")
NAME = "sort_is_ignored"


def verdict(**missing: tuple[str, ...]) -> Verdict:
    return Verdict(NAME, 1, "fuzzing", 1.5, **missing)


def sight(*failed: str) -> Sight:
    setting = mutants()[NAME].setting
    return Sight(NAME, setting, 1, dict.fromkeys(failed, "fuzzing"), 1.5)


def test_the_kill_table_lists_every_mutant_as_it_is() -> None:
    assert fuzz_kills.rows(KILLS) == [fuzz_kills.row_of(each) for each in mutants().values()]


def test_the_kill_table_was_measured_with_this_fuzzer() -> None:
    assert fuzz_kills.fuzzer_of(KILLS) == fuzz_digest.of_fuzzer(), "run scripts/fuzz --mutants"


def test_a_check_that_does_not_fail_keeps_a_mutant_alive() -> None:
    assert judge(sight("pages_add_up"), sight()).missed == ("sort_is_honoured",)


def test_a_check_that_fails_on_the_control_too_kills_nothing() -> None:
    assert not judge(sight("sort_is_honoured"), sight("sort_is_honoured")).killed


def test_all_checks_that_fail_for_the_fault_alone_kill_it() -> None:
    found = judge(sight("sort_is_honoured", "pages_add_up"), sight("pages_add_up"))
    assert (found.killed, found.phase) == (True, "fuzzing")


def test_a_survivor_says_what_did_not_fail() -> None:
    assert fuzz_kills.line(verdict(missed=("sort_is_honoured",))) == (
        "SURVIVES  daftra clients: sort_is_ignored, seed 1: sort_is_honoured did not fail"
    )


def test_a_kill_shows_in_the_table_with_its_phase_and_time() -> None:
    assert fuzz_kills.table([verdict()]).splitlines()[1].split() == [
        *(NAME, "daftra", "clients", "1", "sort_is_honoured", "fuzzing", "1.5")
    ]


def test_a_run_without_false_alarms_is_read_as_it_is_written(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("alarms") / "FALSE_ALARMS.md"
    found = Silence(Question(3, "nuvio", "observed", 3, None), 120, 4, 0, 9, "abc", "def")
    fuzz_false_alarms.write([found], path)
    assert fuzz_false_alarms.read(path) == [found]


def test_a_run_of_another_fuzzer_is_done_again() -> None:
    question = Question(3, "nuvio", "observed", 3, 8)
    now = (fuzz_digest.of_fuzzer(), fuzz_digest.of_service())
    old, new = (Silence(question, 120, 4, 0, 9, fuzzer, now[1]) for fuzzer in ("another", now[0]))
    assert fuzz_false_alarms.still_true([old, new]) == [new]


@pytest.mark.parametrize(("text", "seeds"), [("1,2,3", (1, 2, 3)), ("4..6", (4, 5, 6))])
def test_seeds_are_a_list_or_a_span(text: str, seeds: tuple[int, ...]) -> None:
    assert seeds_of(text) == seeds
