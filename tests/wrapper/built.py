"""Tell which resources are there to be tested: the one place that knows."""

from importlib.util import find_spec

from ledgerspan.daftra import catalogue as daftra
from ledgerspan.nuvio import catalogue as nuvio


def is_built(provider: str, resource: str) -> bool:
    """Tell whether the modules that a catalogue names for a resource exist."""
    places = (daftra if provider == "daftra" else nuvio).KINDS.get(resource, resource)
    if provider == "daftra" and resource in daftra.JOINED:
        places = resource
    module = places.partition(":")[0]
    return find_spec(f"ledgerspan.{provider}.{module}") is not None
