"""Invent the records of a Daftra company: one subject a file; `seed.py` calls them."""
