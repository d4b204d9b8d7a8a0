"""Tickets: a sealed word that somebody may listen to one topic for some minutes; it holds no secret and opens nothing else."""

from __future__ import annotations

from django.core import signing

from binhyen.foundation.realtime.topics import family_of
from binhyen.foundation.realtime.types import Ticket
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Refused

_SALT = "binhyen.realtime.ticket"
MOST_MINUTES = 24 * 60


def ticket(topic: str, who: str, minutes: int = 15) -> str:
    """A ticket for one listener of one topic, safe in an address.

    Args:
        topic: registered, such as `sitting/abc`.
        who: the owner's own name for the listener, 120 letters at most; presence tells it back.
        minutes: how long it may open a line; a line that is open brings a new one in time.

    Raises:
        Invalid, NotFound: no such topic.
    """
    family_of(topic)
    lasts = max(1, min(minutes, MOST_MINUTES))
    expires = int(clock.now().timestamp()) + lasts * 60
    return signing.Signer(salt=_SALT).sign_object([topic, who[:120], lasts, expires])


def read_ticket(text: str, topic: str) -> Ticket:
    """What a ticket for this topic says.

    Raises:
        Refused: forged, of another topic, or expired.
    """
    try:
        named, who, minutes, expires = signing.Signer(salt=_SALT).unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError) as fault:
        raise Refused(N_("Vé nghe kênh không hợp lệ.")) from fault
    if named != topic:
        raise Refused(N_("Vé này thuộc kênh khác."))
    if expires <= clock.now().timestamp():
        raise Refused(N_("Vé nghe kênh đã hết hạn."))
    return Ticket(named, who, minutes, expires)


def renewed(held: Ticket) -> str:
    """The same ticket, as long again from now."""
    return ticket(held.topic, held.who, held.minutes)
