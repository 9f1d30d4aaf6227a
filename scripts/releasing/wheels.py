"""Pure rule of which files of a package an image installs: wheels for its Python, or the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

Python = tuple[int, int]
NEWEST_GLIBC = 36
"""The minor number of that of the images' distribution."""
PLATFORMS = [
    *(f"manylinux_2_{minor}_x86_64" for minor in range(NEWEST_GLIBC, 4, -1)),
    *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"),
]


def installed(references: Sequence[dict[str, Any]], python: Python) -> list[dict[str, Any]]:
    """Of the files of a package those that an image of that Python takes."""
    fitting = _tags(python)
    wheels = [one for one in references if fitting.intersection(_tags_of(one["url"]))]
    return wheels or [one for one in references if not one["url"].endswith(".whl")]


def _tags(python: Python) -> set[Tag]:
    interpreter = f"cp{python[0]}{python[1]}"
    return {
        *cpython_tags(python, platforms=PLATFORMS),
        *compatible_tags(python, interpreter, PLATFORMS),
    }


def _tags_of(url: str) -> Iterator[Tag]:
    name = url.rpartition("/")[2]
    if name.endswith(".whl"):
        yield from parse_wheel_filename(name)[3]
