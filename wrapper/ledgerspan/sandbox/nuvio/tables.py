"""The tables of the Nuvio side. NULL means that there is no value.

Totals are stored when an income is written, so that a list of everything only reads.
"""


def _named(table: str, extra: str = "") -> str:
    """Give the table of things that an income refers to."""
    return f"""
CREATE TABLE {table} (
    id TEXT PRIMARY KEY,
    provider TEXT NOT NULL DEFAULT 'nuvio',
    company INTEGER NOT NULL,
    name TEXT NOT NULL,{extra}
    UNIQUE (company, id),
    FOREIGN KEY (provider, company) REFERENCES companies (provider, company)
);
"""


_CODE = "\n    code TEXT NOT NULL,\n    UNIQUE (company, code),"

NUVIO_TABLES = (
    _named("nuvio_entities", _CODE)
    + _named("nuvio_projects", _CODE)
    + _named("nuvio_products", _CODE)
    + _named("nuvio_tags")
    + _named("nuvio_taxes", "\n    rate TEXT NOT NULL,")
    + """
CREATE TABLE nuvio_incomes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL DEFAULT 'nuvio',
    company INTEGER NOT NULL,
    invoice_number TEXT NOT NULL,
    invoice_status TEXT NOT NULL,
    description TEXT,
    invoice_date TEXT NOT NULL,
    due_date TEXT,
    currency TEXT NOT NULL,
    exchange_rate TEXT,
    project_id TEXT,
    customer_id TEXT,
    sub_total TEXT NOT NULL,
    total_tax TEXT NOT NULL,
    total_amount TEXT NOT NULL,
    remaining_amount TEXT NOT NULL,
    payment_status TEXT NOT NULL,
    UNIQUE (company, invoice_number),
    FOREIGN KEY (provider, company) REFERENCES companies (provider, company),
    FOREIGN KEY (company, project_id) REFERENCES nuvio_projects (company, id),
    FOREIGN KEY (company, customer_id) REFERENCES nuvio_entities (company, id)
);
CREATE INDEX nuvio_incomes_newest ON nuvio_incomes (company, invoice_date, position);
CREATE TABLE nuvio_income_tags (
    income INTEGER NOT NULL REFERENCES nuvio_incomes (position),
    company INTEGER NOT NULL,
    tag_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (income, place),
    FOREIGN KEY (company, tag_id) REFERENCES nuvio_tags (company, id)
) WITHOUT ROWID;
CREATE TABLE nuvio_income_items (
    income INTEGER NOT NULL REFERENCES nuvio_incomes (position),
    company INTEGER NOT NULL,
    place INTEGER NOT NULL,
    id TEXT NOT NULL,
    product_id TEXT,
    quantity TEXT NOT NULL,
    unit_price TEXT NOT NULL,
    total_taxes TEXT NOT NULL,
    total_amount TEXT NOT NULL,
    PRIMARY KEY (income, place),
    FOREIGN KEY (company, product_id) REFERENCES nuvio_products (company, id)
) WITHOUT ROWID;
CREATE TABLE nuvio_item_taxes (
    income INTEGER NOT NULL,
    item_place INTEGER NOT NULL,
    place INTEGER NOT NULL,
    company INTEGER NOT NULL,
    tax_id TEXT NOT NULL,
    amount TEXT NOT NULL,
    PRIMARY KEY (income, item_place, place),
    FOREIGN KEY (income, item_place) REFERENCES nuvio_income_items (income, place),
    FOREIGN KEY (company, tax_id) REFERENCES nuvio_taxes (company, id)
) WITHOUT ROWID;
CREATE TABLE nuvio_matched_payments (
    income INTEGER NOT NULL REFERENCES nuvio_incomes (position),
    place INTEGER NOT NULL,
    company INTEGER NOT NULL,
    bank_account_id TEXT NOT NULL,
    bank_account_name TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    amount TEXT NOT NULL,
    currency TEXT NOT NULL,
    description TEXT NOT NULL,
    transaction_date TEXT NOT NULL,
    PRIMARY KEY (income, place)
) WITHOUT ROWID;
"""
)
