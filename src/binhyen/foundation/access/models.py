"""Accounts, the roles they hold in a scope from a date, and tokens for programs."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class Account(AbstractUser):
    """Someone who signs in. Real persons appear by office, so the office is what pages show."""

    first_name = None  # type: ignore[assignment]  # an office, not a name, stands on pages
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("thư điện tử"), blank=True)
    office = models.CharField(_("chức danh"), max_length=200)

    REQUIRED_FIELDS = ["office"]

    class Meta:
        ordering = ["username"]

    @override
    def __str__(self) -> str:
        return self.office or self.username

    @override
    def get_full_name(self) -> str:
        return self.office or self.username

    @override
    def get_short_name(self) -> str:
        return self.username


class RoleGrant(models.Model):
    """A role held in a scope (and everything below it) from a date; no scope = everywhere."""

    account = models.ForeignKey("access.Account", models.CASCADE, related_name="grants")
    role = models.CharField(_("vai trò"), max_length=40)
    scope_id = models.BigIntegerField(_("phạm vi"), null=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "scope_id", "valid_from"], name="one_grant_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="grant_ends_after_it_begins",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.scope_id}"


class ApiToken(models.Model):
    """A program's key: acts as its account, within these permissions and this scope, until a day.

    Only the digest is kept; the token itself is shown once.
    """

    account = models.ForeignKey("access.Account", models.CASCADE, related_name="tokens")
    name = models.CharField(_("tên"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    permissions = models.JSONField(default=list)
    scope_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    @override
    def __str__(self) -> str:
        return self.name
