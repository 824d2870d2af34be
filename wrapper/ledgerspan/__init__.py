"""Placeholder during the first build."""
