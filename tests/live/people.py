"""Contacts and products to write, and what the stored records say for them."""

from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from ledgerspan import Address, Contact, ContactDraft, ContactRole, Product, ProductDraft
from ledgerspan.models import ContactKind, ProductKind

T = TypeVar("T", ContactDraft, ProductDraft)

ROLES = (ContactRole.CUSTOMER, ContactRole.SUPPLIER)


def plain_contact(**given: Any) -> ContactDraft:
    """Draft a contact that both providers take."""
    usual = {"name": "Nile Paper", "role": ContactRole.CUSTOMER}
    return ContactDraft(**{**usual, **given})


def full_contact(provider: str, role: ContactRole = ContactRole.CUSTOMER) -> ContactDraft:
    """Draft a contact that says everything its provider has a place for."""
    shared = plain_contact(
        name="مؤسسة النخيل للتوريد",
        role=role,
        code="4711",
        email="orders@nakhil.example",
        phone="٠١٢٣٤٥٦٧٨٩",
        tax_number="٣٠٠٠٠٠٠٠٠٠٠٠٠٠٣",
    )
    place = {"line1": "12 Harbour Road", "city": "جدة", "state": "Makkah", "country": "SA"}
    if provider == "nuvio":
        return changed(
            shared,
            legal_name="مؤسسة النخيل ذ.م.م",
            tax_office="Harbour",
            iban="SA0000000000000000000000",
            address=Address(**place, district="Old Harbour", postal_code="٢١٤٤٢"),
        )
    own: dict[str, Any] = {"kind": ContactKind.BUSINESS, "category": "تجزئة"}
    return changed(
        shared,
        first_name="Salma",
        last_name="Nour",
        mobile="+966 50 000 0021",
        currency="KWD",
        description="تتصل قبل التسليم\r\n<b>by phone</b>",
        address=Address(**place, line2="Floor 3", postal_code="٢١٤٤٢"),
        **(own if role is ContactRole.CUSTOMER else {}),
    )


def full_product(provider: str, taxes: tuple[str, ...]) -> ProductDraft:
    """Draft a product that says everything its provider has a place for."""
    draft = ProductDraft(name="بن محمص 1 kg", code="CB-1000", taxes=taxes)
    if provider == "nuvio":
        return draft
    return changed(
        draft,
        description="Medium roast\r\n<b>dark</b> ☕",
        kind=ProductKind.SERVICE,
        unit_price=Decimal("80.125"),
        buy_price=Decimal("0.000001"),
        category="قهوة",
        brand="Harbour Roasters",
        barcode="0000000000123",
        supplier="2",
        tags=("coffee", "بن"),
        tracks_stock=True,
        is_active=False,
    )


def changed(draft: T, **members: Any) -> T:
    """Return a draft with other members."""
    return msgspec.structs.replace(draft, **members)


def contact_said_by(draft: ContactDraft) -> dict[str, Any]:
    """Return what the stored contact must say for a draft: field → value."""
    said = {name: getattr(draft, name) or None for name in draft.__struct_fields__}
    address = draft.address
    if address is not None:
        parts = {name: getattr(address, name) or None for name in address.__struct_fields__}
        said["address"] = Address(**parts) if any(parts.values()) else None
    return said | {"kind": draft.kind or ContactKind.UNKNOWN}


def contact_says(contact: Contact) -> dict[str, Any]:
    """Return what a contact says of the fields that a draft can write."""
    return {name: getattr(contact, name) for name in ContactDraft.__struct_fields__}


def product_said_by(draft: ProductDraft) -> dict[str, Any]:
    """Return what the stored product must say for a draft: field → value."""
    said = {name: getattr(draft, name) for name in draft.__struct_fields__}
    texts = ("code", "description", "category", "brand", "barcode", "supplier")
    said |= {name: said[name] or None for name in texts}
    return said | {"kind": draft.kind or ProductKind.UNKNOWN}


def product_says(product: Product) -> dict[str, Any]:
    """Return what a product says of the fields that a draft can write."""
    said = {name: getattr(product, name) for name in ProductDraft.__struct_fields__}
    return said | {
        "taxes": tuple(tax.id for tax in product.taxes),
        "supplier": product.supplier and product.supplier.id,
        "tags": tuple(tag.name for tag in product.tags),
    }
