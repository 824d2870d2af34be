"""Find out which company calls and what its token may do."""

from collections.abc import Mapping, Sequence

from ledgerspan.sandbox.companies import SCOPES, NuvioCompany, Scope


class UnknownTokenError(Exception):
    """No token, or one that no company made."""


class MissingScopeError(Exception):
    """The token is good, but not for this."""


def authorise(
    headers: Mapping[str, str], companies: Sequence[NuvioCompany], scope: Scope
) -> NuvioCompany:
    """Give the calling company if its token has `scope`.

    The docs show the token with `Bearer` before it and without; both are read.
    """
    sent = headers.get("authorization", "")
    scheme, _, rest = sent.partition(" ")
    token = rest if scheme.lower() == "bearer" else sent
    for company in companies:
        for granted, candidate in (*company.tokens_by_scope.items(), (None, company.token)):
            if token != candidate:
                continue
            if granted in (None, scope):
                return company
            raise MissingScopeError(f"this token lacks the scope {scope} of {', '.join(SCOPES)}")
    raise UnknownTokenError("send a valid token in the Authorization header")
