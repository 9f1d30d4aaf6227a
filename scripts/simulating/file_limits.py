"""What Meta refuses of files, and with which error. Written from its pages, not from our code."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from scripts.simulating.limits import INVALID, Refusal

MEGABYTE = 1_000_000
NOT_TAKEN = 131053
"""Media upload error."""
_OFFICE = "application/vnd.openxmlformats-officedocument."
WHATSAPP = {
    "audio/aac": 16,
    "audio/amr": 16,
    "audio/mpeg": 16,
    "audio/mp4": 16,
    "audio/ogg": 16,
    "image/jpeg": 5,
    "image/png": 5,
    "image/webp": 0.5,
    "video/mp4": 16,
    "video/3gpp": 16,
    "text/plain": 100,
    "application/pdf": 100,
    "application/msword": 100,
    "application/vnd.ms-excel": 100,
    "application/vnd.ms-powerpoint": 100,
    f"{_OFFICE}wordprocessingml.document": 100,
    f"{_OFFICE}spreadsheetml.sheet": 100,
    f"{_OFFICE}presentationml.presentation": 100,
}
"""Megabytes by type."""
_AS = {"sticker": "image/webp", "image": "image/", "audio": "audio/", "video": "video/"}
MESSENGER_MEGABYTES = 25
MESSENGER_IMAGES = ("image/jpeg", "image/png", "image/gif")
_PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}


def refuse_whatsapp_upload(content: bytes, mime: str, said: str) -> Refusal | None:
    """Why the Cloud API would not keep a file; `said` is the field `type`."""
    if mime not in WHATSAPP:
        return INVALID, f"Param file must be a file with one of the known types, not {mime}"
    if said != mime:
        return INVALID, "type is not the type of the file"
    if len(content) > WHATSAPP[mime] * MEGABYTE:
        return NOT_TAKEN, "Media upload error: the file is too large"
    return _refuse_picture(content, mime, NOT_TAKEN)


def refuse_as(kind: str, mime: str) -> Refusal | None:
    """Why a file that was kept would not be sent as that kind."""
    wanted = _AS.get(kind)
    if wanted is not None and not mime.startswith(wanted):
        return NOT_TAKEN, f"a file of the type {mime} is no {kind}"
    if kind == "image" and mime == "image/webp":
        return NOT_TAKEN, "an image is JPEG or PNG"
    return None


def refuse_messenger_upload(content: bytes, mime: str, kind: str) -> Refusal | None:
    """Why the Send API would not take a file as an attachment of that kind."""
    if len(content) > MESSENGER_MEGABYTES * MEGABYTE:
        return INVALID, "Upload attachment failure: the file is too large"
    if kind == "image" and mime not in MESSENGER_IMAGES:
        return INVALID, "Upload attachment failure: no such image"
    if kind in ("audio", "video") and not mime.startswith(f"{kind}/"):
        return INVALID, f"Upload attachment failure: {mime} is no {kind}"
    return _refuse_picture(content, mime, INVALID)


def _refuse_picture(content: bytes, mime: str, code: int) -> Refusal | None:
    if mime not in _PICTURES:
        return None
    try:
        found = Image.open(io.BytesIO(content)).format
    except (UnidentifiedImageError, OSError):
        found = None
    return None if found == _PICTURES[mime] else (code, f"the file is no {mime}")
