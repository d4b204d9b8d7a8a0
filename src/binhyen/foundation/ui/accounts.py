"""Settings of the account pages."""

from __future__ import annotations

from typing import Any

SETTINGS: dict[str, Any] = {
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*", "password2*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
}
