"""A refusal is excused when everything it complains of has a reason, and not before."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from tooling.fuzz_complaints import reason_for_all
from tooling.fuzz_exchange import Exchange
from tooling.fuzz_meaning import same
from tooling.fuzz_paging import page_findings
from tooling.fuzz_place import Aim, Place
from tooling.fuzz_probe import Reply

DEPARTMENTS = Place("v2", "department")
NO_STAFF = "5 is not in this account"
NO_DAY = "must be a day that exists, written YYYY-MM-DD"

NO_CURRENCY = "currency must be a currency code of three capital letters"


class Nobody:
    """Answers that there is no such record."""

    def send(self, *_: Any) -> Reply:
        return Reply(404, {})


def subject(*, live: bool = False) -> Any:
    target = SimpleNamespace(api="daftra", live=live)
    return SimpleNamespace(target=target, probe=Nobody())


def refused(sent: dict[str, Any], **errors: str) -> Exchange:
    body = {
        "message": "Entity not saved",
        "errors": {name: [text] for name, text in errors.items()},
    }
    path = "/v2/api/entity/department"
    return Exchange(
        "", "POST", path, Aim(DEPARTMENTS, "create"), {}, sent, 422, "application/json", body, b""
    )


@pytest.mark.parametrize(
    ("sent", "errors", "reason"),
    [
        ({"managers": [5]}, {"managers": NO_STAFF}, "refers to a record that does not exist"),
        ({"managers": [0]}, {"managers": NO_STAFF}, "refers to a record that does not exist"),
        ({"managers": []}, {"managers": NO_STAFF}, None),
        ({"made": "31/09/1944"}, {"made": NO_DAY}, "names a day that does not exist"),
        ({"made": "1944-09-30"}, {"made": NO_DAY}, None),
        ({"name": ""}, {"name": "is required"}, "leaves out what an entity needs"),
        ({"name": "Stores"}, {"name": "is required"}, None),
        ({"name": ""}, {"name": "must be a text"}, None),
        ({"budget": {"currency": "E"}}, {"budget": NO_CURRENCY}, "names a currency that is none"),
        ({"budget": {"currency": "EGP"}}, {"budget": NO_CURRENCY}, None),
    ],
)
def test_a_complaint_has_a_reason_where_what_was_sent_gives_one(
    sent: dict[str, Any], errors: dict[str, str], reason: str | None
) -> None:
    assert reason_for_all(refused(sent, **errors), subject()) == reason


def test_one_complaint_without_a_reason_is_a_fault_beside_one_that_has_one() -> None:
    sent = {"managers": [5], "name": "Stores"}
    both = refused(sent, managers=NO_STAFF, name="is required")
    assert reason_for_all(both, subject()) is None


def test_a_refusal_that_complains_of_nothing_has_no_reason() -> None:
    silent = replace(refused({"managers": [5]}), body={})
    assert reason_for_all(silent, subject()) is None


def test_a_live_service_words_it_in_its_own_way() -> None:
    worded = refused({"managers": [5]}, managers="quite unheard of")
    assert reason_for_all(worded, subject(live=True)) == "refers to a record that does not exist"


def test_a_size_that_is_sent_twice_is_not_judged() -> None:
    listed = replace(refused({}), query={"per_page": ["4", "5"]}, body={"data": [], "total": 9})
    assert list(page_findings(listed, DEPARTMENTS)) == []


@pytest.mark.parametrize(
    ("written", "is_the_same"), [({"currency": "EGP"}, True), ({"number": 5}, False)]
)
def test_words_without_their_number_are_nothing(
    written: dict[str, Any],
    is_the_same: bool,  # noqa: FBT001
) -> None:
    assert same(written, None, None) == is_the_same
