"""List, get and change contacts: customers and suppliers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from ledgerspan.call import Flow
from ledgerspan.drafts import ContactDraft
from ledgerspan.errors import ConfigurationError
from ledgerspan.filters import Filters
from ledgerspan.models import Contact, ContactRole
from ledgerspan.pager import AsyncPager, Pager

from .resource import AsyncResource, Resource, Slices, identity_of

if TYPE_CHECKING:
    from ledgerspan.dry_run import DryRun


_ROLES_OF_BOTH = (ContactRole.CUSTOMER, ContactRole.SUPPLIER)


class ContactFilters(Filters, frozen=True, kw_only=True):
    """Hold what contacts are listed by.

    Who is both customer and supplier is found by either role; BOTH finds nobody else.
    """

    role: ContactRole | None = None

    def refuse(self, record: Contact) -> str | None:
        """Return "role" for a contact that does not state the one asked for."""
        if self.role in (None, record.role):
            return None
        in_it = record.role is ContactRole.BOTH and self.role in _ROLES_OF_BOTH
        return None if in_it else "role"


class Contacts(Resource[Contact, ContactDraft]):
    """Read and write contacts.

    Daftra keeps customers and suppliers apart, with ids of their own. Without `role` an id is
    looked for among both, and ConfigurationError is raised where both have it. A Contact that was
    read knows which one it is. Nuvio's ids say who is meant; a `role` that is given is held
    against what was read. `role` never changes one: that is done at the low level, where it can
    be done at all.
    """

    _flows: Any

    def list(
        self,
        *,
        role: ContactRole | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> Pager[Contact]:
        """List customers and suppliers, or those of one role; nothing is sent until iterated."""
        filters = ContactFilters(role=_role(role))
        return self._pager(filters, Slices(page_size=page_size), prefetch=prefetch)

    def get(self, id: str | int, *, role: ContactRole | None = None) -> Contact:  # noqa: A002
        """Read one by its id; raises NotFoundError when there is none."""
        return self._session.run(_getting(self._flows, identity_of(id), role))

    @overload
    def update(
        self,
        id: Contact | str | int,
        *,
        role: ContactRole | None = None,
        force: bool = False,
        reread: Literal[True] = True,
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> Contact: ...
    @overload
    def update(
        self,
        id: Contact | str | int,
        *,
        role: ContactRole | None = None,
        force: bool = False,
        reread: Literal[False],
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> str: ...
    @overload
    def update(
        self,
        id: Contact | str | int,
        *,
        role: ContactRole | None = None,
        force: bool = False,
        reread: bool = True,
        dry_run: Literal[True],
        **changes: Any,
    ) -> DryRun: ...
    def update(
        self,
        id: Contact | str | int,  # noqa: A002
        *,
        role: ContactRole | None = None,
        force: bool = False,
        reread: bool = True,
        dry_run: bool = False,
        **changes: Any,
    ) -> Contact | str | DryRun:
        """Change fields (named as in the draft); see `Resource.update`."""
        flow = _updating(self._flows, id, role, changes, force=force, reread=reread)
        done: Contact | str | DryRun = (
            self._session.rehearse(flow) if dry_run else self._session.run(flow)
        )
        return done

    @overload
    def delete(
        self,
        id: Contact | str | int,
        *,
        role: ContactRole | None = None,
        dry_run: Literal[False] = False,
    ) -> None: ...
    @overload
    def delete(
        self, id: Contact | str | int, *, role: ContactRole | None = None, dry_run: Literal[True]
    ) -> DryRun: ...
    def delete(
        self,
        id: Contact | str | int,  # noqa: A002
        *,
        role: ContactRole | None = None,
        dry_run: bool = False,
    ) -> DryRun | None:
        """Delete one; see `Resource.delete`."""
        known = identity_of(id) if not isinstance(id, Contact) else id
        flow = self._flows.of(_part_of(id, role)).delete(known)
        done: DryRun | None = self._session.rehearse(flow) if dry_run else self._session.run(flow)
        return done


class AsyncContacts(AsyncResource[Contact, ContactDraft]):
    """Read and write contacts; the twin of Contacts."""

    _flows: Any

    def list(
        self,
        *,
        role: ContactRole | None = None,
        page_size: int | None = None,
        prefetch: int | None = None,
    ) -> AsyncPager[Contact]:
        """List; iterate with `async for`. See `Contacts.list`."""
        filters = ContactFilters(role=_role(role))
        return self._pager(filters, Slices(page_size=page_size), prefetch=prefetch)

    async def get(self, id: str | int, *, role: ContactRole | None = None) -> Contact:  # noqa: A002
        """Read one; see `Contacts.get`."""
        return await self._session.run(_getting(self._flows, identity_of(id), role))

    @overload
    async def update(
        self,
        id: Contact | str | int,
        *,
        role: ContactRole | None = None,
        force: bool = False,
        reread: Literal[True] = True,
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> Contact: ...
    @overload
    async def update(
        self,
        id: Contact | str | int,
        *,
        role: ContactRole | None = None,
        force: bool = False,
        reread: Literal[False],
        dry_run: Literal[False] = False,
        **changes: Any,
    ) -> str: ...
    @overload
    async def update(
        self,
        id: Contact | str | int,
        *,
        role: ContactRole | None = None,
        force: bool = False,
        reread: bool = True,
        dry_run: Literal[True],
        **changes: Any,
    ) -> DryRun: ...
    async def update(
        self,
        id: Contact | str | int,  # noqa: A002
        *,
        role: ContactRole | None = None,
        force: bool = False,
        reread: bool = True,
        dry_run: bool = False,
        **changes: Any,
    ) -> Contact | str | DryRun:
        """Change one; see `Contacts.update`."""
        flow = _updating(self._flows, id, role, changes, force=force, reread=reread)
        done: Contact | str | DryRun = await (
            self._session.rehearse(flow) if dry_run else self._session.run(flow)
        )
        return done

    @overload
    async def delete(
        self,
        id: Contact | str | int,
        *,
        role: ContactRole | None = None,
        dry_run: Literal[False] = False,
    ) -> None: ...
    @overload
    async def delete(
        self, id: Contact | str | int, *, role: ContactRole | None = None, dry_run: Literal[True]
    ) -> DryRun: ...
    async def delete(
        self,
        id: Contact | str | int,  # noqa: A002
        *,
        role: ContactRole | None = None,
        dry_run: bool = False,
    ) -> DryRun | None:
        """Delete one; see `Contacts.delete`."""
        known = identity_of(id) if not isinstance(id, Contact) else id
        flow = self._flows.of(_part_of(id, role)).delete(known)
        done: DryRun | None = await (
            self._session.rehearse(flow) if dry_run else self._session.run(flow)
        )
        return done


def _role(role: str | None) -> ContactRole | None:
    try:
        return None if role is None else ContactRole(role)
    except ValueError:
        words = ", ".join(ContactRole)
        raise ConfigurationError(f"role is one of {words}, not {role!r}") from None


def _getting(flows: Any, identity: str, role: ContactRole | None) -> Flow[Contact]:
    """Read one of a role; where one resource has all roles, what it is is looked at."""
    contact: Contact = yield from flows.of(_part(role)).get(identity)
    _require_role(contact, role)
    return contact


def _updating(
    flows: Any,
    known: Contact | str | int,
    role: ContactRole | None,
    changes: dict[str, Any],
    *,
    force: bool,
    reread: bool,
) -> Flow[Contact | str]:
    """Change one of a role; where one resource has all roles, it is read and looked at first."""
    part = flows.of(_part_of(known, role))
    target = known if isinstance(known, Contact) else identity_of(known)
    if role is not None and part is flows and isinstance(target, str):
        yield from _getting(flows, target, role)
    done: Contact | str = yield from part.update(target, changes, force=force, reread=reread)
    return done


def _part(role: ContactRole | None) -> str | None:
    told = _role(role)
    return None if told is None else str(told)


def _part_of(known: object, role: ContactRole | None) -> str | None:
    if not isinstance(known, Contact):
        return _part(role)
    _require_role(known, _role(role))
    return _part(known.role)


def _require_role(contact: Contact, role: ContactRole | None) -> None:
    """Raise ConfigurationError for a contact that is known not to be what was asked for."""
    if role not in (None, contact.role) and contact.role is not ContactRole.BOTH:
        raise ConfigurationError(
            f"the contact {contact.id} is not a {role}: its role is {contact.role}. An update "
            "changes no role"
        )
