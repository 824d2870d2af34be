"""The law of query parameters: one that a spec names changes what is listed, at least sometimes.

Daftra ignores what it does not know, so a wrong name or a value of a wrong type is never refused.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from tooling.fuzz_place import aim_of
from tooling.fuzz_probe import Probe

_TRIES = 60
"""Values of a parameter that are tried: those that mean nothing have no effect."""


def ineffective(probe: Probe, names: Iterable[str], asked: Iterable[str]) -> Iterator[str]:
    """Name the parameters that changed no list: `asked` are the addresses that were read."""
    addresses = list(dict.fromkeys(asked))
    for name in names:
        named = [each for each in addresses if name in _named(each)][:_TRIES]
        if not any(_rows(probe, each) != _rows(probe, _without(each, name)) for each in named):
            yield name


def _rows(probe: Probe, address: str) -> object:
    aim = aim_of(urlsplit(address).path, "GET")
    body = probe.send("GET", address).body
    return body if aim is None else [row.get("id") for row in aim.place.rows_in(body)]


def _without(address: str, name: str) -> str:
    kept = [
        (key, value)
        for key, value in parse_qsl(urlsplit(address).query, keep_blank_values=True)
        if _parameter(key) != name
    ]
    return f"{urlsplit(address).path}?{urlencode(kept)}"


def _named(address: str) -> set[str]:
    query = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    return {_parameter(key) for key, _ in query}


def _parameter(key: str) -> str:
    """Give the parameter that a key belongs to: `filter` for filter[date][gte]."""
    return key if key.endswith("[]") else key.partition("[")[0]
