"""Contacts from the wire to the common model and back, on both providers, sync and async."""

from typing import Any

import pytest
from ledgerspan import (
    Address,
    ConfigurationError,
    ConflictError,
    Contact,
    ContactDraft,
    ContactRole,
    DraftError,
    NotFoundError,
    UnsupportedOperationError,
    ValidationError,
)
from ledgerspan.sandbox import Sandbox

from tests.live.both import Opened, asked, gathered, settled, stored
from tests.live.people import ROLES, contact_said_by, contact_says, full_contact, plain_contact

pytestmark = pytest.mark.anyio

RECORDS = 12

CUSTOMER, SUPPLIER, BOTH = ContactRole.CUSTOMER, ContactRole.SUPPLIER, ContactRole.BOTH


async def read_all(client: Any, **asked_for: Any) -> list[Contact]:
    return await gathered(client.contacts.list(**asked_for))


@pytest.mark.usefixtures("dialect")
async def test_customers_and_suppliers_are_listed_together(opened: Opened, kind: str) -> None:
    contacts = await read_all(opened("daftra", kind))
    assert [(each.role, each.raw_kind) for each in contacts] == [
        *[(CUSTOMER, "clients")] * 16,
        *[(SUPPLIER, "suppliers")] * 6,
    ]


async def test_ids_of_the_two_are_their_own_and_none_is_dropped(opened: Opened, kind: str) -> None:
    client = opened("daftra", kind)
    pager = client.contacts.list(page_size=5)
    ids = [(each.raw_kind, each.id) for each in await gathered(pager)]
    assert len(set(ids)) == 22
    assert len({identity for _, identity in ids}) == 16
    assert (pager.report.records, pager.report.duplicates, pager.report.pages) == (22, 0, 6)


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_reads_one_list_of_daftra(
    box: Sandbox, opened: Opened, kind: str, role: ContactRole
) -> None:
    contacts = await read_all(opened("daftra", kind), role=role)
    assert {each.role for each in contacts} == {role}
    paths = {request.path.rpartition("/")[2] for request in asked(box)}
    assert paths == {"clients" if role is CUSTOMER else "suppliers"}


@pytest.mark.parametrize("role", [BOTH, ContactRole.UNKNOWN])
async def test_nobody_is_both_on_daftra(
    box: Sandbox, opened: Opened, kind: str, role: ContactRole
) -> None:
    with pytest.raises(ConfigurationError, match="keeps customers and suppliers apart"):
        opened("daftra", kind).contacts.list(role=role)
    assert asked(box) == []


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize(
    ("role", "query", "roles"),
    [
        (None, "", {CUSTOMER, SUPPLIER, BOTH}),
        (CUSTOMER, "isCustomer=true", {CUSTOMER, BOTH}),
        (SUPPLIER, "isSupplier=true", {SUPPLIER, BOTH}),
        (BOTH, "isCustomer=true", {BOTH}),
    ],
)
async def test_a_role_is_asked_of_nuvio_and_verified(
    *, box: Sandbox, opened: Opened, kind: str, role: Any, query: str, roles: set[ContactRole]
) -> None:
    contacts = await read_all(opened("nuvio", kind), role=role)
    assert {each.role for each in contacts} == roles
    assert [request.query for request in asked(box)] == [query]


async def test_the_report_tells_who_applied_the_role(opened: Opened, kind: str) -> None:
    told = {}
    for provider in ("daftra", "nuvio"):
        pager = opened(provider, kind).contacts.list(role=SUPPLIER)
        await gathered(pager)
        told[provider] = pager.report.filters
    assert told == {"daftra": {"role": "here"}, "nuvio": {"role": "server, verified here"}}


async def test_what_is_listed_is_what_is_read_one_by_one(
    opened: Opened, provider: str, kind: str, dialect: str
) -> None:
    client = opened(provider, kind)
    listed = (await read_all(client))[::4]
    alone = [await settled(client.contacts.get(each.id, role=each.role)) for each in listed]
    assert alone == listed, dialect


