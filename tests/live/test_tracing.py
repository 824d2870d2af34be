"""OpenTelemetry's own instrumentation of httpx gives a span for each request, without a secret."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from ledgerspan import ServerError
from ledgerspan.sandbox import Fault, Sandbox
from opentelemetry.instrumentation.httpx import (
    AsyncOpenTelemetryTransport,
    HTTPXClientInstrumentor,
    SyncOpenTelemetryTransport,
)
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from tests.live.both import Opened, settled
from tests.live.drafts import plain_draft
from tests.live.grants import grant_of

pytestmark = pytest.mark.anyio

RECORDS = 12


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def provider_of_spans(spans: InMemorySpanExporter) -> TracerProvider:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    return provider


@pytest.fixture
def instrumented(provider_of_spans: TracerProvider) -> Iterator[None]:
    """Instrument httpx the way its users do."""
    instrumentor = HTTPXClientInstrumentor()
    instrumentor.instrument(tracer_provider=provider_of_spans)
    yield
    instrumentor.uninstrument()


@pytest.mark.usefixtures("instrumented")
async def test_each_request_is_a_span(
    box: Sandbox, opened: Opened, provider: str, kind: str, spans: InMemorySpanExporter
) -> None:
    assert box.url
    client = opened(provider, kind, transport=None)
    await settled(client.incomes.list(page_size=10 if provider == "daftra" else None).to_list())
    found = [dict(span.attributes or {}) for span in spans.get_finished_spans()]
    assert len(found) == len(box.requests) > 0
    assert [span["http.status_code"] for span in found] == [200] * len(found)
    assert all(str(span["http.url"]).startswith(box.url) for span in found)


@pytest.mark.usefixtures("instrumented")
async def test_a_request_that_fails_is_a_failed_span(
    box: Sandbox, opened: Opened, kind: str, spans: InMemorySpanExporter
) -> None:
    assert box.url
    box.faults.add(Fault("status", status=503))
    client = opened("daftra", kind, transport=None, retry=1)
    with pytest.raises(ServerError):
        await settled(client.incomes.get("7"))
    (span,) = spans.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR


@pytest.mark.usefixtures("instrumented")
async def test_no_span_holds_a_secret(
    box: Sandbox, opened: Opened, kind: str, spans: InMemorySpanExporter
) -> None:
    assert box.url
    company = box.daftra_companies[0]
    for client in (
        opened("daftra", kind, transport=None),
        opened("daftra", kind, oauth=grant_of(box), transport=None),
        opened("nuvio", kind, transport=None),
    ):
        await settled(client.incomes.create(plain_draft()))
        await settled(client.incomes.list().first())
    told = "".join(span.to_json() for span in spans.get_finished_spans())
    secrets = (
        company.api_key,
        company.client_secret,
        company.password,
        box.nuvio_companies[0].token,
        "invented-access",
        "invented-refresh",
    )
    assert "oauth/token" in told
    assert [secret for secret in secrets if secret in told] == []


async def test_a_transport_that_is_given_is_traced_by_wrapping_it(
    box: Sandbox,
    opened: Opened,
    kind: str,
    spans: InMemorySpanExporter,
    provider_of_spans: TracerProvider,
) -> None:
    wrapped: Any = (SyncOpenTelemetryTransport if kind == "sync" else AsyncOpenTelemetryTransport)(
        box.transport, tracer_provider=provider_of_spans
    )
    assert isinstance(wrapped, httpx.BaseTransport | httpx.AsyncBaseTransport)
    await settled(opened("nuvio", kind, transport=wrapped).incomes.get("INV-1"))
    assert len(spans.get_finished_spans()) == 1
