"""Issued documents as the actor may see them, and their files, checked against their hashes."""

from __future__ import annotations

from typing import Literal

from django.db.models import QuerySet

from binhyen.engines.documents import store
from binhyen.engines.documents.models import IssuedDocument
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound


def issued_documents(actor: Actor) -> QuerySet[IssuedDocument]:
    """The documents of the units the actor may see, newest first."""
    return visible(actor, IssuedDocument.objects.all())


def issued_document(actor: Actor, document_id: int) -> IssuedDocument:
    """One issued document.

    Raises:
        NotFound: there is none of that id, or not for this actor.
    """
    found = issued_documents(actor).filter(pk=document_id).first()
    if found is None:
        raise NotFound(N_("Không có văn bản {document_id}."), document_id=document_id)
    return found


def issued_content(actor: Actor, document_id: int, kind: Literal["docx", "pdf"]) -> bytes:
    """The file of an issued document, byte for byte as it was issued.

    Raises:
        NotFound: no such document for this actor, or its file is gone.
        Conflict: the file was altered after issuing.
    """
    document = issued_document(actor, document_id)
    return store.get(document.docx_sha256 if kind == "docx" else document.pdf_sha256)
