"""The tables of the Daftra side. NULL means that there is no value."""

DAFTRA_TABLES = """
CREATE TABLE daftra_clients (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL DEFAULT 'daftra',
    company INTEGER NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (company, id),
    FOREIGN KEY (provider, company) REFERENCES companies (provider, company)
);
CREATE TABLE daftra_incomes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL DEFAULT 'daftra',
    company INTEGER NOT NULL,
    amount TEXT NOT NULL,
    currency_code TEXT NOT NULL,
    vendor TEXT,
    category TEXT,
    date TEXT,
    file TEXT,
    note TEXT,
    client_id INTEGER,
    tax1_id INTEGER,
    tax1_name TEXT,
    tax1_value TEXT,
    tax1_amount TEXT,
    tax1_included INTEGER,
    tax2_id INTEGER,
    tax2_name TEXT,
    tax2_value TEXT,
    tax2_amount TEXT,
    tax2_included INTEGER,
    attachments TEXT NOT NULL DEFAULT '[]',
    FOREIGN KEY (provider, company) REFERENCES companies (provider, company),
    FOREIGN KEY (company, client_id) REFERENCES daftra_clients (company, id)
);
CREATE INDEX daftra_incomes_newest ON daftra_incomes (company, date, id);
"""
