"""The kinds of accounts. Invented words: only that there are such kinds is published."""

MANUAL, CONNECTED = "Manual", "Bank Connection"
"""How it gets its transactions."""
BANK, CASH = "Bank", "Cash"
"""Where the money is."""
