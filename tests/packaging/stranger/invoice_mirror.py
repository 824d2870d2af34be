"""Mirror what customers owe a Daftra account into a Nuvio workspace, each invoice once."""

import sys

from ledgerspan import AsyncDaftra, Daftra, IncomeDraft, Invoice, Nuvio


def reference(invoice: Invoice) -> str:
    """Name an invoice so that its mirror image is known again."""
    return f"daftra-{invoice.id}"


def image(invoice: Invoice) -> IncomeDraft:
    """Draw an invoice as an income of what is still due."""
    return IncomeDraft(
        date=invoice.date,
        currency=invoice.currency,
        amount=invoice.due,
        description=f"Invoice {invoice.number}",
    )


def is_owed(invoice: Invoice) -> bool:
    """Tell whether somebody still has to pay."""
    return invoice.due is not None and invoice.due > 0


def mirror(daftra: Daftra, nuvio: Nuvio) -> int:
    """Mirror every invoice that is owed; return how many there are."""
    owed = [invoice for invoice in daftra.invoices.list() if is_owed(invoice)]
    for invoice in owed:
        nuvio.incomes.create(image(invoice), once=reference(invoice))
    return len(owed)


async def count_owed(daftra: AsyncDaftra) -> int:
    """Count the invoices that are owed."""
    return sum([is_owed(invoice) async for invoice in daftra.invoices.list()])


def main() -> None:
    """Mirror the accounts that the environment names."""
    with Daftra.from_env() as daftra, Nuvio.from_env() as nuvio:
        sys.stdout.write(f"{mirror(daftra, nuvio)} invoices mirrored\n")
