"""Look for what makes a contact hard to use: no name, an address that reaches nobody.

Other integrations left words such as "null" and "string" in such fields (observation 6).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .checks import Finding

if TYPE_CHECKING:
    from .contact import Contact

# No more than every address has; Daftra's own rule for clients is not published either.
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def check_contact(contact: Contact) -> tuple[Finding, ...]:
    """Return what looks wrong in a contact; fields that were not said are only missed by name."""
    findings = []
    if contact.name is None:
        findings.append(Finding(rule="has a name", message="the contact has no name"))
    email, number = contact.email, contact.tax_number
    if email is not None and not is_email(email):
        message = f"{email!r} is no e-mail address"
        findings.append(Finding(rule="the e-mail address is one", message=message))
    # Letters belong to the tax numbers of many countries, digits to those of all.
    if number is not None and not any(letter.isdigit() for letter in number):
        message = f"the tax number {number!r} has no digit"
        findings.append(Finding(rule="the tax number has digits", message=message))
    return tuple(findings)


def is_email(text: str) -> bool:
    """Tell whether a text has the form of an e-mail address: something on both sides of an @."""
    return _EMAIL.fullmatch(text) is not None
