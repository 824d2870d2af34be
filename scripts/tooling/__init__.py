"""The code behind the commands in scripts/: one module a command."""
