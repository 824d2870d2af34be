"""What tests/contract/schemathesis.toml names as hooks: our checks in the tool's own command.

    schemathesis --config-file tests/contract/schemathesis.toml run specs/dist/daftra.json

The account is that of the environment, as for `scripts/fuzz`. One on this machine may be written
to; any other is only read unless LEDGERSPAN_FUZZ_WRITES is set.
"""

import atexit
import os
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import schemathesis
from schemathesis import HookContext

from tooling.fuzz_operations import listed_places
from tooling.fuzz_run import failure_filter
from tooling.fuzz_subject import judged, opened
from tooling.fuzz_target import Api, Target, TargetError, live_target

_APIS: dict[str, Api] = {"Daftra API": "daftra", "Nuvio API": "nuvio"}
_HERE = ("127.0.0.1", "localhost")

# The tool ends without telling hooks; what was opened is closed with the process.
_STACK = ExitStack()
atexit.register(_STACK.close)


@schemathesis.hook
def after_load_schema(_context: HookContext, schema: Any) -> None:
    """Open the account that the schema is run against, for the checks to find."""
    title = schema.raw_schema.get("info", {}).get("title")
    if title not in _APIS:
        return
    target = _target(_APIS[title])
    subject = _STACK.enter_context(opened(target, listed_places(schema.raw_schema)))
    _STACK.enter_context(judged(schema, subject))
    schema.hook("filter_failure")(failure_filter(subject, Counter()))


def _target(api: Api) -> Target:
    target = live_target(api, os.environ, writes="LEDGERSPAN_FUZZ_WRITES" in os.environ)
    if target is None:
        raise TargetError(f"no {api} account: its address and key are not in the environment")
    if urlsplit(target.url).hostname in _HERE:
        return replace(target, live=False, writes=True)
    return target
