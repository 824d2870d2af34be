"""How filters of v2 are written, what is refused, and what is verified on arrival."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from ledgerspan import ConfigurationError
from ledgerspan.daftra.entity_conditions import OPERATORS
from ledgerspan.daftra.entity_filters import EntityFilters
from ledgerspan.models import Provider
from ledgerspan.models.entity import Entity

DAY = date(2026, 5, 3)


def query(filters: Any = None, sort: Any = None) -> str:
    return urlencode(EntityFilters.of(filters, sort).query(), safe="[]")


def refused(filters: Any, **members: Any) -> str | None:
    record = Entity(id="7", provider=Provider.DAFTRA, entity="journal", members=members)
    return EntityFilters.of(filters, None).refuse(record)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": 1}, "filter[status]=1"),
        ({"status": {"equal": 1}}, "filter[status]=1"),
        ({"draft": True, "sent": False}, "filter[draft]=1&filter[sent]=0"),
        ({"date": {"gte": DAY, "lt": 5}}, "filter[date][gte]=2026-05-03&filter[date][lt]=5"),
        ({"created": {"from": datetime(2026, 5, 3, 9, 20, 11)}}, "filter[created][from]=2026-05-03+09%3A20%3A11"),  # noqa: DTZ001, E501
        ({"total": {"gt": Decimal("1E+3")}}, "filter[total][gt]=1000"),
        ({"total": Decimal("0.10")}, "filter[total]=0.10"),
        ({"id": {"in": [1, "2", 1]}}, "filter[id][in][]=1&filter[id][in][]=2"),
        ({"id": {"not_in": (3,)}}, "filter[id][not_in][]=3"),
        ({"deleted_at": {"is_null": True}}, "filter[deleted_at][is_null]=1"),
        ({"journal.date": {"from": DAY}}, "filter[journal.date][from]=2026-05-03"),
        ({"name": {"like": "%شركة [x]&"}}, "filter[name][like]=%25%D8%B4%D8%B1%D9%83%D8%A9+[x]%26"),
        ({"or": {"no": "7", "po": {"like": "7"}}}, "filter[or][no]=7&filter[or][po][like]=7"),
        ({"or": [{"no": "7"}, {"no": "8"}]}, "filter[or][no]=7&filter[or][no]=8"),
        ({}, ""),
        (None, ""),
    ],
)  # fmt: skip
def test_filters_are_written_in_brackets(filters: Any, expected: str) -> None:
    assert query(filters) == expected


def test_an_order_is_written_in_brackets() -> None:
    assert query(sort={"date": "desc", "id": "asc"}) == "sort[date]=desc&sort[id]=asc"


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_known_operator_is_sent(operator: str) -> None:
    wanted: Any = {"in": [1], "not_in": [1], "is_null": True}.get(operator, 1)
    assert query({"x": {operator: wanted}}).startswith("filter[x]")


@pytest.mark.parametrize(
    ("filters", "reason"),
    [
        ({"date": {"since": DAY}}, "no operator 'since'; there are: equal, not_equal, gt, gte"),
        ({"date": {}}, "date: name an operator"),
        ({"date": None}, 'date: use {"is_null": True}'),
        ({"deleted_at": {"is_null": False}}, "is_null takes True only, not False"),
        ({"id": {"in": []}}, r"id\[in\] takes a list of values"),
        ({"id": {"in": "12"}}, r"id\[in\] takes a list of values"),
        ({"id": {"in": 12}}, r"id\[in\] takes a list of values"),
        ({"id": {"in": [None]}}, r"id\[in\]: use"),
        ({"total": 1.5}, "total: a text, int, Decimal, bool or date is needed, not 1.5"),
        ({"total": [1]}, "total: a text, int"),
        ({"total": {"gt": Decimal("NaN")}}, "NaN is no amount"),
        ({"created": datetime(2026, 5, 3, tzinfo=UTC)}, "without a zone"),
        ({"a[b": 1}, "is no name of a member"),
        ({"": 1}, "is no name of a member"),
        ({3: 1}, "is no name of a member"),
        ({"or": {"or": {"a": 1}}}, 'no "or" inside'),
        ({"or": []}, '"or" takes a mapping'),
        ({"or": "a"}, '"or" takes a mapping'),
        ({"or": [{}]}, '"or" takes mappings'),
        ({"or": [{"a": 1, "b": 2}]}, "is an alternative of its own"),
        ({"or": {"date": {"gte": DAY, "lt": DAY}}}, "is an alternative of its own"),
        ([("a", 1)], "filters are a mapping"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_words(filters: Any, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        query(filters)


@pytest.mark.parametrize(
    ("sort", "reason"),
    [
        ({"date": "down"}, '"asc" or "desc"'),
        ("date", "sort is a mapping"),
        ({"a b": "asc"}, "name"),
    ],
)
def test_an_order_that_cannot_be_sent_is_refused_in_words(sort: Any, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        query(sort=sort)


def test_a_long_list_is_asked_for_ten_values_at_a_time() -> None:
    filters = EntityFilters.of({"status": 1, "id": {"in": range(1, 23)}, "draft": 0}, None)
    lists = [part.every[1].wanted for part in filters.parts()]
    assert lists == [tuple(range(1, 11)), tuple(range(11, 21)), (21, 22)]
    assert {part.every[0].member for part in filters.parts()} == {"status"}
    assert {part.every[2].member for part in filters.parts()} == {"draft"}


def test_ten_values_are_asked_for_at_once() -> None:
    assert len(EntityFilters.of({"id": {"in": range(10)}}, {"id": "asc"}).parts()) == 1


@pytest.mark.parametrize(
    ("filters", "sort"),
    [
        ({"id": {"in": range(11)}}, {"id": "asc"}),
        ({"id": {"in": range(11)}, "no": {"in": range(11)}}, None),
        ({"id": {"not_in": range(11)}}, None),
        ({"or": {"id": {"in": range(11)}}}, None),
    ],
)
def test_a_long_list_that_cannot_be_split_is_refused(filters: Any, sort: Any) -> None:
    with pytest.raises(ConfigurationError, match="has 11 values, and addresses hold about 10"):
        EntityFilters.of(filters, sort).parts()


@pytest.mark.parametrize(
    ("filters", "value"),
    [
        ({"x": 12}, "12"),
        ({"x": "12"}, 12),
        ({"x": 12}, "12.00"),
        ({"x": Decimal("0.1")}, Decimal("0.10")),
        ({"x": True}, "1"),
        ({"x": False}, 0),
        ({"x": "Acme"}, "acme "),
        ({"x": {"in": [3, 12]}}, "12"),
        ({"x": {"gte": 12}}, "12.0"),
        ({"x": {"lt": "13"}}, 12),
        ({"x": DAY}, "2026-05-03 09:20:11"),
        ({"x": {"to": DAY}}, "2026-05-03 09:20:11"),
        ({"x": {"gt": DAY}}, "2026-05-03 09:20:11"),
        ({"x": {"gte": DAY}}, "03/05/2026"),
        ({"x": {"lt": 5}}, "many"),
        ({"x": {"is_null": True}}, None),
        ({"x": {"is_null": True}}, ""),
        ({"x": {"not_equal": 3}}, "4"),
        ({"x": {"not_equal": 3}}, None),
        ({"x": {"not_in": ["a", DAY]}}, "b"),
        ({"x": {"like": "z%"}}, "a"),
        ({"x.date": DAY}, "a"),
        ({"x": 1}, {"id": 1}),
        ({"or": {"x": 3, "y": 4}}, 3),
        ({"or": {"x": 3, "y": 4}}, 5),
    ],
)
def test_what_may_meet_a_condition_is_kept(filters: Any, value: Any) -> None:
    assert refused(filters, x=value) is None


@pytest.mark.parametrize(
    ("filters", "value", "label"),
    [
        ({"x": 12}, "13", "x"),
        ({"x": 12}, None, "x"),
        ({"x": 12}, "many", "x"),
        ({"x": "Acme"}, "Acme Ltd", "x"),
        ({"x": DAY}, "2026-05-04", "x"),
        ({"x": DAY}, None, "x"),
        ({"x": {"in": [3, 4]}}, 5, "x[in]"),
        ({"x": {"gte": 12}}, "11.99", "x[gte]"),
        ({"x": {"gt": 12}}, None, "x[gt]"),
        ({"x": {"lt": DAY}}, "2026-05-03 00:00:00", "x[lt]"),
        ({"x": {"to": DAY}}, "2026-05-04", "x[to]"),
        ({"x": {"gte": datetime(2026, 5, 3, 9)}}, "2026-05-03 08:00:00", "x[gte]"),  # noqa: DTZ001
        ({"x": {"is_null": True}}, "2026-05-03", "x[is_null]"),
        ({"x": {"not_equal": 3}}, "3.0", "x[not_equal]"),
        ({"x": {"not_in": ["a", DAY]}}, "a", "x[not_in]"),
        ({"x": {"not_in": ["a", DAY]}}, "2026-05-03", "x[not_in]"),
        ({"or": {"x": 3}}, 5, "or"),
        ({"x": {"gte": 1, "lt": 5}}, 5, "x[lt]"),
    ],
)
def test_what_cannot_meet_a_condition_is_left_out_by_its_name(
    filters: Any, value: Any, label: str
) -> None:
    assert refused(filters, x=value) == label


def test_a_record_that_does_not_state_a_member_is_let_through() -> None:
    assert refused({"status": 1, "date": {"gte": DAY}, "deleted_at": {"is_null": True}}) is None


def test_the_report_says_what_is_verified_here() -> None:
    filters = EntityFilters.of(
        {"status": 1, "no": {"like": "7"}, "journal.date": DAY, "or": {"a": 1, "b": {"like": "x"}}},
        None,
    )
    assert filters.applied(()) == {
        "status": "server, verified here where a record states it",
        "no[like]": "server alone",
        "journal.date": "server alone",
        "or": "server alone",
    }
