"""Wrong specs are noticed: the operators, the sample, the committed kill table."""

import copy
from collections import Counter
from typing import Any

import pytest
from tooling import spec_mutants_record as record
from tooling.openapi import at, operations
from tooling.spec_mutant import INVENTED, Operator, SpecMutant, types_of
from tooling.spec_mutants import OPERATORS, Placed, View, mutants_of, sampled
from tooling.spec_mutants_gate import laboratory
from tooling.spec_mutants_reach import Reach
from tooling.spec_mutants_record import Excuse
from tooling.spec_mutants_run import Verdict

NUVIO, DAFTRA = View("nuvio", "observed"), View("daftra", "documented")
KILLS = record.read()
EXCUSES = record.excuses()
OPERATORS_TRIED = 12
NAME = "/LampInput/properties/name"
COLOUR = {"$ref": "#/components/schemas/Colour"}

LAMP = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "integer"},
        "name": {"type": ["string", "null"], "maxLength": 9},
        "colour": {"enum": ["red", "blue"]},
    },
}
LAMP_INPUT = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "maxLength": 9},
        "colour": COLOUR,
    },
}


def content(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def document() -> dict[str, Any]:
    """Describe lamps, which can be made and read."""
    link = {"operationId": "get_lamp", "parameters": {"id": "$response.body#/id"}}
    made = {"description": "", "content": content("Lamp"), "links": {"get_made": link}}
    shown = {"description": "", "content": content("Lamp")}
    lamp_id = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    create = {
        "operationId": "create_lamp",
        "requestBody": {"content": content("LampInput")},
        "responses": {"200": made, "500": {"description": ""}},
    }
    get = {
        "operationId": "get_lamp",
        "parameters": [lamp_id],
        "responses": {"200": shown, "404": {"description": ""}},
    }
    colour = {"type": "string", "enum": ["red", "blue"]}
    schemas = {"Lamp": LAMP, "LampInput": LAMP_INPUT, "Colour": colour}
    paths = {"/v1/lamps": {"post": create}, "/v1/lamps/{id}": {"get": get}}
    return copy.deepcopy({"paths": paths, "components": {"schemas": schemas}})


def lamp_mutants() -> dict[str, SpecMutant]:
    reach = Reach(document(), {"create_lamp", "get_lamp"})
    return {each.name: each for each in mutants_of(reach)}


def mutated(name: str) -> dict[str, Any]:
    changed = document()
    lamp_mutants()[name].apply(changed)
    return changed


def test_every_mutant_changes_its_document() -> None:
    changed = [name for name in lamp_mutants() if mutated(name) != document()]
    assert changed == list(lamp_mutants())


def test_a_mutant_leaves_the_document_that_it_was_made_from_alone() -> None:
    original = document()
    for mutant in mutants_of(Reach(original, {"create_lamp", "get_lamp"})):
        mutant.apply(copy.deepcopy(original))
    assert original == document()


def test_the_same_document_has_the_same_mutants() -> None:
    assert list(lamp_mutants()) == list(lamp_mutants())


@pytest.mark.parametrize(
    ("name", "pointer", "value"),
    [
        ("answer-type-changed Lamp.id", "/Lamp/properties/id", {"type": "boolean"}),
        (
            "answer-type-changed Lamp.name",
            "/Lamp/properties/name",
            {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
        ),
        (
            "answer-null-dropped Lamp.name",
            "/Lamp/properties/name",
            {"type": ["string"], "maxLength": 9},
        ),
        ("answer-member-required Lamp.name", "/Lamp/required", ["id", "name"]),
        ("answer-member-renamed Lamp.id", "/Lamp/required", ["id" + INVENTED]),
        ("answer-enum-narrowed Lamp.colour 'red'", "/Lamp/properties/colour/enum", ["blue"]),
        ("answer-bound-tightened Lamp.name maxLength", "/Lamp/properties/name/maxLength", 0),
        ("body-member-required LampInput.colour", "/LampInput/required", ["name", "colour"]),
        ("body-bound-widened LampInput.name maxLength", "/LampInput/properties/name/maxLength", 18),
        (
            "body-bound-tightened LampInput.name maxLength",
            "/LampInput/properties/name/maxLength",
            4,
        ),
        (
            "body-enum-widened LampInput.colour enum",
            "/LampInput/properties/colour",
            {"type": "string", "enum": ["red", "blue", INVENTED]},
        ),
    ],
)
def test_an_operator_says_one_thing_wrong(name: str, pointer: str, value: object) -> None:
    assert at(mutated(name), f"/components/schemas{pointer}") == value


def test_a_required_member_of_a_body_becomes_optional() -> None:
    schema = at(mutated("body-required-dropped LampInput.name"), "/components/schemas/LampInput")
    assert "required" not in schema


def test_a_dropped_member_is_no_longer_required() -> None:
    schema = at(mutated("answer-member-dropped Lamp.id"), "/components/schemas/Lamp")
    assert (list(schema["properties"]), "required" in schema) == (["name", "colour"], False)


def test_a_path_moves_with_its_operations() -> None:
    changed = mutated("path-changed get_lamp./v1/lampsx/{id}")
    assert [each.label for each in operations(changed)] == [
        "POST /v1/lamps",
        "GET /v1/lampsx/{id}",
    ]


def test_a_link_looks_for_what_is_not_there() -> None:
    changed = mutated("link-expression-changed create_lamp.get_made")
    pointer = "/paths/~1v1~1lamps/post/responses/200/links/get_made/parameters/id"
    assert at(changed, pointer) == "$response.body#/id" + INVENTED


def test_no_status_is_touched_that_needs_a_failing_service() -> None:
    statuses = [each.where for each in lamp_mutants().values() if "status" in each.operator.name]
    assert [each for each in statuses if each.endswith(".500")] == []


def test_an_operation_that_is_not_served_has_no_mutants() -> None:
    reach = Reach(document(), {"get_lamp"})
    asked = {name for each in mutants_of(reach) for name in each.operations}
    assert asked == {"get_lamp"}


@pytest.mark.parametrize(
    ("schema", "types"),
    [
        ({"type": "number"}, {"number", "integer"}),
        ({"enum": [1, "a", None]}, {"integer", "string", "null"}),
        (
            {"anyOf": [{"$ref": "#/components/schemas/Colour"}, {"type": "null"}]},
            {"string", "null"},
        ),
    ],
)
def test_the_types_that_a_schema_lets_through(schema: dict[str, Any], types: set[str]) -> None:
    assert types_of(document(), schema) == types


def test_a_sample_takes_operators_in_turn() -> None:
    placed = [Placed(NUVIO, each) for each in lamp_mutants().values()]
    kinds = Counter(each.mutant.operator.name for each in placed)
    drawn = sampled(placed, len(kinds), seed=3)
    assert Counter(each.mutant.operator.name for each in drawn) == dict.fromkeys(kinds, 1)


def test_the_seed_decides_what_is_drawn() -> None:
    placed = [Placed(NUVIO, each) for each in lamp_mutants().values()]
    first, again, other = (sampled(placed, 20, seed=seed) for seed in (1, 1, 2))
    assert (first == again, first == other) == (True, False)


def verdict(operator: str, *killed_by: str, unseen: bool = False) -> Verdict:
    return Verdict(NUVIO, operator, "Lamp.name", killed_by, 1.0, unseen)


def test_only_what_is_equivalent_or_unseen_is_left_out_of_the_score() -> None:
    verdicts = [verdict("a", "a check"), verdict("b"), verdict("c"), verdict("d", unseen=True)]
    told = [
        Excuse("nuvio observed b Lamp.name", equivalent=True, because="it is the same thing"),
        Excuse("nuvio observed c Lamp.name", equivalent=False, because="nobody looks there"),
    ]
    assert record.score(verdicts, told) == 50


def test_a_survivor_without_an_excuse_and_an_excuse_without_a_survivor_are_faults() -> None:
    verdicts = [*(verdict(f"killed {each}", "a check") for each in range(40)), verdict("b")]
    told = [Excuse("nuvio observed c Lamp.name", equivalent=True, because="it is the same thing")]
    assert record.faults(verdicts, told) == [
        "nuvio observed b Lamp.name: neither killed nor in spec_survivors.toml",
        "nuvio observed c Lamp.name: in spec_survivors.toml, but not alive",
    ]


def test_the_record_is_of_these_specs_operators_and_checks() -> None:
    assert KILLS.source == record.source(), "run scripts/fuzz --spec-mutants --seed 1"


def test_the_record_is_written_as_the_command_writes_it() -> None:
    assert record.KILLS.read_text(encoding="utf-8") == record.as_text(KILLS, EXCUSES)


def test_enough_mutants_are_tried_and_killed() -> None:
    assert len(KILLS.verdicts) >= 200
    assert record.faults(KILLS.verdicts, EXCUSES) == []


def test_every_excuse_gives_a_reason() -> None:
    assert [each.mutant for each in EXCUSES if len(each.because.split()) < 4] == []


@pytest.mark.parametrize("view", [NUVIO, DAFTRA], ids=str)
def test_the_record_is_of_all_operations_that_the_sandbox_serves(view: View) -> None:
    assert KILLS.served[view] == len(laboratory(view).reach.operations)


def tried_again() -> list[Verdict]:
    """Choose one kill an operator from the record, the quickest of each, of two of the views."""
    quickest: dict[str, Verdict] = {}
    for each in sorted(KILLS.verdicts, key=lambda each: each.seconds):
        if each.killed_by and each.view in (NUVIO, DAFTRA):
            quickest.setdefault(each.operator, each)
    return sorted(quickest.values(), key=lambda each: each.seconds)[:OPERATORS_TRIED]


@pytest.mark.parametrize("kill", tried_again(), ids=lambda each: each.name)
def test_a_recorded_kill_happens_again(kill: Verdict) -> None:
    there = laboratory(kill.view)
    name = f"{kill.operator} {kill.where}"
    assert there.judge(there.mutants[name]).killed_by == kill.killed_by


@pytest.mark.parametrize("view", [NUVIO, DAFTRA], ids=str)
def test_a_mutant_that_says_nothing_wrong_survives(view: View) -> None:
    there = laboratory(view)
    every_check = frozenset().union(*(each.killers for each in OPERATORS))
    example = next(each for each in there.mutants.values() if "create" in each.operations[0])
    harmless = SpecMutant(
        operator=Operator("nothing-changed", every_check),
        where="nowhere",
        pointer=example.pointer,
        operations=example.operations,
        phases=("examples", "coverage", "fuzzing"),
        focus=(),
        apply=lambda _: None,
    )
    assert there.judge(harmless).killed_by == ()
