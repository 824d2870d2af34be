"""Work out what a call would send, without sending it."""

from __future__ import annotations

from .call import Call
from .config import Secret
from .dry_run import Difference, DryRun, differences, exactly
from .masking import masked, masked_bytes
from .models import Record
from .pipeline import Pipeline, Send
from .transport import request_of


def planned(pipeline: Pipeline, call: Call) -> DryRun:
    """Return the request that a call would become, its secrets masked."""
    header = pipeline.auth.header()
    # Where a token must be fetched first, it would go into the same header.
    name = "Authorization" if header is None else header[0]
    request = request_of(pipeline, Send(call, (name, Secret("***"))), {})
    secrets = pipeline.auth.secrets
    content = masked_bytes(request.content, secrets)
    changed: tuple[Difference, ...] = ()
    if call.before is not None:
        changed = differences(call.before, exactly(request.content))
    return DryRun(
        operation=call.operation,
        method=request.method.upper(),
        url=masked(str(request.url), secrets),
        headers={name: masked(value, secrets) for name, value in request.headers.items()},
        content=content,
        differences=changed,
    )


def nothing_to_send(found: Record | str) -> DryRun:
    """Return the dry run of a create whose record is there already."""
    return DryRun(operation="nothing", existing=found)
