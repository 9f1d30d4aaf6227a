"""Translation of npm's lock into a bill of material (CycloneDX) of the pages."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any, cast

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot5
from packageurl import PackageURL

MODULES = "node_modules/"
SHA512 = "sha512-"


def made(package_lock: dict[str, Any], vendor_lock: dict[str, Any]) -> dict[str, Any]:
    """What is copied into the pages is required, what they are made with is excluded."""
    shipped = {entry["package"] for entry in vendor_lock["files"]}
    bill = Bom(components=_components(package_lock["packages"], shipped))
    pages = Component(name="warmdesk-web", type=ComponentType.APPLICATION)
    bill.metadata.component = pages
    bill.register_dependency(pages, bill.components)
    return cast(dict[str, Any], json.loads(JsonV1Dot5(bill).output_as_string()))


def _components(packages: dict[str, Any], shipped: set[str]) -> Iterator[Component]:
    for path, package in packages.items():
        if path:
            name = path.rpartition(MODULES)[2]
            yield _component(name, package, shipped=name in shipped)


def _component(name: str, package: dict[str, Any], *, shipped: bool) -> Component:
    group, _, own = name.rpartition("/")
    return Component(
        name=own,
        group=group or None,
        version=package["version"],
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED if shipped else ComponentScope.EXCLUDED,
        purl=PackageURL("npm", group or None, own, package["version"]),
        bom_ref=f"{name}@{package['version']}",
        hashes=list(_hashes(package.get("integrity", ""))),
    )


def _hashes(integrity: str) -> Iterator[HashType]:
    """npm writes base64, a bill of material hexadecimal."""
    for one in integrity.split():
        if one.startswith(SHA512):
            content = base64.b64decode(one.removeprefix(SHA512)).hex()
            yield HashType(alg=HashAlgorithm.SHA_512, content=content)
