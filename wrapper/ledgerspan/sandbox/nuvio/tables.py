"""The tables of the Nuvio side. NULL means that there is no value.

Totals are stored when a document is written, so that a list of everything only reads.
"""


def _named(table: str, extra: str = "") -> str:
    """Give the table of things that documents refer to."""
    return f"""
CREATE TABLE {table} (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL DEFAULT 'nuvio',
    company INTEGER NOT NULL,
    name TEXT NOT NULL,{extra}
    UNIQUE (company, id),
    FOREIGN KEY (provider, company) REFERENCES companies (provider, company)
);
"""


def _coded(table: str, extra: str = "") -> str:
    """Give the table of things with a code: nobody's twice, unless there is none or no text."""
    return (
        _named(table, "\n    code TEXT," + extra)
        + f"CREATE UNIQUE INDEX {table}_codes ON {table} (company, code) WHERE code <> '';\n"
    )


_ENTITY = """
    is_customer INTEGER NOT NULL DEFAULT 0,
    is_supplier INTEGER NOT NULL DEFAULT 0,
    legal_name TEXT,
    vat_number TEXT,
    tax_office TEXT,
    address TEXT,
    city TEXT,
    country TEXT,
    district TEXT,
    state TEXT,
    postal_code TEXT,
    email TEXT,
    phone TEXT,
    iban TEXT,"""
_ACCOUNT = """
    iban TEXT,
    integration_type TEXT NOT NULL,
    currency TEXT NOT NULL,
    type TEXT NOT NULL,
    opening_balance TEXT NOT NULL,"""

_CATALOGUE = (
    _coded("nuvio_entities", _ENTITY)
    + _coded("nuvio_projects")
    + _coded("nuvio_products")
    + _named("nuvio_tags")
    + _named("nuvio_taxes", "\n    rate TEXT NOT NULL,")
    + _named("nuvio_accounts", _ACCOUNT)
    + """
CREATE TABLE nuvio_product_taxes (
    product_id TEXT NOT NULL,
    company INTEGER NOT NULL,
    place INTEGER NOT NULL,
    tax_id TEXT NOT NULL,
    PRIMARY KEY (product_id, place),
    FOREIGN KEY (company, product_id) REFERENCES nuvio_products (company, id),
    FOREIGN KEY (company, tax_id) REFERENCES nuvio_taxes (company, id)
) WITHOUT ROWID;
"""
)

# `kind` is income or expense: one set of tables, since they differ in words only. Invoice
# numbers are unique, references of bills are whatever the supplier wrote.
_DOCUMENTS = """
CREATE TABLE nuvio_documents (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL DEFAULT 'nuvio',
    company INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,
    status TEXT,
    description TEXT,
    day TEXT NOT NULL,
    due_date TEXT,
    currency TEXT NOT NULL,
    exchange_rate TEXT,
    project_id TEXT,
    party_id TEXT,
    sub_total TEXT NOT NULL,
    total_tax TEXT NOT NULL,
    total_amount TEXT NOT NULL,
    remaining_amount TEXT NOT NULL,
    payment_status TEXT NOT NULL,
    FOREIGN KEY (provider, company) REFERENCES companies (provider, company),
    FOREIGN KEY (company, project_id) REFERENCES nuvio_projects (company, id),
    FOREIGN KEY (company, party_id) REFERENCES nuvio_entities (company, id)
);
CREATE UNIQUE INDEX nuvio_invoice_numbers ON nuvio_documents (company, number)
    WHERE kind = 'income';
CREATE INDEX nuvio_documents_newest ON nuvio_documents (company, kind, day, position);
CREATE TABLE nuvio_document_tags (
    document INTEGER NOT NULL REFERENCES nuvio_documents (position),
    company INTEGER NOT NULL,
    tag_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (document, place),
    FOREIGN KEY (company, tag_id) REFERENCES nuvio_tags (company, id)
) WITHOUT ROWID;
CREATE TABLE nuvio_items (
    document INTEGER NOT NULL REFERENCES nuvio_documents (position),
    company INTEGER NOT NULL,
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    detail TEXT,
    product_id TEXT,
    quantity TEXT NOT NULL,
    unit_price TEXT NOT NULL,
    total_taxes TEXT NOT NULL,
    total_amount TEXT NOT NULL,
    PRIMARY KEY (document, place),
    FOREIGN KEY (company, product_id) REFERENCES nuvio_products (company, id)
) WITHOUT ROWID;
CREATE TABLE nuvio_item_taxes (
    document INTEGER NOT NULL,
    item_place INTEGER NOT NULL,
    place INTEGER NOT NULL,
    company INTEGER NOT NULL,
    tax_id TEXT NOT NULL,
    amount TEXT NOT NULL,
    PRIMARY KEY (document, item_place, place),
    FOREIGN KEY (document, item_place) REFERENCES nuvio_items (document, place),
    FOREIGN KEY (company, tax_id) REFERENCES nuvio_taxes (company, id)
) WITHOUT ROWID;
"""

# A match says what part of a transaction pays for what document: `amount` in the currency of
# the document, as it was then; `taken` in the currency of the account.
_MONEY = """
CREATE TABLE nuvio_transactions (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    company INTEGER NOT NULL,
    account_id TEXT NOT NULL,
    description TEXT,
    happened TEXT NOT NULL,
    amount TEXT NOT NULL,
    transaction_type TEXT NOT NULL,
    entity_id TEXT,
    UNIQUE (company, id),
    FOREIGN KEY (company, account_id) REFERENCES nuvio_accounts (company, id),
    FOREIGN KEY (company, entity_id) REFERENCES nuvio_entities (company, id)
);
CREATE TABLE nuvio_matches (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    company INTEGER NOT NULL,
    transaction_id TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES nuvio_documents (position),
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    taken TEXT NOT NULL,
    FOREIGN KEY (company, transaction_id) REFERENCES nuvio_transactions (company, id)
);
CREATE INDEX nuvio_matches_of_documents ON nuvio_matches (document, position);
CREATE INDEX nuvio_matches_of_transactions ON nuvio_matches (transaction_id, position);
"""

NUVIO_TABLES = _CATALOGUE + _DOCUMENTS + _MONEY
