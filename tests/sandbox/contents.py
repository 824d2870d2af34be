"""Look at all of a sandbox, and write a little of everything."""

import httpx
from ledgerspan.sandbox import Sandbox


def everything(box: Sandbox) -> list[bytes]:
    """Every byte both APIs serve of what is stored."""
    parts = []
    with httpx.Client(transport=box.transport, base_url="http://any.host") as client:
        for company in box.daftra_companies:
            headers = {"apikey": company.api_key}
            parts += [
                client.get(f"/daftra/api2/{path}", headers=headers).content
                for path in ("incomes?limit=1000", "site_info")
            ]
        for workspace in box.nuvio_companies:
            headers = {"authorization": workspace.token}
            parts.append(client.post("/nuvio/v1/list-incomes", headers=headers).content)
    return parts


def create_income(box: Sandbox, company: int = 0) -> int:
    """Create an income of a Daftra company and give its id."""
    with httpx.Client(transport=box.transport) as client:
        answer = client.post(
            f"{box.daftra_url}/api2/incomes",
            headers={"apikey": box.daftra_companies[company].api_key},
            json={"Income": {"amount": "1.50"}},
        )
    assert answer.status_code == 202
    number: int = answer.json()["id"]
    return number


def create_invoice(box: Sandbox, company: int = 0) -> dict[str, str]:
    """Create an income of a Nuvio company and give it."""
    with httpx.Client(transport=box.transport) as client:
        answer = client.post(
            f"{box.nuvio_url}/v1/income",
            headers={"authorization": box.nuvio_companies[company].token},
            json={"items": [{"quantity": 1, "unitPrice": 2}]},
        )
    assert answer.status_code == 200
    income: dict[str, str] = answer.json()["data"]
    return income


def write_something(box: Sandbox) -> None:
    """Create an income of both Daftra companies, and of a Nuvio workspace."""
    for company in range(len(box.daftra_companies)):
        create_income(box, company)
    create_invoice(box)


def ask_for_tokens(box: Sandbox, company: int = 0, **members: str) -> httpx.Response:
    """Ask for tokens of an account: with the password, or as `members` say."""
    account = box.daftra_companies[company]
    form = {
        "grant_type": "password",
        "client_id": account.client_id,
        "client_secret": account.client_secret,
        "username": account.username,
        "password": account.password,
        **members,
    }
    with httpx.Client(transport=box.transport, base_url=box.daftra_url) as client:
        return client.post("/v2/oauth/token", json=form)


def opens(box: Sandbox, token: str) -> bool:
    """Tell whether an access token is good."""
    with httpx.Client(transport=box.transport, base_url=box.daftra_url) as client:
        headers = {"authorization": f"Bearer {token}"}
        return client.get("/api2/site_info", headers=headers).status_code == 200
