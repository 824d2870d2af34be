"""Record what an API answered, with secrets and personal values masked, and answer with it again.

    with Daftra("acme", api_key="...", transport=Recorder("acme.ndjson")) as books:
        books.incomes.list().to_list()                  # real answers, written down masked

    with Daftra("acme", api_key="any", transport=Replay("acme.ndjson")) as books:
        books.incomes.list().to_list()                  # the same, without a network

`ledgerspan record` and `ledgerspan replay` do it for programs in any language. The module
`cassette` says what the file looks like, `fields` what is masked, `masks` how.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerspan._lazy import lazy_names

if TYPE_CHECKING:
    from .cassette import Cassette, CassetteError
    from .exchange import Exchange
    from .recorder import Recorder
    from .replay import Replay

__getattr__ = lazy_names(
    __name__,
    {
        "cassette": ("Cassette", "CassetteError"),
        "exchange": ("Exchange",),
        "recorder": ("Recorder",),
        "replay": ("Replay",),
    },
)


def __dir__() -> list[str]:
    return __all__


__all__ = ["Cassette", "CassetteError", "Exchange", "Recorder", "Replay"]
