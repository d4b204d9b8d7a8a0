"""Which files may be papers, told from their first bytes and not from their name alone."""

from __future__ import annotations

from binhyen.kernel.errors import N_, Invalid

_ZIP, _OLD = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0",)
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", _ZIP),
    "odt": ("application/vnd.oasis.opendocument.text", _ZIP),
    "doc": ("application/msword", _OLD),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
}


def media_type(name: str, content: bytes) -> str:
    """The media type of a paper.

    Raises:
        Invalid: empty, of a kind that is not read here, or not what its name says.
    """
    ending = name.rpartition(".")[2].casefold()
    ending = "jpg" if ending == "jpeg" else ending
    if ending not in KINDS:
        raise Invalid(
            N_("Tệp “{name}” không phải loại nhận được: {kinds}."),
            name=name[:80],
            kinds=", ".join(KINDS),
        )
    kind, starts = KINDS[ending]
    if not content.startswith(starts):
        raise Invalid(N_("Nội dung tệp “{name}” không đúng loại của tên tệp."), name=name[:80])
    return kind
