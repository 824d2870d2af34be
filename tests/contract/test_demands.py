"""A demanding run fails where nothing refuses it and nothing comes of it either."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from tooling.bundle import bundle, view
from tooling.fuzz import sandboxed
from tooling.fuzz_effects import ineffective
from tooling.fuzz_examples import with_known_ids
from tooling.fuzz_known import Known
from tooling.fuzz_outcome import LEADS, SUCCEEDS
from tooling.fuzz_place import Place
from tooling.fuzz_run import run
from tooling.fuzz_settings import Budget, Phase
from tooling.fuzz_target import Target
from tooling.openapi import operations, pointer_to
from tooling.spec_mutant_changes import moved, replaced
from tooling.spec_views import only

SEED = 7


@pytest.fixture(name="nuvio")
def _nuvio() -> Iterator[Target]:
    with sandboxed("nuvio", "observed", SEED) as target:
        yield target


@pytest.fixture(name="daftra")
def _daftra() -> Iterator[Target]:
    with sandboxed("daftra", "observed", SEED) as target:
        yield target


def document(*names: str) -> dict[str, Any]:
    return only(view(bundle("nuvio"), "fuzz-observed"), names)


def failures(target: Target, shown: dict[str, Any], *phases: Phase) -> set[tuple[str, str]]:
    asked = tuple(each.id for each in operations(shown))
    budget = Budget(SEED, 3, phases, asked, boundaries=2, demanding=True)
    return {(found.operation, found.check) for found in run(target, budget, shown).failures}


def test_an_operation_that_is_never_done_is_a_failure(nuvio: Target) -> None:
    shown = document("list_tags")
    moved("/paths", "/v1/tags", "/v1/no-tags")(shown)
    assert ("GET /v1/no-tags", SUCCEEDS) in failures(nuvio, shown, "fuzzing")


def test_an_operation_that_is_done_is_none(nuvio: Target) -> None:
    assert failures(nuvio, document("list_tags"), "fuzzing") == set()


def test_a_link_that_leads_nowhere_is_a_failure(nuvio: Target) -> None:
    shown = document("list_tags", "get_tag")
    place = pointer_to("paths", "/v1/tags", "get", "responses", "200", "links", "get_listed_tag")
    replaced(f"{place}/parameters/id", "$response.body#/data/0/nothing")(shown)
    assert failures(nuvio, shown, "stateful") >= {("GET /v1/tags -> get_listed_tag", LEADS)}


def test_a_link_that_leads_to_a_record_is_none(nuvio: Target) -> None:
    assert failures(nuvio, document("list_tags", "get_tag"), "stateful") == set()


@pytest.mark.parametrize(
    ("name", "address", "found"),
    [
        ("limit", "/api2/clients?limit=2", []),
        ("page", "/api2/clients?page=2&limit=2", []),
        ("limit", "/api2/clients?limit=1000", ["limit"]),
        ("colour", "/api2/clients?colour=red", ["colour"]),
        ("colour", "/api2/clients", ["colour"]),
    ],
)
def test_a_parameter_that_changes_no_list_is_named(
    daftra: Target, name: str, address: str, found: list[str]
) -> None:
    with daftra.probe() as probe:
        assert list(ineffective(probe, [name], [address])) == found


def test_one_value_that_has_an_effect_is_enough(daftra: Target) -> None:
    asked = ["/api2/clients?limit=1000", "/api2/clients?limit=2"]
    with daftra.probe() as probe:
        assert list(ineffective(probe, ["limit"], asked)) == []


def test_creates_of_a_demanding_run_do_not_fail_for_a_code_that_is_taken(nuvio: Target) -> None:
    budget = Budget(SEED, 1, ("coverage",), ("create_project",), focus=("name",), demanding=True)
    outcome = run(nuvio, budget, document("create_project"))
    assert "uses a number or code that is taken" not in outcome.excused


def test_paths_name_a_record_that_is_known() -> None:
    shown = document("get_tag")
    known = Known({(Place("nuvio", "tags"), "id"): ["first", "last"]})
    with_known_ids("nuvio", shown, known)
    assert [each["example"] for each in next(operations(shown)).parameters(shown)] == ["last"]


def test_paths_name_a_record_of_nobody_when_asked() -> None:
    shown = document("get_tag")
    known = Known({(Place("nuvio", "tags"), "id"): ["first", "last"]})
    with_known_ids("nuvio", shown, known, strangers=True)
    named = [each["example"] for each in next(operations(shown)).parameters(shown)]
    assert named == ["00000000-0000-4000-8000-00000000dead"]


def test_what_several_operations_share_is_not_changed_by_examples() -> None:
    shown = document("get_tag")
    shared = copy.deepcopy(shown["components"]["parameters"])
    with_known_ids("nuvio", shown, Known({(Place("nuvio", "tags"), "id"): ["last"]}))
    assert shown["components"]["parameters"] == shared
