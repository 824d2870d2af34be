"""Nuvio's taxes, tags and projects: a name, and what else comes stays in raw."""

from typing import Any

import pytest
from ledgerspan.models import Project, Tag, Tax
from ledgerspan.nuvio.listing import read_page
from ledgerspan.nuvio.projects import PROJECTS
from ledgerspan.nuvio.tags import TAGS
from ledgerspan.nuvio.taxes import TAXES

from tests.wrapper.fakes import says

KINDS: list[tuple[Any, type]] = [(TAXES, Tax), (TAGS, Tag), (PROJECTS, Project)]


def read(kind: Any, *records: object) -> list[Any]:
    told: list[Any] = []
    body = {"success": True, "errors": None, "data": list(records)}
    return read_page(kind, says(body), told.append)


@pytest.mark.parametrize(("kind", "shape"), KINDS)
@pytest.mark.parametrize("name", ["ضريبة ٢٤٪", " north ", "null"])
def test_a_name_is_kept_as_it_is(kind: Any, shape: type, name: str) -> None:
    (found,) = read(kind, {"id": "3f1e", "name": name})
    assert (type(found), found.id, found.name) == (shape, "3f1e", name)


@pytest.mark.parametrize(("kind", "shape"), KINDS)
@pytest.mark.parametrize("empty", [None, "", [], {}, 7])
def test_what_is_no_name_is_none_and_costs_no_record(kind: Any, shape: type, empty: object) -> None:
    found = read(kind, {"id": "a", "name": empty}, {"id": "b", "name": "x"}, None, 7)
    assert [type(record) for record in found] == [shape] * 4
    assert [(record.id, record.name) for record in found[:2]] == [("a", None), ("b", "x")]


def test_a_rate_under_any_name_stays_in_raw() -> None:
    (tax,) = read(TAXES, {"id": "a", "name": "VAT", "percentage": 15})
    assert (tax.rate, tax.raw["percentage"]) == (None, 15)


def test_a_project_has_a_code() -> None:
    (project,) = read(PROJECTS, {"id": "a", "name": "Pier", "projectCode": "P-٢"})
    assert project.code == "P-٢"
