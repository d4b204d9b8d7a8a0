"""Addresses of offline work; everything below `offline/app/` belongs to the installed app's service worker."""

from __future__ import annotations

from django.urls import path

from binhyen.features.offline.pages import app, by_hand, wire

app_name = "offline"
urlpatterns = [
    path("offline/", app.home, name="home"),
    path("offline/app/", app.shell, name="app"),
    path("offline/app/worker.js", app.worker, name="worker"),
    path("offline/app/app.webmanifest", app.webmanifest, name="webmanifest"),
    path("offline/sync", wire.sync, name="sync"),
    path("offline/parts/<path:name>", wire.part, name="part"),
    path("offline/entries", wire.entries, name="entries"),
    path("offline/devices/enrol", wire.enrol, name="enrol"),
    path("offline/devices/", by_hand.device_list, name="devices"),
    path("offline/devices/<uuid:device_id>/revoke/", by_hand.revoke, name="revoke"),
    path("offline/parcels/", by_hand.parcels, name="parcels"),
]
