"""Parcels: a text signed with a device's key; opened only when every byte is as it was signed.

A parcel is JSON `{"format", "payload", "signature"}`; the payload is itself JSON text, signed as it stands, so that no
two programs need to agree on how JSON is written. Signatures are ECDSA over P-256 with SHA-256 (RFC 7518 "ES256").
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from binhyen.features.offline.rules.wire import instant, read_entry
from binhyen.features.offline.types import NewEntry
from binhyen.kernel.errors import N_, Invalid, Refused

FORMAT = "binhyen.parcel/1"
MOST_BYTES = 4 * 1024 * 1024
MOST_ENTRIES = 500
MOST_SEQUENCE = 2**31 - 1
HALF = 32


@dataclass(frozen=True, slots=True)
class Sealed:
    """A parcel as it lies in the file: who it says made it is not yet believed."""

    payload: str
    signature: bytes
    device: UUID
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a parcel with a good signature says."""

    parcel: UUID
    account_id: int
    sequence: int
    made_at: datetime | None
    digest: str
    entries: tuple[NewEntry, ...]


def unwrap(content: bytes) -> Sealed:
    """The parts of a parcel file, nothing of it believed yet.

    Raises:
        Invalid: not a parcel, cut off, or too large; says what to do.
    """
    if len(content) > MOST_BYTES:
        raise _broken(N_("tệp lớn hơn 4 MB"))
    outer = _json(content)
    if not isinstance(outer, dict) or outer.get("format") != FORMAT:
        raise _broken(N_("không phải gói báo cáo của Bình Yên"))
    payload, signature = outer.get("payload"), outer.get("signature")
    if not isinstance(payload, str) or not isinstance(signature, str):
        raise _broken(N_("thiếu nội dung hoặc chữ ký"))
    facts = _json(payload.encode("utf-8", "surrogatepass"))
    if not isinstance(facts, dict):
        raise _broken(N_("nội dung không đọc được"))
    return Sealed(payload, _signature(signature), _uuid(facts.get("device")), facts)


def verify(sealed: Sealed, public_key: dict[str, Any]) -> None:
    """Prove that the holder of the private key signed this very text.

    Raises:
        Refused: kind `forged`: changed on its way, or signed by somebody else.
    """
    r, s = (int.from_bytes(half, "big") for half in _halves(sealed.signature))
    try:
        key_of(public_key).verify(
            encode_dss_signature(r, s), sealed.payload.encode(), ec.ECDSA(hashes.SHA256())
        )
    except (InvalidSignature, UnicodeEncodeError) as fault:
        raise Refused(
            N_(
                "Chữ ký của gói không đúng: gói đã bị sửa hoặc không do máy này lập. Hãy xuất lại gói từ máy của xã."
            ),
            kind="forged",
        ) from fault


def contents(sealed: Sealed) -> Contents:
    """What the parcel says, once its signature was found good.

    Raises:
        Invalid: an entry or number that cannot be read.
    """
    facts = sealed.facts
    entries = facts.get("entries")
    if not isinstance(entries, list) or not 0 < len(entries) <= MOST_ENTRIES:
        raise _broken(N_("gói không có bản nhập nào, hoặc quá 500 bản"))
    return Contents(
        parcel=_uuid(facts.get("parcel")),
        account_id=_whole(facts.get("account")),
        sequence=_whole(facts.get("sequence")),
        made_at=instant(facts.get("made_at")),
        digest=hashlib.sha256(sealed.payload.encode()).hexdigest(),
        entries=tuple(read_entry(entry) for entry in entries),
    )


def key_of(public_key: object) -> ec.EllipticCurvePublicKey:
    """The public key of a JSON Web Key; points not on the curve are refused.

    Raises:
        Invalid: not a P-256 key.
    """
    held = public_key if isinstance(public_key, dict) else {}
    try:
        x, y = (int.from_bytes(_unbase64(held[name]), "big") for name in ("x", "y"))
        key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _bad_key() from fault
    if (held.get("kty"), held.get("crv")) != ("EC", "P-256"):
        raise _bad_key()
    return key


def plain_key(public_key: object) -> dict[str, str]:
    """A public key with nothing but what a public key is made of."""
    key_of(public_key)
    held: dict[str, Any] = public_key if isinstance(public_key, dict) else {}
    return {name: str(held[name]) for name in ("kty", "crv", "x", "y")}


def _bad_key() -> Invalid:
    return Invalid(
        N_("Khóa công khai của máy không đọc được; hãy đăng ký lại máy."), kind="bad-key"
    )


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise _broken(N_("tệp bị cắt hoặc không phải JSON")) from fault


def _signature(text: str) -> bytes:
    try:
        signature = _unbase64(text)
    except ValueError as fault:
        raise _broken(N_("chữ ký không đọc được")) from fault
    if len(signature) != 2 * HALF:
        raise _broken(N_("chữ ký không đọc được"))
    return signature


def _halves(signature: bytes) -> tuple[bytes, bytes]:
    return signature[:HALF], signature[HALF:]


def _unbase64(text: str) -> bytes:
    if len(text) > 200:
        raise ValueError(text[:20])
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError(text) from fault


def _uuid(value: object) -> UUID:
    try:
        if isinstance(value, str) and len(value) == 36:
            return UUID(value)
    except ValueError:
        pass
    raise _broken(N_("số của gói hoặc của máy không đọc được"))


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= MOST_SEQUENCE:
        raise _broken(N_("số thứ tự hoặc tài khoản không đọc được"))
    return value


def _broken(reason: str) -> Invalid:
    return Invalid(
        N_("Không mở được gói: {reason}. Hãy xuất lại gói từ máy của xã."),
        kind="bad-parcel",
        reason=reason,
    )
