"""Addresses of analysis."""

from __future__ import annotations

from django.urls import path

from binhyen.features.analysis.pages import alerts, exporting, pivots, targets, views

app_name = "analysis"
urlpatterns = [
    path("analysis/", pivots.show_pivot, name="pivot"),
    path("analysis/export/<str:kind>/", exporting.export, name="export"),
    path("analysis/views/", views.show_views, name="views"),
    path("analysis/views/<int:view_id>/", views.open_view, name="view"),
    path("analysis/views/<int:view_id>/change/", views.change, name="change-view"),
    path("analysis/views/<int:view_id>/delete/", views.delete, name="delete-view"),
    path("analysis/views/<int:view_id>/start/", views.start, name="start-view"),
    path("analysis/targets/", targets.show_targets, name="targets"),
    path("analysis/targets/<int:target_id>/", targets.show_target, name="target"),
    path("analysis/alerts/", alerts.show_alerts, name="alerts"),
    path("analysis/alerts/<int:alert_id>/", alerts.show_alert, name="alert"),
    path("analysis/alerts/rules/", alerts.show_rules, name="rules"),
    path("analysis/alerts/rules/<int:rule_id>/end/", alerts.end_rule, name="end-rule"),
]
