"""Hold the types of contacts and products still: checked by both type checkers and never run."""

from typing import assert_type

from ledgerspan import (
    AsyncDaftra,
    AsyncNuvio,
    Contact,
    ContactDraft,
    ContactRole,
    Daftra,
    DryRun,
    Nuvio,
    Pager,
    Product,
    ProductDraft,
)


def sync_clients_are_typed(daftra: Daftra, nuvio: Nuvio) -> None:
    assert_type(daftra.contacts.list(role=ContactRole.CUSTOMER), Pager[Contact])
    contact = nuvio.contacts.get("ACME-1", role=ContactRole.SUPPLIER)
    assert_type(contact, Contact)
    draft = ContactDraft(name="Nile Paper", role=ContactRole.SUPPLIER)
    assert_type(daftra.contacts.create(draft, once="crm-1"), Contact)
    assert_type(daftra.contacts.update(contact, phone="1"), Contact)
    assert_type(daftra.contacts.update("7", role=ContactRole.CUSTOMER, reread=False), str)
    assert_type(daftra.contacts.update("7", phone="1", dry_run=True), DryRun)
    assert_type(daftra.contacts.delete(contact), None)
    assert_type(daftra.products.list(code="SKU-1").first(), Product | None)
    assert_type(nuvio.products.create(ProductDraft(name="Tea")), Product)


async def async_clients_are_typed(daftra: AsyncDaftra, nuvio: AsyncNuvio) -> None:
    contact = await daftra.contacts.get(7, role=ContactRole.CUSTOMER)
    assert_type(contact, Contact)
    assert_type(await daftra.contacts.update(contact, phone="1"), Contact)
    assert_type(await nuvio.products.create(ProductDraft(name="Tea"), reread=False), str)
