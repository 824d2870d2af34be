"""Everything that clients do, in short: read each resource, write each kind of record."""

from typing import Any

from ledgerspan import ConfigurationError, PasswordGrant
from ledgerspan.sandbox import Sandbox

from tests.live.every_draft import PLACES, Place, change_of, drafted

BOTH = ("accounts", "contacts", "expenses", "incomes", "payments", "products", "taxes")
RESOURCES = {
    "daftra": (
        *BOTH,
        "bill_refunds",
        "bills",
        "credit_notes",
        "estimates",
        "invoices",
        "journal_entries",
        "ledger_accounts",
        "refund_receipts",
    ),
    "nuvio": (*BOTH, "projects", "tags", "transactions"),
}
ENTITIES = ("client", "invoice", "invoice_item", "journal", "journal_account", "product", "staff")


def read_everything(provider: str, client: Any) -> list[Any]:
    """List each resource and read two records of it; return all records in their order."""
    found = []
    for name in RESOURCES[provider]:
        resource = getattr(client, name)
        listed = resource.list().to_list()
        found += listed
        for record in listed[:2]:
            try:
                found.append(resource.get(record.id))
            except ConfigurationError:
                # Joined resources of Daftra have several records of one id.
                continue
    return found


def read_entities(daftra: Any) -> list[Any]:
    """List entities of v2 with what is embedded in them, and read one of each."""
    found = []
    for name in ENTITIES:
        listed = daftra.entity(name).list(level=2).to_list()
        found += [*listed, daftra.entity(name).get(listed[0].id)]
    return found


def write_everything(box: Sandbox, provider: str, client: Any) -> None:
    """Create, change and delete a record of each kind, as far as the provider can."""
    for place in PLACES:
        if place.provider == provider:
            _write(box, client, place)


def signed_in(box: Sandbox, **options: Any) -> Any:
    """Return a client of Daftra that fetches a token first."""
    company = box.daftra_companies[0]
    grant = PasswordGrant(
        client_id=company.client_id,
        client_secret=company.client_secret,
        username=company.username,
        password=company.password,
    )
    return box.daftra(oauth=grant, **options)


def _write(box: Sandbox, client: Any, place: Place) -> None:
    # Drafts take numbers that are taken by what another one stands on.
    box.reset()
    resource = getattr(client, place.accessor)
    made = resource.create(drafted(box, place))
    if place.can_change:
        resource.update(made.id, **change_of(place).given, **place.apart)
    if place.can_delete:
        resource.delete(made.id, **place.apart)
