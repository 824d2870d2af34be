"""`ledgerspan replay`: answer with what was recorded."""

import sys
from pathlib import Path

from ledgerspan.cassettes.cassette import Cassette
from ledgerspan.cassettes.replay import Player
from ledgerspan.cassettes.server import LocalServer
from ledgerspan.cli.waiting import wait
from ledgerspan.errors import LedgerspanError

_USAGE = 2
DEFAULT_PORT = 8028


def replay(cassette: Path, *, port: int = DEFAULT_PORT, strict: bool = False) -> int:
    """Answer as a cassette has it, until Ctrl-C, without any network.

    Point the base URL of the program at it; any credentials will do.
    Requests are known by method, path, query and body; what was masked in them
    matches anything. A request that was recorded several times gets each answer
    in turn, then the last one again. What was never recorded is answered 501,
    with the nearest request that was.

    Parameters
    ----------
    cassette
        A file of `ledgerspan record` or `ledgerspan.cassettes.Recorder`.
    port
        0 takes any free one.
    strict
        Give each recorded answer once only.

    """
    try:
        player = Player(Cassette.read(cassette), strict=strict)
        server = LocalServer(port)
    except LedgerspanError as fault:
        print(f"ledgerspan replay: {fault}", file=sys.stderr)
        return _USAGE
    with server.start(player.answer):
        for api in player.apis:
            print(f"{server.url}/{api}", flush=True)
        print(f"replaying {player.size} exchanges; Ctrl-C ends it", flush=True)
        try:
            wait()
        except KeyboardInterrupt:
            print()
    print(f"{player.missed} requests had no recorded answer")
    return 0
