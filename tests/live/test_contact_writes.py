"""Writes of contacts and products that are rehearsed, done once, or left open."""

from decimal import Decimal
from typing import Any

import pytest
from ledgerspan import (
    AmbiguousWriteError,
    ConfigurationError,
    ContactDraft,
    ContactRole,
    DryRun,
    Outcome,
    ProductDraft,
)
from ledgerspan.sandbox import Fault, Sandbox

from tests.live.both import AT_ONCE, Opened, asked, gathered, settled, stored
from tests.live.people import ROLES, full_contact, plain_contact

pytestmark = pytest.mark.anyio

RECORDS = 12

CUSTOMER, SUPPLIER = ROLES
DRAFTS: list[tuple[str, Any]] = [
    ("contacts", plain_contact(description=None)),
    ("contacts", plain_contact(role=SUPPLIER)),
    ("products", ProductDraft(name="Tea")),
]
NUMBERED: list[tuple[str, Any]] = [
    ("contacts", plain_contact(code="K-1")),
    ("products", ProductDraft(name="Tea", code="K-1")),
]


async def ambiguous(writing: Any) -> AmbiguousWriteError:
    """Return the error of a write that is left open."""
    with pytest.raises(AmbiguousWriteError) as caught:
        await settled(writing())
    return caught.value


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("name", "draft"), DRAFTS)
async def test_what_is_created_twice_with_one_reference_exists_once(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, name: str, draft: Any
) -> None:
    resource = getattr(opened(provider, kind), name)
    first = await settled(resource.create(draft, once="crm/881"))
    second = await settled(resource.create(draft, once="crm/881"))
    assert first == second
    assert stored(box) == 1
    by_id = await settled(resource.create(draft, once="crm/881", reread=False))
    assert (by_id, stored(box)) == (first.id, 1)


async def test_a_reference_is_the_code_or_stands_behind_the_notes_of_a_supplier(
    opened: Opened, kind: str
) -> None:
    contacts = opened("daftra", kind).contacts
    client = await settled(contacts.create(plain_contact(), once="crm-881"))
    assert (client.code, client.description) == ("crm-881", None)
    draft = plain_contact(role=SUPPLIER, code="42", description="Paper")
    supplier = await settled(contacts.create(draft, once="crm-881"))
    assert (supplier.code, supplier.description) == ("42", "Paper [crm-881]")


