"""Signing in: names and passwords given out by administrators, a second factor, no sign-up, no e-mail."""

from __future__ import annotations

from typing import Any

HOUR = 3600

SETTINGS: dict[str, Any] = {
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "/",
    "ACCOUNT_ADAPTER": "binhyen.foundation.ui.adapter.AccountAdapter",
    "ACCOUNT_FORMS": {"login": "binhyen.foundation.ui.forms.SignInForm"},
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*", "password2*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
    # Other devices are signed out when a password changes, this one stays.
    "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
    # No "remember me": machines are shared, a session ends with the browser or after SESSION_COOKIE_AGE.
    "ACCOUNT_SESSION_REMEMBER": False,
    "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
    "SESSION_COOKIE_AGE": 8 * HOUR,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    # Lock-out: 5 failures on one name in 15 minutes, 20 from one address in a minute (a whole office shares one).
    "ACCOUNT_RATE_LIMITS": {
        "login": "60/m/ip",
        "login_failed": "20/m/ip,5/15m/key",
        "reauthenticate": "10/m/user",
        "change_password": "5/m/user",
    },
    # Changing the password or the second factor asks for the password again after 5 minutes.
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 300,
    "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
    "MFA_TOTP_ISSUER": "Bình Yên",
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_RECOVERY_CODE_COUNT": 10,
}
