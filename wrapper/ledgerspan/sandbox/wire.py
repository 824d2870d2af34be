"""Read a request that arrives by ASGI, and send an answer."""

from starlette.types import Receive, Scope, Send

from ledgerspan.sandbox.exchange import Answer, Call


async def read_call(scope: Scope, receive: Receive) -> Call:
    """Take in a request, its whole body included."""
    chunks: list[bytes] = []
    more = True
    while more:
        message = await receive()
        chunks.append(message.get("body", b""))
        more = message.get("more_body", False)
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Call(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=b"".join(chunks),
        scheme=scope["scheme"],
        named=scope["path_params"],
    )


async def send_answer(answer: Answer, method: str, send: Send) -> None:
    """Send `answer`; without its body when HEAD asked for it."""
    headers = {
        "content-type": answer.media_type,
        "content-length": str(len(answer.body)),
        **answer.headers,
    }
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [
                (name.encode(), value.encode("latin-1")) for name, value in headers.items()
            ],
        }
    )
    body = b"" if method == "HEAD" else answer.body
    await send({"type": "http.response.body", "body": body})
