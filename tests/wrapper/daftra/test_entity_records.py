"""Records of v2 as they come: the flat paginator, a bare list, a bare record, odd bodies."""

import json
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from ledgerspan import (
    AmbiguousWriteError,
    ConfigurationError,
    Daftra,
    Event,
    EventKind,
    NotFoundError,
    Nuvio,
    Outcome,
    RejectedError,
    UnexpectedResponseError,
    ValidationError,
)
from ledgerspan.daftra.entity_page import read_rows, read_single
from ledgerspan.models import FieldOrigin, Provider
from ledgerspan.models.entity import Entity
from ledgerspan.paging import Claims

from tests.wrapper.fakes import FakeAnswer

URL = "/v2/api/entity/journal/list/1"


def rows(body: Any) -> tuple[list[Entity], Claims]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_rows("journal", FakeAnswer(content), URL)


def single(body: Any) -> Entity:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_single("journal", FakeAnswer(content), URL)


def answering(answer: Callable[[httpx.Request], Any], **options: Any) -> Daftra:
    def reply(request: httpx.Request) -> httpx.Response:
        given = answer(request)
        return given if isinstance(given, httpx.Response) else httpx.Response(200, json=given)

    transport = httpx.MockTransport(reply)
    return Daftra("acme", api_key="invented-key", transport=transport, **options)


def page_of(*members: Any, page: int = 1, last: int = 1, total: int | None = None) -> Any:
    following = f"{URL}?page={page + 1}" if page < last else None
    return {
        "current_page": page,
        "data": list(members),
        "last_page": last,
        "next_page_url": following,
        "per_page": 20,
        "total": len(members) if total is None else total,
    }


def test_the_flat_paginator_says_where_a_page_stands() -> None:
    found, claims = rows(page_of({"id": 3}, {"id": "4"}, page=2, last=3, total=42))
    assert [record.id for record in found] == ["3", "4"]
    assert claims == Claims(page=2, page_count=3, total=42, has_next=True)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            {"data": [], "current_page": "2", "last_page": "2", "total": "9"},
            Claims(page=2, page_count=2, total=9),
        ),
        ({"data": [], "next_page_url": None}, Claims(has_next=False)),
        ({"data": [], "last_page": "many", "total": 1.5, "current_page": []}, Claims()),
        (
            {"data": [], "meta": {"current_page": 1, "last_page": 4, "total": 70}, "links": {}},
            Claims(page=1, page_count=4, total=70),
        ),
        ({"data": [], "meta": []}, Claims()),
    ],
)
def test_claims_are_read_in_every_form(body: Any, expected: Claims) -> None:
    assert rows(body)[1] == expected


def test_a_bare_list_is_the_whole_list() -> None:
    found, claims = rows([{"id": 1, "text": "x"}, {"id": 2}])
    assert [record.id for record in found] == ["1", "2"]
    assert claims == Claims(paged=False)


@pytest.mark.parametrize(
    "body", [{}, {"data": None}, {"data": {}}, {"data": "x"}, {"payload": {}}, 7, b"{"]
)
def test_a_list_that_is_no_list_is_unexpected_and_not_empty(body: Any) -> None:
    with pytest.raises(UnexpectedResponseError, match="there is no list in `data`"):
        rows(body)


def test_rows_that_are_no_records_still_count() -> None:
    found, _ = rows({"data": [{"id": 1}, None, [], 7, {}]})
    assert [record.id for record in found] == ["1", "", "", "", ""]


def test_a_record_stands_bare_or_in_data() -> None:
    assert single({"id": 7, "data": {"id": 8}}).id == "7"
    assert single({"data": {"id": 8, "name": "x"}})["name"] == "x"


def test_assets_have_an_envelope_of_their_own() -> None:
    pagination = {"total": 9, "current_page": 2, "per_page": 1, "has_more_pages": True}
    payload = {"data": [{"id": 3}], "pagination": pagination, "permissions": {"can_add": True}}
    found, claims = rows({"payload": payload, "version": "1", "message": None})
    assert [record.id for record in found] == ["3"]
    assert claims == Claims(page=2, total=9, has_next=True)
    assert single({"payload": {"data": {"id": 8, "name": "x"}}, "version": "1"})["name"] == "x"
    assert single({"id": 7, "payload": {"data": {"id": 8}}}).id == "7"


@pytest.mark.parametrize("body", [[], {}, 7, {"data": {}}, {"payload": {}}, b"[1"])
def test_a_record_that_is_none_is_unexpected(body: Any) -> None:
    with pytest.raises(UnexpectedResponseError, match="there is no record in `data`"):
        single(body)


def test_a_record_is_read_by_its_members_and_keeps_every_digit() -> None:
    record = single(b'{"id":7,"total":32149.9957,"name":"\xd9\xa3","journal":{"rate":0.10}}')
    assert (record["total"], record["name"]) == (Decimal("32149.9957"), "٣")
    assert str(record["journal"]["rate"]) == "0.10"
    assert ("total" in record, "tax" in record, record.get("tax"), record.get("tax", 0)) == (
        True,
        False,
        None,
        0,
    )
    assert list(record) == list(record.keys()) == ["id", "total", "name", "journal"]
    assert dict(record.members) == dict(record.raw)
    with pytest.raises(KeyError, match="tax"):
        record["tax"]


