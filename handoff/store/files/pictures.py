"""Darkroom of pictures: what cameras wrote into them is taken out, and formats are changed."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Collection

from PIL import Image, ImageOps, UnidentifiedImageError

from handoff.core.errors import BadRequest

MOST_PIXELS = 100_000_000
"""A picture of more would fill the memory before anybody saw it."""
KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
_TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "Raw profile type exif")
_HARMLESS = frozenset({"icc_profile", "duration", "loop", "background", "transparency", "dpi"})
_QUALITIES = (90, 75, 60)
_DAMAGED = "The picture is damaged, or is not of the type that it says."
_STEPS = 4


async def without_metadata(content: bytes, mime: str) -> bytes:
    """A picture without place, time, camera and comments; the same bytes where it has none.

    Raises `BadRequest` for what is no picture of that type.
    """
    return await asyncio.to_thread(_cleaned, content, mime)


async def as_one_of(content: bytes, mimes: Collection[str], most: int) -> tuple[bytes, str]:
    """A picture in one of these types, of at most so many bytes, and its type.

    What moves stands still. Raises `BadRequest` for what cannot be brought there.
    """
    return await asyncio.to_thread(_converted, content, mimes, most)


def _cleaned(content: bytes, mime: str) -> bytes:
    image = _opened(content)
    if image.format != KINDS.get(mime):
        raise BadRequest(_DAMAGED)
    if not _tells(image):
        return content
    turned = ImageOps.exif_transpose(image) if _is_turned(image) else image
    out = io.BytesIO()
    options = {"quality": 92} if mime in ("image/jpeg", "image/webp") else {}
    moving = getattr(image, "is_animated", False)
    icc = image.info.get("icc_profile")
    bare = image if moving else _bare(turned)
    try:
        bare.save(out, KINDS[mime], save_all=moving, icc_profile=icc, exif=b"", **options)
    except (OSError, ValueError) as exc:
        raise BadRequest(_DAMAGED) from exc
    return out.getvalue()


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone."""
    kept = image.copy()
    kept.info = {name: value for name, value in image.info.items() if name in _HARMLESS}
    return kept


def _opened(content: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(content))
        if image.width * image.height > MOST_PIXELS:
            raise BadRequest("The picture has too many pixels.")
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as exc:
        raise BadRequest(_DAMAGED) from exc
    except Image.DecompressionBombError as exc:
        raise BadRequest("The picture has too many pixels.") from exc
    return image


def _tells(image: Image.Image) -> bool:
    texts = getattr(image, "text", None)
    return bool(texts or len(image.getexif()) or any(image.info.get(one) for one in _TELLING))


def _is_turned(image: Image.Image) -> bool:
    return image.getexif().get(0x0112, 1) != 1 and not getattr(image, "is_animated", False)


def _converted(content: bytes, mimes: Collection[str], most: int) -> tuple[bytes, str]:
    image = ImageOps.exif_transpose(_opened(content))
    for _ in range(_STEPS):
        if "image/png" in mimes and _has_holes(image):
            found = _saved(image.convert("RGBA"), "PNG", {"optimize": True})
            if len(found) <= most:
                return found, "image/png"
        for quality in _QUALITIES:
            found = _saved(_flat(image), "JPEG", {"quality": quality})
            if len(found) <= most and "image/jpeg" in mimes:
                return found, "image/jpeg"
        image = image.resize((max(1, image.width // 2), max(1, image.height // 2)))
    raise BadRequest("The picture cannot be brought into a form that is taken there.")


def _has_holes(image: Image.Image) -> bool:
    return image.has_transparency_data


def _flat(image: Image.Image) -> Image.Image:
    """On white, where it is transparent."""
    rgba = image.convert("RGBA")
    white = Image.new("RGBA", rgba.size, "white")
    return Image.alpha_composite(white, rgba).convert("RGB")


def _saved(image: Image.Image, kind: str, options: dict[str, int | bool]) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
