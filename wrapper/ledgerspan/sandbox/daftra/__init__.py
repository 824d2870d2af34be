"""The Daftra side of the sandbox: incomes, site info and the token endpoint."""
