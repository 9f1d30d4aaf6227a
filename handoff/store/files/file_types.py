"""Catalogue of file types: which are taken, how each begins, how its files are called. Pure."""

from __future__ import annotations

from contracts.payment_numbers import masked
from handoff.core.errors import BadRequest

OCTETS = "application/octet-stream"
"""A document that only its receiver's machine may understand; it is saved and never shown."""
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
TYPES: dict[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "audio/aac": ("aac",),
    "audio/amr": ("amr",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a", "mp4"),
    "audio/x-m4a": ("m4a",),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/opus": ("opus",),
    "audio/webm": ("webm", "weba"),
    "audio/wav": ("wav",),
    "audio/x-wav": ("wav",),
    "audio/wave": ("wav",),
    "audio/flac": ("flac",),
    "video/mp4": ("mp4", "m4v"),
    "video/3gpp": ("3gp",),
    "application/pdf": ("pdf",),
    "text/plain": ("txt", "log", "md"),
    "text/csv": ("csv",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "application/vnd.ms-powerpoint": ("ppt",),
    f"{_OOXML}wordprocessingml.document": ("docx",),
    f"{_OOXML}spreadsheetml.sheet": ("xlsx",),
    f"{_OOXML}presentationml.presentation": ("pptx",),
    f"{_ODF}text": ("odt",),
    f"{_ODF}spreadsheet": ("ods",),
}
"""What is taken from anybody, with the endings of its files, the usual one first."""
_RUN = (
    "ade adp apk app appx bat chm cmd com cpl dll dmg exe hta inf ins iso jar jnlp js jse lnk mde"
    " msc msi msix msp mst ocx pif pkg ps1 psm1 py reg rgs scf scr sct sh sys url vb vbe vbs ws wsc"
    " wsf wsh xll"
)
PROGRAMS = frozenset(_RUN.split())
"""Endings at which a machine runs a file, or installs it, instead of showing it."""
_RIFF = b"RIFF"
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Office's files are zipped, and otherwise once they have a password."""
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (_RIFF,),
    "audio/ogg": (b"OggS",),
    "audio/wav": (_RIFF,),
    "audio/x-wav": (_RIFF,),
    "audio/wave": (_RIFF,),
    "application/pdf": (b"%PDF-",),
    f"{_OOXML}wordprocessingml.document": _PACKED,
    f"{_OOXML}spreadsheetml.sheet": _PACKED,
    f"{_OOXML}presentationml.presentation": _PACKED,
    f"{_ODF}text": _PACKED,
    f"{_ODF}spreadsheet": _PACKED,
}
"""How files of a type begin: what a browser is to show must be what it says."""
_MACHINE_CODE = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe"),
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
"""How programs of Windows, Linux and macOS begin, and Windows' shortcuts to them."""
_SCRIPT = b"#!"
_NOT_A_SCRIPT = b"#!AMR"
NO_PROGRAMS = "Programs are not taken: send a picture, a PDF or a document."


def plain_type(mime: str) -> str:
    """A media type without its parameters."""
    return mime.partition(";")[0].strip().lower()


def accepted(mime: str) -> str:
    """A media type without its parameters; raises `BadRequest` for one that is not taken."""
    plain = plain_type(mime)
    if plain not in TYPES:
        raise BadRequest("Files of this type are not taken: send a picture, a PDF or a document.")
    return plain


def check_beginning(mime: str, content: bytes) -> None:
    """Raise `BadRequest` for a file that begins as none of its type does, or is empty.

    A program is refused whatever it says that it is.
    """
    begins = _BEGINNINGS.get(mime)
    if not content or (begins and not content.startswith(begins)):
        raise BadRequest("The file is damaged, or is not of the type that it says.")
    script = content.startswith(_SCRIPT) and not content.startswith(_NOT_A_SCRIPT)
    if script or content.startswith(_MACHINE_CODE):
        raise BadRequest(NO_PROGRAMS)


def named(name: str | None, mime: str) -> str | None:
    """A file's name in one line, without a way into another folder, with an ending of its type.

    A number of a card or account in it is masked.

    Raises `BadRequest` for the name of a program.
    """
    words = " ".join((name or "").replace("/", " ").replace("\\", " ").split())
    plain = "".join(char for char in masked(words) if char.isprintable()).rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    if dot and ending.lower() in PROGRAMS:
        raise BadRequest(NO_PROGRAMS)
    endings = TYPES.get(mime, ())
    if not plain or not endings or (dot and stem and ending.lower() in endings):
        return plain[-200:] or None
    return f"{plain[:190]}.{endings[0]}"


def renamed(name: str | None, mime: str) -> str | None:
    """The name of a file that has been brought into another format."""
    stem, dot, _ = (name or "").rpartition(".")
    return named(stem if dot and stem else name, mime)
