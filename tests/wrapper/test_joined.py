"""Resources that a provider keeps apart, joined: nothing is guessed where ids mean several."""

from typing import Any

import pytest
from ledgerspan.call import Flow
from ledgerspan.drafts import IncomeDraft
from ledgerspan.errors import ConfigurationError, NotFoundError, ServerError
from ledgerspan.joined import JoinedFlows
from ledgerspan.listing import Filters
from ledgerspan.models import Income
from ledgerspan.resources.resource import Slices

from tests.live.drafts import plain_draft

from .fakes import income
from .sections import Section

ALL: Any = Filters()


class Part:
    """Flows over records in memory; notes what was done, with the id it was done to."""

    def __init__(self, name: str, *ids: str, fault: Exception | None = None) -> None:
        self.name = name
        self.ids = ids
        self.fault = fault
        self.done: list[tuple[str, str]] = []

    def listings(self, filters: Any, slices: Slices) -> list[Section]:
        del filters, slices
        return [Section(self.name, (self.ids,))]

    def get(self, identity: str) -> Flow[Income]:
        self.done.append(("get", identity))
        if self.fault is not None:
            raise self.fault
        if identity not in self.ids:
            raise NotFoundError("none", method="GET", url=f"/{self.name}", status=404)
        yield from self._nothing()
        return income(identity, number=self.name)

    def create(self, draft: IncomeDraft, *, once: str | None, reread: bool) -> Flow[Income | str]:
        del reread
        self.done.append(("create", once or ""))
        yield from self._nothing()
        return income("9", number=self.name, description=draft.description)

    def update(
        self, known: Income | str, changes: dict[str, Any], *, force: bool, reread: bool
    ) -> Flow[Income | str]:
        del changes, force, reread
        self.done.append(("update", known if isinstance(known, str) else f"record {known.id}"))
        yield from self._nothing()
        return known

    def delete(self, identity: str) -> Flow[None]:
        self.done.append(("delete", identity))
        yield from self._nothing()

    @staticmethod
    def _nothing() -> Flow[None]:
        yield from ()


def joined(*parts: Part) -> JoinedFlows[Income, IncomeDraft]:
    named: Any = {part.name: part for part in parts}
    return JoinedFlows(
        named,
        part_of_draft=lambda draft: draft.category or "clients",
        part_of_record=lambda record: record.number or "",
        parts_asked=lambda _: list(named),
        word="kind",
    )


def ended(flow: Flow[Any]) -> Any:
    """Drive a flow that asks for nothing to its result."""
    with pytest.raises(StopIteration) as caught:
        next(flow)
    return caught.value.value


def both() -> tuple[Part, Part]:
    return Part("clients", "1", "2"), Part("suppliers", "2", "3")


def test_the_listings_of_all_parts_come_in_their_order() -> None:
    listings = joined(*both()).listings(ALL, Slices())
    assert [listing.operation for listing in listings] == ["clients.list", "suppliers.list"]


@pytest.mark.parametrize(("identity", "part"), [("1", "clients"), ("3", "suppliers")])
def test_a_record_is_found_in_whatever_part_it_is(identity: str, part: str) -> None:
    assert ended(joined(*both()).get(identity)).number == part


def test_an_id_that_several_have_is_not_guessed_and_the_text_says_how_to_ask() -> None:
    with pytest.raises(ConfigurationError, match='kind="clients" or kind="suppliers"'):
        next(joined(*both()).get("2"))


def test_an_id_that_none_has_is_not_found() -> None:
    clients, suppliers = both()
    with pytest.raises(NotFoundError):
        next(joined(clients, suppliers).get("7"))
    assert (clients.done, suppliers.done) == ([("get", "7")], [("get", "7")])


def test_a_part_that_fails_is_not_taken_for_one_that_has_none() -> None:
    down = ServerError("down", method="GET", url="/clients", status=503)
    with pytest.raises(ServerError):
        next(joined(Part("clients", fault=down), Part("suppliers", "3")).get("3"))


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_what_several_may_mean_is_neither_changed_nor_deleted(verb: str) -> None:
    clients, suppliers = both()
    flows = joined(clients, suppliers)
    flow: Flow[Any] = (
        flows.delete("2")
        if verb == "delete"
        else flows.update("2", {"description": "seen"}, force=True, reread=True)
    )
    with pytest.raises(ConfigurationError, match="several with the id 2"):
        next(flow)
    assert verb not in {done for done, _ in clients.done + suppliers.done}


def test_a_draft_is_created_in_its_own_part_with_its_reference() -> None:
    clients, suppliers = both()
    draft = plain_draft(category="suppliers")
    made = ended(joined(clients, suppliers).create(draft, once="order-1", reread=True))
    assert made.number == "suppliers"
    assert (clients.done, suppliers.done) == ([], [("create", "order-1")])


def test_a_record_that_was_read_is_changed_where_it_is_without_looking() -> None:
    clients, suppliers = both()
    known = income("2", number="suppliers")
    flows = joined(clients, suppliers)
    assert ended(flows.update(known, {"description": "seen"}, force=False, reread=True)) == known
    assert (clients.done, suppliers.done) == ([], [("update", "record 2")])


def test_a_part_is_asked_alone_by_its_name() -> None:
    clients, suppliers = both()
    assert ended(joined(clients, suppliers).of("suppliers").get("2")).number == "suppliers"
    assert clients.done == []


def test_a_part_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ConfigurationError, match="kind is one of clients, suppliers here, not 'x'"):
        joined(*both()).of("x")
