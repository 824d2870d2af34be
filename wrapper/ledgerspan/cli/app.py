"""The commands by name; the module of each is imported when it is called."""

from collections.abc import Sequence

import cyclopts

app = cyclopts.App(
    name="ledgerspan",
    help="Work with the accounting APIs of Daftra and Nuvio.",
    help_format="plaintext",
    result_action="return_value",
)
app.command("ledgerspan.cli.drift:drift", name="drift")
app.command("ledgerspan.cli.record:record", name="record")
app.command("ledgerspan.cli.replay:replay", name="replay")
app.command("ledgerspan.cli.sandbox:sandbox", name="sandbox")


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name; give the exit status that it returns."""
    try:
        status: object = app(list(arguments), exit_on_error=False, print_error=True)
    except cyclopts.CycloptsError:
        return 2
    return status if isinstance(status, int) else 0
