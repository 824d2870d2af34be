"""Every table of the Daftra side, in one list: add a resource here, and it is served."""

from collections.abc import Iterable

from ledgerspan.sandbox.daftra.clients import CLIENTS, SUPPLIERS
from ledgerspan.sandbox.daftra.documents.catalogue import DOCUMENT_TABLES
from ledgerspan.sandbox.daftra.entities.tables import ENTITY_TABLES
from ledgerspan.sandbox.daftra.incomes import EXPENSES, INCOMES
from ledgerspan.sandbox.daftra.journals import JOURNALS
from ledgerspan.sandbox.daftra.ledger import JOURNAL_ACCOUNTS, JOURNAL_CATS
from ledgerspan.sandbox.daftra.money import TAXES, TREASURIES
from ledgerspan.sandbox.daftra.operating.catalogue import OPERATING_TABLES
from ledgerspan.sandbox.daftra.products import PRODUCT_CATEGORIES, PRODUCTS
from ledgerspan.sandbox.daftra.staff import STAFF
from ledgerspan.sandbox.daftra.stores import STORES
from ledgerspan.sandbox.daftra.table import Table

TABLES: tuple[Table, ...] = (
    CLIENTS,
    SUPPLIERS,
    TAXES,
    TREASURIES,
    STORES,
    STAFF,
    PRODUCT_CATEGORIES,
    PRODUCTS,
    INCOMES,
    EXPENSES,
    *DOCUMENT_TABLES,
    JOURNAL_CATS,
    JOURNAL_ACCOUNTS,
    JOURNALS,
    *OPERATING_TABLES,
    *ENTITY_TABLES,
)


def child_tables(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Give the tables of the children; they have no paths of their own."""
    return tuple(child.table for table in tables for child in table.children)


BY_PATH = {each.path: each for table in TABLES for each in (table, *child_tables([table]))}
"""Children stand behind their parents: a refused delete names the first table that refers."""
