"""Serve the two token addresses: those of an account, and those of the vendor's central host.

POST /v2/oauth/token    password (published), refresh_token (inferred)
POST /oauth/token       authorization_code, refresh_token: marketplace apps (observation 1)

Both take a form or JSON. Tokens of one are not renewed at the other (inferred).
"""

from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from ledgerspan.sandbox.companies import DaftraCompany
from ledgerspan.sandbox.daftra.access import LIFETIME, Holder, Keyring, TokenPair
from ledgerspan.sandbox.exactjson import MalformedJsonError, read_json
from ledgerspan.sandbox.exchange import Answer, Call, json_answer

_APP = ("client_id", "client_secret")
_RENEWAL = (*_APP, "refresh_token")
_OF_AN_ACCOUNT = {"password": (*_APP, "username", "password"), "refresh_token": _RENEWAL}
_CENTRAL = {"authorization_code": (*_APP, "code", "redirect_uri"), "refresh_token": _RENEWAL}


def answer_token_request(call: Call, keyring: Keyring, *, central: bool) -> Answer:
    """Issue tokens, or say in the words of RFC 6749 why not."""
    form = read_form(call)
    members = _CENTRAL if central else _OF_AN_ACCOUNT
    grant = form.get("grant_type")
    if grant is None:
        return _refuse(400, "invalid_request", "grant_type is missing")
    if grant not in members:
        return _refuse(
            400, "unsupported_grant_type", f"grant_type must be one of {', '.join(members)}"
        )
    missing = [name for name in members[grant] if name not in form]
    if missing:
        return _refuse(400, "invalid_request", f"missing: {', '.join(missing)}")
    company = keyring.sign_in(form["client_id"], form["client_secret"])
    if company is None:
        return _refuse(401, "invalid_client", "client_id and client_secret do not match")
    pair = _grant(grant, form, Holder(company, installed=central), keyring)
    if pair is None:
        return _refuse(401, "invalid_grant", "the credentials are wrong, or used up")
    tokens: dict[str, Any] = {
        "token_type": "Bearer",
        "expires_in": LIFETIME,
        "access_token": pair.access,
        "refresh_token": pair.refresh,
    }
    return json_answer(200, {**tokens, **_site(company)} if central else tokens)


def _site(company: DaftraCompany) -> dict[str, Any]:
    """Tell which account was opened; of a renewal nobody has shown it, it is inferred there."""
    return {"site_id": int(company.site_id), "subdomain": f"{company.subdomain}.daftra.com"}


def read_form(call: Call) -> dict[str, str]:
    """Read the text members of a multipart, urlencoded or JSON body; others do not count."""
    content_type = call.headers.get("content-type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return _multipart(content_type, call.body)
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True))
    try:
        members: Any = read_json(call.body)
    except MalformedJsonError:
        return {}
    if not isinstance(members, dict):
        return {}
    return {name: value for name, value in members.items() if isinstance(value, str)}


def _multipart(content_type: str, body: bytes) -> dict[str, str]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    form: dict[str, str] = {}
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            form[name] = content.decode("utf-8", "replace")
    return form


def _grant(grant: str, form: dict[str, str], holder: Holder, keyring: Keyring) -> TokenPair | None:
    company = holder.company
    if grant == "refresh_token":
        return keyring.renew(holder, form["refresh_token"])
    if grant == "authorization_code":
        # It must match to the letter (published); a code that comes with another one stays good.
        if form["redirect_uri"] != company.redirect_uri:
            return None
        return keyring.redeem(company, form["code"])
    if (form["username"], form["password"]) != (company.username, company.password):
        return None
    return keyring.issue(holder)


def _refuse(status: int, error: str, description: str) -> Answer:
    return json_answer(status, {"error": error, "error_description": description})
