"""The Nuvio side of the sandbox: incomes with lines, taxes, tags and matched payments."""
