"""The main menu: each module registers its entries when it is ready."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry as one reader sees it on one page."""

    label: str
    url: str
    current: bool


_items: dict[str, MenuItem] = {}


def register_menu_item(
    label: str | Promise, url_name: str, permission: str | None, order: int
) -> None:
    """Put a page into the main menu.

    Args:
        label: lazily translated.
        url_name: a page that needs no argument.
        permission: shown to whoever holds it in any scope; None shows it to everyone signed in.
        order: smaller comes first.
    """
    _items[url_name] = MenuItem(label, url_name, permission, order)


def menu_for(actor: Actor, path: str) -> list[MenuEntry]:
    """The entries this actor may open; the one whose address the path continues is current."""
    if actor.kind == "nobody":
        return []
    allowed = [item for item in _items.values() if _may_open(actor, item)]
    places = [(item, reverse(item.url_name)) for item in sorted(allowed, key=_place)]
    nearest = max((url for _, url in places if _continues(path, url)), key=len, default=None)
    return [MenuEntry(str(item.label), url, url == nearest) for item, url in places]


def _may_open(actor: Actor, item: MenuItem) -> bool:
    return item.permission is None or allows_somewhere(actor, item.permission)


def _place(item: MenuItem) -> tuple[int, str]:
    return item.order, item.url_name


def _continues(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
