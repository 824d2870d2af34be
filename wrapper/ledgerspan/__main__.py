"""Run as `python -m ledgerspan`."""

from ledgerspan.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