def test_records_are_equal_by_what_they_say_and_survive_pickling() -> None:
    one, other = single({"id": 7, "lines": [1]}), single({"id": 7, "lines": [1]})
    assert one == other
    assert hash(one) == hash(other)
    assert one != single({"id": 7, "lines": [2]})
    copied = pickle.loads(pickle.dumps(one))  # noqa: S301  # our own
    assert (copied, copied.raw) == (one, one.raw)


def test_a_record_explains_its_fields() -> None:
    record = single({"id": 7})
    assert record.explain("entity").origin is FieldOrigin.COMPUTED
    assert record.explain("members").origin is FieldOrigin.SENT
    assert (record.entity, record.provider) == ("journal", Provider.DAFTRA)
    assert record.to_dict()["members"] == {"id": 7}


def test_pages_are_walked_and_what_comes_twice_is_dropped() -> None:
    pages = [
        page_of({"id": 1}, {"id": 2}, last=2, total=4),
        page_of({"id": 2}, {"id": 3}, page=2, last=2),
    ]
    asked: list[dict[str, str]] = []

    def answer(request: httpx.Request) -> Any:
        asked.append(dict(request.url.params))
        return pages[len(asked) - 1]

    with answering(answer) as daftra:
        pager = daftra.entity("journal").list(page_size=2, level=-1)
        assert [record.id for record in pager] == ["1", "2", "3"]
    assert asked == [{"page": "1", "per_page": "2"}, {"page": "2", "per_page": "2"}]
    assert (pager.report.duplicates, pager.report.stopped) == (1, "the last page")


def test_what_a_server_did_not_filter_is_filtered_here_and_told() -> None:
    with answering(lambda _: page_of({"id": 1, "status": "1"}, {"id": 2, "status": "2"})) as daftra:
        pager = daftra.entity("journal").list(filters={"status": 1})
        assert [record.id for record in pager] == ["1"]
    assert pager.report.filtered == {"status": 1}
    assert pager.report.filters == {"status": "server, verified here where a record states it"}


def test_a_filter_by_what_no_record_states_is_an_event() -> None:
    events: list[Event] = []
    answer = page_of({"id": 1, "status": 1})
    with answering(lambda _: answer, on_event=events.append) as daftra:
        filters = {"statsu": 1, "status": 1, "deleted_at": {"is_null": True}}
        assert len(daftra.entity("journal").list(filters=filters).to_list()) == 1
    told = [(each.operation, each.path) for each in events if each.kind is EventKind.MISMATCH]
    assert told == [("entity.journal", "$.data[].statsu")]


def test_brackets_are_sent_as_they_are_beside_the_branch() -> None:
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> Any:
        asked.append(request.url.query)
        return page_of()

    with answering(answer, branch_id=3) as daftra:
        daftra.entity("journal").list(filters={"id": {"in": [1]}}, sort={"id": "asc"}).to_list()
    assert asked == [b"page=1&per_page=100&filter[id][in][]=1&sort[id]=asc&request_branch_id=3"]


def test_a_missing_record_is_not_found_though_the_status_is_400() -> None:
    missing = httpx.Response(400, json={"message": "Record not found"})
    with answering(lambda _: missing) as daftra, pytest.raises(NotFoundError) as caught:
        daftra.entity("journal").get(7, level=2)
    assert caught.value.status == 400


def test_another_400_is_a_refusal() -> None:
    refusal = httpx.Response(400, json={"message": "no such level"})
    with answering(lambda _: refusal) as daftra, pytest.raises(ValidationError, match="level"):
        daftra.entity("journal").get(7)


def test_an_unknown_entity_is_rejected_though_the_status_is_200() -> None:
    with answering(lambda _: {"error": "Entity Not exists"}) as daftra:
        with pytest.raises(RejectedError, match="Entity Not exists"):
            daftra.entity("customer").list().first()
        with pytest.raises(RejectedError, match="Entity Not exists"):
            daftra.entity("customer").get(1)


@pytest.mark.parametrize("name", ["", "Journal", "journal/7", "a b", "../x", None])
def test_what_is_no_name_of_an_entity_is_refused(name: Any) -> None:
    with answering(lambda _: {}) as daftra, pytest.raises(ConfigurationError, match="entity"):
        daftra.entity(name)


@pytest.mark.parametrize("level", [5, -2, True, "1", None])
def test_a_level_lies_between_minus_one_and_four(level: Any) -> None:
    with answering(lambda _: {}) as daftra:
        with pytest.raises(ConfigurationError, match="level is a whole number from -1 to 4"):
            daftra.entity("journal").list(level=level)
        with pytest.raises(ConfigurationError, match="level is a whole number from -1 to 4"):
            daftra.entity("journal").get(1, level=level)


