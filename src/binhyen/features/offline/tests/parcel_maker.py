"""Parcels as the app in a browser makes them: ECDSA over P-256, the signature as two halves of 32 bytes."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from binhyen.features.offline import api


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@dataclass
class Machine:
    """A device with its private key."""

    actor: Any
    unit_id: int
    id: str = field(default_factory=lambda: str(uuid4()))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    sequence: int = 0

    def jwk(self) -> dict[str, str]:
        numbers = self.key.public_key().public_numbers()
        x, y = (base64url(value.to_bytes(32, "big")) for value in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def enrol(self) -> api.Device:
        return api.enrol_device(
            self.actor,
            unit_id=self.unit_id,
            device_id=self.id,
            name="Máy trực ban",
            public_key=self.jwk(),
        )

    def parcel(self, *entries: dict[str, Any], **changed: Any) -> bytes:
        self.sequence += 1
        payload = {
            "parcel": str(uuid4()),
            "device": self.id,
            "account": self.actor.id,
            "sequence": self.sequence,
            "made_at": "2022-06-09T03:00:00Z",
            "entries": list(entries),
            **changed,
        }
        return self.sealed(json.dumps(payload, ensure_ascii=False))

    def sealed(self, payload: str) -> bytes:
        r, s = decode_dss_signature(self.key.sign(payload.encode(), ec.ECDSA(hashes.SHA256())))
        signature = base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        facts = {"format": "binhyen.parcel/1", "payload": payload, "signature": signature}
        return json.dumps(facts, ensure_ascii=False).encode()
