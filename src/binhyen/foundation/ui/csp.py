"""What a browser may load and do on our pages: our own files, and nothing written into the page."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        # The chart library places its tooltip with a style attribute; an attribute runs no script.
        "style-src-attr": [UNSAFE_INLINE],
        # `data:`: the arrows of select boxes in the style sheet, and the QR code of the second factor.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Switched off everywhere; the conference pages will open camera and microphone for themselves.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)

# With django's SecurityMiddleware: the address of a page may carry a unit or a person's key.
SECURITY_SETTINGS: dict[str, Any] = {
    "CONTENT_SECURITY_POLICY": POLICY,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "same-origin",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "X_FRAME_OPTIONS": "DENY",
}
