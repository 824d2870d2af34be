"""A mapping given as a query parameter is written with brackets, as PHP servers read it."""

from typing import Any

import httpx
import pytest
from daftra_client.codec import bracketed


@pytest.mark.parametrize(
    ("params", "query"),
    [
        ({"page": 2}, "page=2"),
        ({"filter": {"client_id": 7}}, "filter[client_id]=7"),
        ({"filter": {"date": {"gte": "2026-01-01"}}}, "filter[date][gte]=2026-01-01"),
        (
            {"filter": {"status": {"in": [1, 2]}}},
            "filter[status][in][]=1&filter[status][in][]=2",
        ),
        ({"tags[]": ["a", "b"]}, "tags[]=a&tags[]=b"),
        ({"sort": {"id": "desc"}, "page": 1}, "sort[id]=desc&page=1"),
        ({"filter": {}}, ""),
    ],
)
def test_a_query_is_written_as_the_server_reads_it(params: dict[str, Any], query: str) -> None:
    request = httpx.Request("GET", "https://books.example/", params=bracketed(params))
    written = httpx.QueryParams(request.url.query.decode()).multi_items()
    assert written == httpx.QueryParams(query).multi_items()