@pytest.mark.parametrize("identity", ["", "x", "1/2", "٣"])
def test_an_id_is_of_digits(identity: str) -> None:
    with answering(lambda _: {}) as daftra, pytest.raises(ConfigurationError, match="digits"):
        daftra.entity("journal").get(identity)


def test_nuvio_has_no_entities() -> None:
    assert not hasattr(Nuvio, "entity")


class Books:
    """Keep one record of v2, and lose the answers of writes if asked."""

    def __init__(self, *, lose: bool = False, keep: bool = True) -> None:
        self.lose, self.keep = lose, keep
        self.members: dict[str, Any] = {}
        self.writes: list[tuple[str, str, Any]] = []

    def __call__(self, request: httpx.Request) -> Any:
        if request.method == "GET":
            if "/list/" in request.url.path:
                return page_of(*([self.members] if self.members else []))
            return self.members or httpx.Response(400, json={"message": "Record not found"})
        body = json.loads(request.content)
        self.writes.append((request.method, request.url.path, body))
        if self.keep:
            self.members = {"id": 41, "note": "ours", **self.members, **body}
        if self.lose:
            raise httpx.ReadError("the connection broke", request=request)
        return {"message": "saved", "id": 41}


def test_a_record_is_created_from_its_members_and_read_back() -> None:
    books = Books()
    with answering(books) as daftra:
        record = daftra.entity("store").create({"name": "مستودع", "active": 1})
    assert (record.id, record["name"], record["note"]) == ("41", "مستودع", "ours")
    assert books.writes == [("POST", "/v2/api/entity/store", {"name": "مستودع", "active": 1})]


def test_an_update_sends_its_members_and_repeats_the_id() -> None:
    books = Books()
    with answering(books) as daftra:
        store = daftra.entity("store")
        record = store.update(store.create({"name": "x"}), {"name": "y"})
    assert record["name"] == "y"
    assert books.writes[1] == ("PUT", "/v2/api/entity/store/41", {"name": "y", "id": 41})


def test_a_rehearsal_sends_nothing() -> None:
    books = Books()
    with answering(books) as daftra:
        shown = daftra.entity("store").update(41, {"rate": Decimal("0.10")}, dry_run=True)
        created = daftra.entity("store").create({"name": "x"}, dry_run=True)
    assert (shown.method, shown.content) == ("PUT", b'{"rate":0.10,"id":41}')
    assert (created.method, created.body) == ("POST", {"name": "x"})
    assert books.writes == []


@pytest.mark.parametrize("members", [{}, None, [("name", "x")]])
def test_a_write_has_members(members: Any) -> None:
    with answering(lambda _: {}) as daftra, pytest.raises(ConfigurationError, match="members"):
        daftra.entity("store").create(members)


@pytest.mark.parametrize("body", [{"message": "saved"}, {"id": None}, {"id": 0}, [], {"id": "x"}])
def test_a_create_without_an_id_is_rejected(body: Any) -> None:
    with answering(lambda _: body) as daftra, pytest.raises(RejectedError, match="names no id"):
        daftra.entity("store").create({"name": "x"})


def test_the_reasons_of_a_refusal_are_told_by_member() -> None:
    refusal = httpx.Response(
        422, json={"message": "Entity not saved", "errors": {"name": ["is taken"]}}
    )
    with answering(lambda _: refusal) as daftra, pytest.raises(ValidationError) as caught:
        daftra.entity("store").create({"name": "x"})
    assert caught.value.field_errors == (("name", "is taken"),)


@pytest.mark.parametrize("keep", [True, False])
def test_an_open_create_is_sent_once_and_looked_up(keep: bool) -> None:  # noqa: FBT001
    books = Books(lose=True, keep=keep)
    with answering(books) as daftra:
        with pytest.raises(AmbiguousWriteError) as caught:
            daftra.entity("store").create({"name": "x", "tags": [1], "address": ""})
        resolution = caught.value.resolve()
    assert len(books.writes) == 1
    expected = Outcome.UNKNOWN if keep else Outcome.NOT_HAPPENED
    assert (resolution.outcome, len(resolution.candidates)) == (expected, int(keep))


@pytest.mark.parametrize("keep", [True, False])
def test_an_open_update_is_sent_once_and_looked_up(keep: bool) -> None:  # noqa: FBT001
    books = Books(lose=True, keep=keep)
    books.members = {"id": 41, "name": "x", "address": ""}
    with answering(books) as daftra:
        with pytest.raises(AmbiguousWriteError) as caught:
            daftra.entity("store").update(41, {"name": "y", "address": None})
        resolution = caught.value.resolve()
    assert len(books.writes) == 1
    assert resolution.outcome == (Outcome.HAPPENED if keep else Outcome.NOT_HAPPENED)


def test_a_write_that_cannot_be_read_back_is_done_and_says_so() -> None:
    def answer(request: httpx.Request) -> Any:
        if request.method == "POST":
            return {"id": 41}
        return httpx.Response(403, json={"message": "no permission"})

    with answering(answer) as daftra, pytest.raises(AmbiguousWriteError) as caught:
        daftra.entity("store").create({"name": "x"})
    assert "is done, as store 41, but reading it back failed" in str(caught.value)
