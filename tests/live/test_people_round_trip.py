"""Whatever a draft of a contact or product says is what a later read says."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledgerspan import Address, ContactDraft, ContactRole, ProductDraft
from ledgerspan.daftra.contacts_body import CLIENT_CHANGES, SUPPLIER_CHANGES
from ledgerspan.daftra.contacts_record import joined_name
from ledgerspan.daftra.products_body import CHANGES as GOODS_CHANGES
from ledgerspan.models import ContactKind, ProductKind
from ledgerspan.nuvio import contacts_body as nuvio_body
from ledgerspan.nuvio import products_body as goods_body
from ledgerspan.sandbox import Sandbox

from tests.live.drafts import references
from tests.live.people import (
    ROLES,
    contact_said_by,
    contact_says,
    product_said_by,
    product_says,
)

# One sandbox for all examples, put back before each: a code is free only once on Nuvio.
PROPERTY = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

LETTERS = st.characters(codec="utf-8")
TEXTS = st.text(LETTERS, max_size=40)
MAYBE = st.none() | TEXTS
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
CURRENCIES = st.none() | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
EMAILS = st.none() | st.from_regex(r"[^@\s]{1,20}@[^@\s]{1,20}", fullmatch=True)
PRICES = st.none() | st.decimals(min_value=0, max_value=999_999_999_999_999, places=6)


@pytest.fixture
def small(dialect: Any) -> Iterator[Sandbox]:
    """Start a sandbox with just enough records to refer to everything."""
    with Sandbox(seed=7, records=12, dialect=dialect) as box:
        yield box


def addresses(**own: st.SearchStrategy[str | None]) -> st.SearchStrategy[Address | None]:
    shared = {
        "line1": MAYBE,
        "city": MAYBE,
        "state": MAYBE,
        "postal_code": st.none() | st.text(LETTERS, max_size=20),
        "country": st.none() | st.text(LETTERS, max_size=3),
    }
    return st.none() | st.builds(Address, **shared, **own)


@st.composite
def daftra_contacts(draw: st.DrawFn, role: ContactRole) -> ContactDraft:
    is_client = role is ContactRole.CUSTOMER
    kind = draw(st.none() | st.sampled_from((ContactKind.BUSINESS, ContactKind.INDIVIDUAL)))
    first, last = draw(MAYBE), draw(MAYBE)
    name = joined_name(first, last) if is_client and kind is ContactKind.INDIVIDUAL else None
    if not (name and name.strip()):
        kind = None if kind is ContactKind.INDIVIDUAL else kind
        name = draw(NAMES)
    return ContactDraft(
        name=name,
        role=role,
        kind=kind if is_client else None,
        code=draw(MAYBE if is_client else st.none() | st.integers(0, 2**31 - 1).map(str)),
        first_name=first,
        last_name=last,
        email=draw(EMAILS),
        phone=draw(MAYBE),
        mobile=draw(MAYBE),
        tax_number=draw(MAYBE),
        currency=draw(CURRENCIES),
        address=draw(addresses(line2=MAYBE)),
        category=draw(MAYBE) if is_client else None,
        description=draw(MAYBE),
    )


def nuvio_contacts(role: ContactRole) -> st.SearchStrategy[ContactDraft]:
    texts = ("legal_name", "email", "phone", "tax_number", "tax_office", "iban")
    return st.builds(
        ContactDraft,
        name=NAMES,
        role=st.just(role),
        code=st.none() | TEXTS.filter(lambda text: text not in (".", "..")),
        address=addresses(district=MAYBE),
        **dict.fromkeys(texts, MAYBE),
    )


def contacts(provider: str, role: ContactRole) -> st.SearchStrategy[ContactDraft]:
    return daftra_contacts(role) if provider == "daftra" else nuvio_contacts(role)


def products(box: Sandbox, provider: str) -> st.SearchStrategy[ProductDraft]:
    if provider == "nuvio":
        taxes = st.lists(st.sampled_from(references(box, provider).taxes), unique=True)
        code = st.none() | TEXTS.filter(lambda text: text not in (".", ".."))
        return st.builds(ProductDraft, name=NAMES, code=code, taxes=taxes.map(tuple))
    tags = st.text(LETTERS, min_size=1, max_size=9).filter(
        lambda tag: tag == tag.strip() and "," not in tag
    )
    return st.builds(
        ProductDraft,
        name=NAMES,
        kind=st.none() | st.sampled_from(list(ProductKind)[:3]),
        unit_price=PRICES,
        buy_price=PRICES,
        taxes=st.lists(st.sampled_from(("1", "2", "3")), max_size=2).map(tuple),
        supplier=st.none() | st.sampled_from(("1", "6")),
        tags=st.lists(tags, max_size=3).map(tuple),
        tracks_stock=st.booleans(),
        is_active=st.booleans(),
        **dict.fromkeys(("code", "description", "category", "brand", "barcode"), MAYBE),
    )


def writable(provider: str, role: ContactRole) -> tuple[str, ...]:
    """Return the fields of a contact that an update can write."""
    if provider == "nuvio":
        return nuvio_body.CHANGES
    return CLIENT_CHANGES if role is ContactRole.CUSTOMER else SUPPLIER_CHANGES


@pytest.mark.parametrize("role", ROLES)
def test_a_contact_is_read_back_as_it_was_written(
    small: Sandbox, provider: str, role: ContactRole
) -> None:
    @PROPERTY
    @given(contacts(provider, role))
    def holds(draft: ContactDraft) -> None:
        small.reset()
        created = client.contacts.create(draft)
        assert contact_said_by(draft) == contact_says(created)
        assert created == client.contacts.get(created.id, role=role)

    with getattr(small, provider)() as client:
        holds()


@pytest.mark.parametrize("role", ROLES)
def test_an_update_makes_one_contact_into_another(
    small: Sandbox, provider: str, role: ContactRole
) -> None:
    names = writable(provider, role)

    @PROPERTY
    @given(contacts(provider, role), contacts(provider, role))
    def holds(first: ContactDraft, second: ContactDraft) -> None:
        small.reset()
        created = client.contacts.create(first)
        changes = {name: getattr(second, name) for name in names}
        assert contact_said_by(second) == contact_says(client.contacts.update(created, **changes))

    with getattr(small, provider)() as client:
        holds()


@pytest.mark.parametrize("role", ROLES)
def test_an_update_of_one_field_leaves_the_others(
    small: Sandbox, provider: str, role: ContactRole
) -> None:
    @PROPERTY
    @given(contacts(provider, role), MAYBE)
    def holds(draft: ContactDraft, phone: str | None) -> None:
        small.reset()
        created = client.contacts.create(draft)
        updated = client.contacts.update(created, phone=phone)
        assert contact_says(created) | {"phone": phone or None} == contact_says(updated)

    with getattr(small, provider)() as client:
        holds()


def test_a_product_is_read_back_as_it_was_written(small: Sandbox, provider: str) -> None:
    @PROPERTY
    @given(products(small, provider))
    def holds(draft: ProductDraft) -> None:
        small.reset()
        created = client.products.create(draft)
        assert product_said_by(draft) == product_says(created)
        assert created == client.products.get(created.id)

    with getattr(small, provider)() as client:
        holds()


def test_an_update_makes_one_product_into_another(small: Sandbox, provider: str) -> None:
    names = goods_body.CHANGES if provider == "nuvio" else GOODS_CHANGES

    @PROPERTY
    @given(products(small, provider), products(small, provider))
    def holds(first: ProductDraft, second: ProductDraft) -> None:
        small.reset()
        created = client.products.create(first)
        changes = {name: getattr(second, name) for name in names}
        assert product_said_by(second) == product_says(client.products.update(created, **changes))

    with getattr(small, provider)() as client:
        holds()
