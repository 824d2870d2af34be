"""What is recorded of mutation testing is true of the modules as they stand.

Trying the mutants takes half an hour and is no part of the suite; that nothing is recorded which
cannot be so is held here.
"""

import ast
from collections.abc import Iterator

import pytest
from tooling import mutate_record
from tooling.mutate_record import TARGET, Excuse
from tooling.mutate_run import MODULES, ROOT, SOURCES, TESTS, one_line

SCORES = mutate_record.scores()
EXCUSES = mutate_record.excuses()


def functions(module: str) -> Iterator[tuple[str, str]]:
    """Yield `function` or `Class.method` of a module, with its source in one line."""
    text = (SOURCES / module).read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, one_line(ast.get_source_segment(text, node) or "")
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield (
                        f"{node.name}.{inner.name}",
                        one_line(ast.get_source_segment(text, inner) or ""),
                    )


def test_every_module_that_is_mutated_has_a_score_and_no_other() -> None:
    assert [*SCORES] == [*MODULES]


@pytest.mark.parametrize("module", MODULES)
def test_the_tests_that_must_kill_the_mutants_of_a_module_are_there(module: str) -> None:
    assert [path for path in MODULES[module] if not (ROOT / TESTS / path).is_file()] == []


@pytest.mark.parametrize("module", MODULES)
def test_enough_mutants_of_a_module_are_killed(module: str) -> None:
    assert SCORES[module].percent >= TARGET


@pytest.mark.parametrize("module", MODULES)
def test_every_survivor_of_a_module_is_excused(module: str) -> None:
    excused = [each for each in EXCUSES if each.survivor.module == module]
    score = SCORES[module]
    assert len(excused) == score.mutants - score.killed


@pytest.mark.parametrize("excuse", EXCUSES, ids=lambda each: str(each.survivor))
def test_an_excused_survivor_is_a_change_of_code_that_there_is(excuse: Excuse) -> None:
    survivor = excuse.survivor
    assert survivor.was in dict(functions(survivor.module))[survivor.function]
    assert survivor.was != survivor.becomes


@pytest.mark.parametrize("excuse", EXCUSES, ids=lambda each: str(each.survivor))
def test_an_excuse_gives_a_reason(excuse: Excuse) -> None:
    assert len(excuse.because.split()) >= 3


def test_the_scores_are_written_as_the_command_writes_them() -> None:
    assert mutate_record.SCORES.read_text(encoding="utf-8") == mutate_record.as_text(SCORES)
