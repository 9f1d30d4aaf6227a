"""Pictures for tests: small ones that can really be looked at."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

GPS = 0x8825
ORIENTATION = 0x0112


def picture(
    kind: str,
    size: tuple[int, int] = (4, 3),
    *,
    mode: str = "RGB",
    colour: Any = "red",
    **more: Any,
) -> bytes:
    """A picture of that kind, as Pillow calls it; `more` is how it is written."""
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **more)
    return out.getvalue()


def photograph(kind: str = "JPEG", *, turned: int = 6) -> bytes:
    """A picture as a telephone takes it: with the place, and lying on its side."""
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    exif[0x010F] = "A telephone"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    return picture(kind, (40, 30), exif=exif)


PNG = picture("PNG")
