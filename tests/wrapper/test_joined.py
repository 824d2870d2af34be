"""Resources that a provider keeps apart, joined: every part is asked, and nothing is guessed."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from ledgerspan.call import Call, Flow
from ledgerspan.drafts import IncomeDraft
from ledgerspan.errors import ConfigurationError, NotFoundError, ServerError
from ledgerspan.joined import JoinedFlows
from ledgerspan.models import Income
from ledgerspan.resources.resource import Slices

from .fakes import FakeAnswer, FakeListing, asks, income

T = TypeVar("T")
SLICES = Slices(page_size=7)


class Part:
    """One part: it gives its own records and notes what it was told to do."""

    def __init__(self, name: str, *ids: str, broken: bool = False) -> None:
        self.name = name
        self.records = {identity: income(identity, category=name) for identity in ids}
        self.broken = broken
        self.told: list[Any] = []

    def listings(self, filters: Any, slices: Slices) -> Sequence[Any]:
        self.told.append(("listings", filters, slices))
        return [FakeListing(operation=f"{self.name}.list")]

    def get(self, identity: str) -> Flow[Income]:
        yield asks(f"/{self.name}/{identity}")
        if self.broken:
            raise ServerError("broken", method="GET", url=f"/{self.name}", status=500)
        if identity not in self.records:
            raise NotFoundError(f"no {self.name}", method="GET", url=f"/{self.name}", status=404)
        return self.records[identity]

    def create(self, draft: Any, *, once: str | None, reread: bool) -> Flow[Any]:
        self.told.append(("create", draft, once, reread))
        yield asks(f"/{self.name}", method="POST")
        return f"new in {self.name}"

    def update(
        self, known: Any, changes: dict[str, Any], *, force: bool, reread: bool
    ) -> Flow[Any]:
        self.told.append(("update", known, changes, force, reread))
        yield asks(f"/{self.name}", method="PUT")
        return f"changed in {self.name}"

    def delete(self, known: Any) -> Flow[None]:
        self.told.append(("delete", known.id))
        yield asks(f"/{self.name}", method="DELETE")


def join(*parts: Part) -> JoinedFlows[Income, IncomeDraft]:
    """Join parts; a draft says its part by `category`, and so does a record."""
    named: Any = {part.name: part for part in parts}
    return JoinedFlows(
        named,
        part_of_draft=lambda draft: draft.category or "",
        part_of_record=lambda record: record.category or "",
        parts_asked=lambda filters: filters,
        word="role",
    )


def drive(flow: Flow[T]) -> tuple[T, list[str]]:
    """Answer every call of a flow; return its result and what it asked for."""
    asked: list[str] = []
    try:
        call: Call = next(flow)
        while True:
            asked.append(f"{call.method} {call.url}")
            call = flow.send(FakeAnswer())
    except StopIteration as end:
        found: T = end.value
        return found, asked


DRAFT = IncomeDraft(
    date=datetime.date(2026, 3, 14), currency="SAR", amount=Decimal(1), category="suppliers"
)


def test_a_part_is_taken_by_its_name() -> None:
    clients, suppliers = Part("clients"), Part("suppliers")
    assert join(clients, suppliers).of("suppliers") is suppliers


def test_no_part_means_all_of_them() -> None:
    joined = join(Part("clients"), Part("suppliers"))
    assert joined.of(None) is joined


def test_a_part_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigurationError) as caught:
        join(Part("clients"), Part("suppliers")).of("staff")
    assert str(caught.value) == "role is one of clients, suppliers here, not 'staff'"


def test_the_listings_are_those_of_the_parts_asked_in_their_order() -> None:
    parts = Part("clients"), Part("suppliers"), Part("staff")
    asked: Any = ("suppliers", "clients")
    found = join(*parts).listings(asked, SLICES)
    assert [listing.operation for listing in found] == ["suppliers.list", "clients.list"]
    assert [part.told for part in parts] == [
        [("listings", asked, SLICES)],
        [("listings", asked, SLICES)],
        [],
    ]


@pytest.mark.parametrize("identity", ["1", "2"])
def test_a_record_is_found_in_whichever_part_it_is(identity: str) -> None:
    parts = Part("clients", "1"), Part("suppliers", "2")
    found, asked = drive(join(*parts).get(identity))
    assert found.id == identity
    assert asked == [f"GET /clients/{identity}", f"GET /suppliers/{identity}"]


def test_an_id_that_several_parts_have_is_not_guessed() -> None:
    parts = Part("clients", "1"), Part("staff"), Part("suppliers", "1")
    with pytest.raises(ConfigurationError) as caught:
        drive(join(*parts).get("1"))
    assert str(caught.value) == (
        "there are several with the id 1: say which you mean, as in "
        'role="clients" or role="suppliers"'
    )


def test_an_id_that_no_part_has_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="no suppliers"):
        drive(join(Part("clients", "1"), Part("suppliers", "2")).get("3"))


def test_a_part_that_is_broken_is_not_taken_for_one_without_the_record() -> None:
    with pytest.raises(ServerError, match="broken"):
        drive(join(Part("clients", "1"), Part("suppliers", broken=True)).get("1"))


def test_a_draft_is_created_in_its_part_with_what_was_asked_for() -> None:
    clients, suppliers = Part("clients"), Part("suppliers")
    joined = join(clients, suppliers)
    made, asked = drive(joined.create(DRAFT, once="order-1", reread=False))
    assert (made, asked) == ("new in suppliers", ["POST /suppliers"])
    assert suppliers.told == [("create", DRAFT, "order-1", False)]
    assert clients.told == []


def test_a_record_is_changed_in_its_part_without_looking_for_it() -> None:
    clients, suppliers = Part("clients", "1"), Part("suppliers", "1")
    known = suppliers.records["1"]
    changes = {"description": "x"}
    flow = join(clients, suppliers).update(known, changes, force=True, reread=False)
    assert drive(flow) == ("changed in suppliers", ["PUT /suppliers"])
    assert suppliers.told == [("update", known, changes, True, False)]


def test_an_id_is_looked_for_and_changed_where_it_is_as_an_id() -> None:
    clients, suppliers = Part("clients", "1"), Part("suppliers", "2")
    flow = join(clients, suppliers).update("2", {"description": "x"}, force=False, reread=True)
    changed, asked = drive(flow)
    assert changed == "changed in suppliers"
    assert asked == ["GET /clients/2", "GET /suppliers/2", "PUT /suppliers"]
    # An id claims nothing of what is there, so it does not become a record on the way.
    assert suppliers.told == [("update", "2", {"description": "x"}, False, True)]


def test_a_record_named_by_its_number_is_changed_and_deleted_by_its_id() -> None:
    clients, suppliers = Part("clients"), Part("suppliers", "2")
    suppliers.records["S-2"] = suppliers.records["2"]
    joined = join(clients, suppliers)
    drive(joined.update("S-2", {}, force=False, reread=True))
    drive(joined.delete("S-2"))
    assert suppliers.told == [("update", "2", {}, False, True), ("delete", "2")]


def test_a_record_is_deleted_where_it_is() -> None:
    clients, suppliers = Part("clients", "1"), Part("suppliers", "2")
    _, asked = drive(join(clients, suppliers).delete("2"))
    assert asked == ["GET /clients/2", "GET /suppliers/2", "DELETE /suppliers"]
    assert (clients.told, suppliers.told) == ([], [("delete", "2")])


def test_a_record_that_is_known_is_deleted_without_looking_for_it() -> None:
    clients, suppliers = Part("clients", "1"), Part("suppliers", "1")
    _, asked = drive(join(clients, suppliers).delete(suppliers.records["1"]))
    assert asked == ["DELETE /suppliers"]
    assert (clients.told, suppliers.told) == ([], [("delete", "1")])
