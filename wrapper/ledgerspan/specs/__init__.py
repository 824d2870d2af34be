"""Read the published descriptions that come with ledgerspan: what each operation answers."""
