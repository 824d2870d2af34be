"""Daftra's sales and purchase documents, and the payments that settle them."""
