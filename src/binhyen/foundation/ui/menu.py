"""The main menu: each module registers its entries when it is ready."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from binhyen.foundation.access.api import Actor, allows_somewhere


@dataclass(frozen=True, slots=True)
class MenuItem:
    label: str | Promise
    url_name: str
    permission: str | None
    order: int
    group: str | Promise | None = None


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry as one reader sees it on one page; one with `entries` is a group and has no page of its own."""

    label: str
    url: str
    current: bool
    entries: tuple[MenuEntry, ...] = ()


_items: dict[str, MenuItem] = {}


def register_menu_item(
    label: str | Promise,
    url_name: str,
    permission: str | None,
    order: int,
    *,
    group: str | Promise | None = None,
) -> None:
    """Put a page into the main menu.

    Args:
        label: lazily translated.
        url_name: a page that needs no argument.
        permission: shown to whoever holds it in any scope; None shows it to everyone signed in.
        order: smaller comes first; a group stands where its first entry would.
        group: the label under which the entry is folded away; alone in its group it stands by itself.
    """
    _items[url_name] = MenuItem(label, url_name, permission, order, group)


def menu_for(actor: Actor, path: str) -> list[MenuEntry]:
    """The entries this actor may open; the one whose address the path continues is current."""
    if actor.kind == "nobody":
        return []
    allowed = [item for item in _items.values() if _may_open(actor, item)]
    places = [(item, reverse(item.url_name)) for item in sorted(allowed, key=_place)]
    nearest = max((url for _, url in places if _continues(path, url)), key=len, default=None)
    return _grouped(
        (item.group, MenuEntry(str(item.label), url, url == nearest)) for item, url in places
    )


def _grouped(entries: Iterable[tuple[str | Promise | None, MenuEntry]]) -> list[MenuEntry]:
    groups: dict[str, list[MenuEntry]] = {}
    for label, entry in entries:
        # An entry without a group is the only one under its own address.
        groups.setdefault(entry.url if label is None else str(label), []).append(entry)
    return [
        members[0]
        if len(members) == 1
        else MenuEntry(label, "", any(one.current for one in members), tuple(members))
        for label, members in groups.items()
    ]


def _may_open(actor: Actor, item: MenuItem) -> bool:
    return item.permission is None or allows_somewhere(actor, item.permission)


def _place(item: MenuItem) -> tuple[int, str]:
    return item.order, item.url_name


def _continues(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