async def test_the_code_of_a_product_is_looked_for_with_one_request(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    await settled(opened("daftra", kind).products.create(ProductDraft(name="Tea"), once="sku-9"))
    assert [request.method for request in asked(box)] == ["GET", "POST", "GET"]
    assert "product_code=sku-9" in asked(box)[0].query


@pytest.mark.parametrize(("name", "draft"), NUMBERED)
async def test_a_reference_and_another_code_do_not_go_together(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, name: str, draft: Any
) -> None:
    with pytest.raises(ConfigurationError, match="leave `code` out"):
        await settled(getattr(opened(provider, kind), name).create(draft, once="crm-881"))
    assert asked(box) == []


async def test_a_rehearsed_create_sends_nothing_and_shows_the_request(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    draft = full_contact("daftra")
    shown = await settled(opened("daftra", kind).contacts.create(draft, dry_run=True))
    assert isinstance(shown, DryRun)
    assert (shown.method, asked(box)) == ("POST", [])
    assert shown.body["Client"]["bn1"] == "٣٠٠٠٠٠٠٠٠٠٠٠٠٠٣"
    assert "password" not in shown.body["Client"]


async def test_a_rehearsed_update_shows_what_it_would_change(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    contacts = opened(provider, kind).contacts
    contact = await settled(contacts.create(full_contact(provider)))
    shown = await settled(contacts.update(contact, phone="1", dry_run=True))
    path = "Client.phone1" if provider == "daftra" else "phone"
    assert [(each.path, each.before, each.after) for each in shown.differences] == [
        (path, contact.phone, "1")
    ]
    assert stored(box) == 1


async def test_a_rehearsed_delete_deletes_nothing(box: Sandbox, opened: Opened, kind: str) -> None:
    client = opened("daftra", kind)
    shown = await settled(client.contacts.delete("3", role=SUPPLIER, dry_run=True))
    assert (shown.method, shown.url.rpartition("/api2/")[2]) == ("DELETE", "suppliers/3")
    shown = await settled(client.products.delete("3", dry_run=True))
    assert (shown.method, stored(box)) == ("DELETE", 0)


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", 0), ("reset_after", 1)])
@pytest.mark.parametrize(("name", "draft"), [*DRAFTS, *NUMBERED])
async def test_an_open_create_is_sent_once_and_looked_up(
    *,
    box: Sandbox,
    opened: Opened,
    provider: str,
    kind: str,
    fault: Any,
    happened: int,
    name: str,
    draft: Any,
) -> None:
    resource = getattr(opened(provider, kind, retry=AT_ONCE), name)
    box.faults.add(Fault(fault, method="POST", times=1))
    error = await ambiguous(lambda: resource.create(draft))
    assert (len(asked(box, "POST")), stored(box)) == (1, happened)
    resolution = await settled(error.resolve())
    if not happened:
        assert resolution.outcome is Outcome.NOT_HAPPENED
    elif provider == "nuvio" and draft.code:
        assert (resolution.outcome, resolution.record.code) == (Outcome.HAPPENED, "K-1")
        assert "with the code K-1 is there" in resolution.reason
    else:
        assert resolution.outcome is Outcome.UNKNOWN
        assert [each.name for each in resolution.candidates] == [draft.name]
    assert stored(box) == happened


@pytest.mark.parametrize(("name", "draft"), DRAFTS)
async def test_an_open_create_with_a_reference_is_found_by_it(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, name: str, draft: Any
) -> None:
    resource = getattr(opened(provider, kind, retry=AT_ONCE), name)
    box.faults.add(Fault("reset_after", method="POST", times=1))
    error = await ambiguous(lambda: resource.create(draft, once="crm-881"))
    resolution = await settled(error.resolve())
    assert (resolution.outcome, resolution.record.name) == (Outcome.HAPPENED, draft.name)


async def test_a_name_that_the_server_tidied_is_not_called_missing(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    client = opened(provider, kind, retry=AT_ONCE)
    await settled(client.products.create(ProductDraft(name="Green tea")))
    box.faults.add(Fault("reset_before", method="POST", times=1))
    error = await ambiguous(lambda: client.products.create(ProductDraft(name="green  Tea ")))
    resolution = await settled(error.resolve())
    assert resolution.outcome is Outcome.UNKNOWN
    assert "other texts" in resolution.reason


async def test_an_older_contact_with_the_code_is_not_taken_for_the_new_one(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    contacts = opened("nuvio", kind, retry=AT_ONCE).contacts
    older = await settled(contacts.create(plain_contact(code="K-1", phone="1")))
    box.faults.add(Fault("reset_before", method="POST", times=1))
    error = await ambiguous(lambda: contacts.create(plain_contact(code="K-1")))
    resolution = await settled(error.resolve())
    assert (resolution.outcome, resolution.candidates) == (Outcome.UNKNOWN, (older,))
    assert resolution.reason.startswith("the code K-1 belongs to one with other values")


CHANGED: list[tuple[str, str, dict[str, Any]]] = [
    ("daftra", "contacts", {"phone": "1"}),
    ("daftra", "contacts", {"address": None}),
    ("daftra", "contacts", {"kind": None, "code": None}),
    ("daftra", "products", {"unit_price": Decimal("7.5"), "taxes": ("2",)}),
    ("daftra", "products", {"is_active": False, "tags": ("a",)}),
    ("nuvio", "contacts", {"phone": "1", "address": None}),
    ("nuvio", "products", {"name": "Coffee", "code": None}),
]


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(("fault", "happened"), [("reset_before", False), ("reset_after", True)])
@pytest.mark.parametrize(("provider_name", "name", "change"), CHANGED)
async def test_an_open_update_is_compared_with_what_stands_there(
    *,
    box: Sandbox,
    opened: Opened,
    kind: str,
    fault: Any,
    happened: bool,
    provider_name: str,
    name: str,
    change: dict[str, Any],
) -> None:
    resource = getattr(opened(provider_name, kind, retry=AT_ONCE), name)
    drafts = {"contacts": full_contact(provider_name), "products": ProductDraft(name="T", code="t")}
    old = await settled(resource.create(drafts[name]))
    box.faults.add(Fault(fault, method="PUT", times=1))
    error = await ambiguous(lambda: resource.update(old, **change))
    resolution = await settled(error.resolve())
    assert resolution.outcome is (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
    assert len(asked(box, "PUT")) == 1


async def test_an_open_update_of_who_has_a_day_of_birth_is_compared_too(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    contacts = opened("daftra", kind, retry=AT_ONCE).contacts
    seeded = await gathered(contacts.list(role=CUSTOMER))
    born = next(each for each in seeded if each.raw["Client"]["birth_date"] == "1988-02-29")
    box.faults.add(Fault("reset_after", method="PUT", times=1))
    error = await ambiguous(lambda: contacts.update(born, phone="1"))
    assert (await settled(error.resolve())).outcome is Outcome.HAPPENED


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", False), ("reset_after", True)])
@pytest.mark.parametrize("name", ["contacts", "products"])
async def test_an_open_delete_is_looked_up(
    *, box: Sandbox, opened: Opened, kind: str, fault: Any, happened: bool, name: str
) -> None:
    resource = getattr(opened("daftra", kind, retry=AT_ONCE), name)
    drafts: dict[str, Any] = {
        "contacts": ContactDraft(name="x", role=ContactRole.SUPPLIER),
        "products": ProductDraft(name="x"),
    }
    old = await settled(resource.create(drafts[name]))
    box.faults.add(Fault(fault, method="DELETE", times=1))
    error = await ambiguous(lambda: resource.delete(old))
    resolution = await settled(error.resolve())
    assert resolution.outcome is (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)


@pytest.mark.parametrize(("fault", "happened"), [("reset_before", False), ("reset_after", True)])
async def test_an_open_update_of_a_suppliers_number_is_compared_though_it_is_read_as_a_text(
    *, box: Sandbox, opened: Opened, kind: str, dialect: str, fault: Any, happened: bool
) -> None:
    contacts = opened("daftra", kind, retry=AT_ONCE).contacts
    old = await settled(contacts.create(plain_contact(role=SUPPLIER, code="4711")))
    rehearsed = await settled(contacts.update(old, code="4711", dry_run=True))
    assert rehearsed.differences == (), dialect
    box.faults.add(Fault(fault, method="PUT", times=1))
    error = await ambiguous(lambda: contacts.update(old, code="4712"))
    resolution = await settled(error.resolve())
    assert resolution.outcome is (Outcome.HAPPENED if happened else Outcome.NOT_HAPPENED)
