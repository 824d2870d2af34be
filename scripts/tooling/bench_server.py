"""Answer with fixed bytes from a process of its own, so that a client's CPU is the client's alone.

    GET ...?page=3    the third page, after `--latency` seconds
    anything else     the single record, at once

Run with a folder that holds `page.json` and `single.json` (Daftra bodies); prints its port and
ends when its standard input does.
"""

import argparse
import asyncio
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
_PAGE = re.compile(rb"^GET [^ ]*[?&]page=(\d+)")


class Answering(asyncio.Protocol):
    """Speak just enough HTTP/1.1: keep-alive, requests without a body, one at a time."""

    def __init__(self, pages: Sequence[bytes], single: bytes, latency: float) -> None:
        self._pages = pages
        self._single = single
        self._latency = latency
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where answers go."""
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        """Answer once the head of a request is whole."""
        self._received += data
        if not self._received.endswith(b"\r\n\r\n"):
            return
        found = _PAGE.match(self._received)
        self._received = b""
        if found is None:
            self._transport.write(self._single)
        else:
            page = self._pages[int(found[1]) - 1]
            asyncio.get_running_loop().call_later(self._latency, self._transport.write, page)


def numbered_pages(page: bytes, count: int) -> list[bytes]:
    """Return `count` Daftra pages made of one: no id repeats, the pagination block is honest."""
    body = json.loads(page)
    records, per_page = body["data"], len(body["data"])
    pages = []
    for number in range(1, count + 1):
        for place, record in enumerate(records, 1):
            record["Income"]["id"] = str((number - 1) * per_page + place)
        body["pagination"] = {
            "prev": None if number == 1 else f"/api2/incomes?page={number - 1}",
            "next": None if number == count else f"/api2/incomes?page={number + 1}",
            "page": number,
            "page_count": count,
            "total_results": count * per_page,
        }
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        pages.append(text.encode())
    return pages


@contextmanager
def serving(folder: Path, *, pages: int = 1, latency: float = 0.0) -> Iterator[str]:
    """Run the server until the block ends; give its address."""
    command = [sys.executable, __file__, str(folder), "--pages", str(pages)]
    with subprocess.Popen(
        [*command, "--latency", str(latency)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        if server.stdin is None or server.stdout is None:
            raise AssertionError("both were asked for as pipes")
        with server.stdin, server.stdout:
            yield f"http://{HOST}:{int(server.stdout.readline())}"


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.0)
    options = parser.parse_args()
    pages = numbered_pages((options.folder / "page.json").read_bytes(), options.pages)
    single = (options.folder / "single.json").read_bytes()
    asyncio.run(_serve([_answer(page) for page in pages], _answer(single), options.latency))


def _answer(content: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(content)}"
    return head.encode() + b"\r\n\r\n" + content


async def _serve(pages: Sequence[bytes], single: bytes, latency: float) -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    server = await loop.create_server(lambda: Answering(pages, single, latency), HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)

    def wait_for_the_end() -> None:
        sys.stdin.buffer.read()
        loop.call_soon_threadsafe(over.set)

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    await over.wait()
    server.close()


if __name__ == "__main__":
    main()