async def test_an_id_that_only_one_list_has_needs_no_role(opened: Opened, kind: str) -> None:
    contact = await settled(opened("daftra", kind).contacts.get(16))
    assert (contact.id, contact.role) == ("16", CUSTOMER)


async def test_an_id_that_both_lists_have_is_not_guessed(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    contacts = opened("daftra", kind).contacts
    said = 'there are several with the id 3: say which you mean, as in role="customer" or'
    for verb, more in (("get", {}), ("update", {"phone": "1"}), ("delete", {})):
        with pytest.raises(ConfigurationError, match=said):
            await settled(getattr(contacts, verb)("3", **more))
    both = [(await settled(contacts.get("3", role=role))).role for role in ROLES]
    assert both == list(ROLES)
    assert stored(box) == 0


async def test_an_id_that_neither_list_has_is_not_found(
    opened: Opened, provider: str, kind: str
) -> None:
    with pytest.raises(NotFoundError):
        await settled(opened(provider, kind).contacts.get("4711"))


async def test_nuvio_reads_a_contact_by_its_code_too(opened: Opened, kind: str) -> None:
    contacts = opened("nuvio", kind).contacts
    listed = await settled(contacts.list().first())
    assert await settled(contacts.get(listed.code)) == listed


async def test_a_role_that_is_asked_for_is_held_against_what_is_read(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    contacts = opened("nuvio", kind).contacts
    found = (await gathered(contacts.list(role=SUPPLIER)))[-1]
    assert found.role is SUPPLIER
    for verb, more in (("get", {}), ("update", {"phone": "1"})):
        with pytest.raises(ConfigurationError, match=r"is not a customer: its role is supplier"):
            await settled(getattr(contacts, verb)(found.id, role=CUSTOMER, **more))
    assert stored(box) == 0
    changed = await settled(contacts.update(found.id, role=SUPPLIER, phone="1"))
    assert (changed.phone, changed.role) == ("1", SUPPLIER)


async def test_a_record_is_not_taken_for_one_of_another_role(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    contacts = opened("daftra", kind).contacts
    client = await settled(contacts.get("3", role=CUSTOMER))
    with pytest.raises(ConfigurationError, match="is not a supplier: its role is customer"):
        await settled(contacts.update(client, role=SUPPLIER, phone="1"))
    with pytest.raises(ConfigurationError, match="is not a supplier"):
        await settled(contacts.delete(client, role=SUPPLIER))
    assert stored(box) == 0


@pytest.mark.usefixtures("dialect")
@pytest.mark.parametrize("role", ROLES)
async def test_a_created_contact_says_what_its_draft_says(
    *, box: Sandbox, opened: Opened, provider: str, kind: str, role: ContactRole
) -> None:
    contacts = opened(provider, kind).contacts
    draft = full_contact(provider, role)
    contact = await settled(contacts.create(draft))
    assert contact_said_by(draft) == contact_says(contact)
    assert contact == await settled(contacts.get(contact.id, role=role))
    assert (len(asked(box, "POST")), stored(box)) == (1, 1)


async def test_who_is_both_is_one_record_on_nuvio_and_two_on_daftra(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    contact = await settled(opened("nuvio", kind).contacts.create(plain_contact(role=BOTH)))
    assert contact.role is BOTH
    with pytest.raises(DraftError, match="role: Daftra keeps customers and suppliers apart"):
        await settled(opened("daftra", kind).contacts.create(plain_contact(role=BOTH)))
    assert stored(box) == 1


@pytest.mark.usefixtures("dialect")
async def test_an_individual_of_daftra_is_named_by_first_and_last_name(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    contacts = opened("daftra", kind).contacts
    draft = plain_contact(name="Salma Nour", kind="individual", first_name="Salma")
    with pytest.raises(DraftError, match="which make 'Salma': 'Salma Nour' is not divided"):
        await settled(contacts.create(draft))
    assert asked(box) == []
    draft = plain_contact(
        name="Salma Nour", kind="individual", first_name="Salma", last_name="Nour"
    )
    contact = await settled(contacts.create(draft))
    assert (contact.name, contact.kind_text) == ("Salma Nour", "2")
    assert not contact.raw["Client"].get("business_name")
    with pytest.raises(DraftError, match="named by first_name and last_name"):
        await settled(contacts.update(contact, name="Salma Saad"))
    renamed = await settled(contacts.update(contact, last_name="Saad"))
    assert renamed.name == "Salma Saad"
    both = {"name": "Maha Saad", "first_name": "Maha"}
    renamed = await settled(contacts.update(renamed, **both))
    assert renamed.name == "Maha Saad"
    assert not renamed.raw["Client"].get("business_name")
    with pytest.raises(DraftError, match="name: would be left without one"):
        await settled(contacts.update(renamed, first_name=None, last_name=None))


@pytest.mark.usefixtures("dialect")
async def test_a_name_is_changed_where_it_stands(opened: Opened, kind: str) -> None:
    contacts = opened("daftra", kind).contacts
    seeded = next(each for each in await gathered(contacts.list()) if each.kind_text == "2")
    assert seeded.raw["Client"]["business_name"] == seeded.name
    renamed = await settled(contacts.update(seeded, name="Olive & Co"))
    assert (renamed.name, renamed.first_name) == ("Olive & Co", seeded.first_name)


@pytest.mark.usefixtures("dialect")
async def test_an_update_of_any_seeded_contact_keeps_what_it_does_not_name(
    opened: Opened, provider: str, kind: str
) -> None:
    contacts = opened(provider, kind).contacts
    for before in (await gathered(contacts.list()))[::2]:
        after = await settled(contacts.update(before, phone="٠١٢"))
        # (`updated_at` is the server's.)
        assert contact_says(before) | {"phone": "٠١٢"} == contact_says(after)


@pytest.mark.usefixtures("dialect")
async def test_what_a_contact_does_not_show_survives_an_update(opened: Opened, kind: str) -> None:
    contacts = opened("daftra", kind).contacts
    seeded = await gathered(contacts.list(role=CUSTOMER))
    # A single read has the day of birth in the site's format; a write wants it in ISO form.
    born = next(each for each in seeded if each.raw["Client"].get("birth_date") == "1988-02-29")
    await settled(contacts.update(born, phone="1"))
    again = next(each for each in await gathered(contacts.list()) if each.id == born.id)
    own = ("birth_date", "starting_balance", "gender", "map_location", "bn1_label", "is_offline")
    before, after = born.raw["Client"], again.raw["Client"]
    assert {name: before.get(name) for name in own} == {name: after.get(name) for name in own}


async def test_an_address_is_replaced_as_a_whole(opened: Opened, provider: str, kind: str) -> None:
    contacts = opened(provider, kind).contacts
    contact = await settled(contacts.create(full_contact(provider)))
    moved = await settled(contacts.update(contact, address=Address(city="Suez")))
    assert moved.address == Address(city="Suez")
    gone = await settled(contacts.update(moved, address=None))
    assert gone.address is None


async def test_a_text_is_emptied_by_none(opened: Opened, provider: str, kind: str) -> None:
    contacts = opened(provider, kind).contacts
    contact = await settled(contacts.create(full_contact(provider)))
    emptied = await settled(contacts.update(contact, email=None, tax_number=None))
    assert contact_says(contact) | {"email": None, "tax_number": None} == contact_says(emptied)


async def test_a_deleted_contact_of_daftra_is_gone(opened: Opened, kind: str) -> None:
    contacts = opened("daftra", kind).contacts
    for role in ROLES:
        contact = await settled(contacts.create(plain_contact(role=role)))
        await settled(contacts.delete(contact))
        with pytest.raises(NotFoundError):
            await settled(contacts.get(contact.id, role=role))


@pytest.mark.usefixtures("dialect")
async def test_a_contact_with_transactions_cannot_be_deleted_and_the_error_says_so(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    client = opened("daftra", kind)
    payer = next(each.contact.id for each in await gathered(client.incomes.list()) if each.contact)
    with pytest.raises(ValidationError) as caught:
        await settled(client.contacts.delete(payer, role=CUSTOMER))
    assert str(caught.value).endswith(
        f"/api2/clients/{payer} answered 400: "
        "Client cannot be deleted: it still has transactions (Income)"
    )
    assert stored(box) == 0


async def test_nuvio_cannot_delete_a_contact_and_says_what_to_do(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    with pytest.raises(UnsupportedOperationError) as caught:
        await settled(opened("nuvio", kind).contacts.delete("x"))
    assert str(caught.value) == (
        "Nuvio's API has no delete for contacts: delete it in the web app, or change it with "
        "contacts.update"
    )
    assert asked(box) == []


REFUSED: list[tuple[str, dict[str, Any], list[str]]] = [
    (
        "daftra",
        {"email": "nobody", "legal_name": "x", "iban": "y"},
        ["legal_name", "iban", "email"],
    ),
    ("daftra", {"role": SUPPLIER, "code": "V-1", "category": "x"}, ["category", "code"]),
    ("daftra", {"role": SUPPLIER, "code": "007"}, ["code"]),
    ("daftra", {"role": SUPPLIER, "code": "2147483648"}, ["code"]),
    ("daftra", {"name": "x" * 101, "mobile": "1" * 51}, ["name", "mobile"]),
    (
        "daftra",
        {"address": Address(district="x", country="SAUD")},
        ["address.district", "address.country"],
    ),
    (
        "nuvio",
        {"mobile": "1", "category": "x", "currency": "SAR"},
        ["mobile", "currency", "category"],
    ),
    ("nuvio", {"address": Address(line2="x"), "code": ".."}, ["address.line2", "code"]),
    ("nuvio", {"kind": "business", "first_name": "x"}, ["kind", "first_name"]),
]


@pytest.mark.parametrize(("name", "given", "paths"), REFUSED)
async def test_what_a_provider_has_no_place_for_is_refused_all_at_once(
    *, box: Sandbox, opened: Opened, kind: str, name: str, given: dict[str, Any], paths: list[str]
) -> None:
    with pytest.raises(DraftError) as caught:
        await settled(opened(name, kind).contacts.create(plain_contact(**given)))
    assert [fault.path for fault in caught.value.field_errors] == paths
    assert asked(box) == []


async def test_a_change_that_cannot_work_is_refused_before_anything_is_written(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    contacts = opened(provider, kind).contacts
    contact = await settled(contacts.create(plain_contact()))
    with pytest.raises(DraftError) as caught:
        await settled(contacts.update(contact, name=None, color="red", phone=12))
    assert [fault.path for fault in caught.value.field_errors] == ["color", "name", "phone"]
    assert stored(box) == 1


async def test_a_contact_that_somebody_changed_is_not_overwritten(
    box: Sandbox, opened: Opened, provider: str, kind: str
) -> None:
    contacts = opened(provider, kind).contacts
    read = await settled(contacts.create(plain_contact(phone="1")))
    await settled(contacts.update(read.id, role=CUSTOMER, phone="2"))
    with pytest.raises(ConflictError, match="phone: was '1', is '2'"):
        await settled(contacts.update(read, email="a@b.example"))
    assert stored(box) == 2
    forced = await settled(contacts.update(read, force=True, email="a@b.example"))
    assert (forced.phone, forced.email) == ("2", "a@b.example")


async def test_the_id_alone_is_returned_where_nothing_is_read_back(
    box: Sandbox, opened: Opened, kind: str
) -> None:
    contacts = opened("daftra", kind).contacts
    identity = await settled(contacts.create(plain_contact(), reread=False))
    assert (await settled(contacts.get(identity, role=CUSTOMER))).name == "Nile Paper"
    box.requests.clear()
    assert (
        await settled(contacts.update(identity, role=CUSTOMER, phone="1", reread=False)) == identity
    )
    assert [request.method for request in asked(box)] == ["GET", "PUT"]


def test_a_draft_needs_a_name_and_a_role() -> None:
    with pytest.raises(TypeError):
        ContactDraft(name="x")  # type: ignore[call-arg]
