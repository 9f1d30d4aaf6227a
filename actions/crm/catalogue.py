"""What the demo shop sells: 200 computer parts of invented makers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from actions.crm.records.goods import Product
from actions.crm.records.record import Record
from actions.crm.specifications import specifications
from contracts.region import CURRENCY

_SEED = 7
_SOLD_OUT_ONE_IN = 11


class Range(Record, frozen=True, kw_only=True):
    """Every maker's version of every model; `models` maps a name to a price in euros."""

    prefix: str
    category: str
    makers: tuple[str, ...]
    models: dict[str, int]
    warranty_months: int


RANGES = (
    Range(
        prefix="GC",
        category="graphics card",
        makers=("Voltaris", "Kyrotek", "Helion"),
        models={
            "Orion 4060 8 GB": 299,
            "Orion 4060 Ti 16 GB": 429,
            "Orion 4070 12 GB": 579,
            "Orion 4070 Super 12 GB": 649,
            "Orion 4080 16 GB": 1099,
            "Orion 4090 24 GB": 1849,
            "Draco 7600 8 GB": 269,
            "Draco 7900 XT 20 GB": 799,
        },
        warranty_months=36,
    ),
    Range(
        prefix="CP",
        category="processor",
        makers=("Castellan",),
        models={
            "C3 9100": 119,
            "C5 9400": 189,
            "C5 9600K": 259,
            "C7 9700": 339,
            "C7 9700K": 389,
            "C9 9900": 489,
            "C9 9900K": 569,
            "Tern 3 5300": 109,
            "Tern 5 5600": 169,
            "Tern 5 5600X": 209,
            "Tern 7 5800X": 299,
            "Tern 7 5800X Cache": 379,
            "Tern 9 5900X": 429,
            "Tern 9 5950X": 549,
        },
        warranty_months=36,
    ),
    Range(
        prefix="MB",
        category="mainboard",
        makers=("Nordfell", "Kyrotek", "Axiomatic"),
        models={
            "B560 Core": 89,
            "B560 Wi-Fi": 129,
            "Z590 Creator": 219,
            "Z590 Summit": 349,
            "X470 Core": 109,
            "X470 Pro": 189,
        },
        warranty_months=36,
    ),
    Range(
        prefix="ME",
        category="memory",
        makers=("Granitex", "Lumora", "Swiftbank"),
        models={
            "16 GB Kit DDR4-3200": 42,
            "32 GB Kit DDR4-3600": 79,
            "32 GB Kit DDR5-5600": 109,
            "64 GB Kit DDR5-5600": 209,
            "96 GB Kit DDR5-6000": 319,
        },
        warranty_months=120,
    ),
    Range(
        prefix="PS",
        category="power supply",
        makers=("Ampere & Sons", "Steadwell", "Nordfell"),
        models={
            "550 W Bronze": 59,
            "650 W Gold": 89,
            "750 W Gold": 109,
            "850 W Platinum": 159,
            "1200 W Titanium": 289,
        },
        warranty_months=60,
    ),
    Range(
        prefix="CO",
        category="cooler",
        makers=("Boreal", "Stillwind", "Glacium"),
        models={
            "Tower 120": 34,
            "Tower 140 Dual": 69,
            "Liquid 240": 99,
            "Liquid 360": 149,
        },
        warranty_months=36,
    ),
    Range(
        prefix="CA",
        category="case",
        makers=("Stillwind", "Monolit", "Fjordline"),
        models={
            "Mini Air": 69,
            "Midi Quiet": 94,
            "Midi Glass": 109,
            "Full Studio": 179,
        },
        warranty_months=24,
    ),
    Range(
        prefix="SD",
        category="ssd",
        makers=("Granitex", "Swiftbank", "Orbital"),
        models={
            "SSD 500 GB SATA": 44,
            "SSD 1 TB SATA": 74,
            "SSD 500 GB NVMe": 49,
            "SSD 1 TB NVMe": 79,
            "SSD 2 TB NVMe": 139,
            "SSD 4 TB NVMe": 279,
        },
        warranty_months=60,
    ),
    Range(
        prefix="HD",
        category="hard drive",
        makers=("Orbital", "Deepfield"),
        models={"4 TB Desktop": 99, "8 TB Desktop": 169, "12 TB NAS": 259, "18 TB NAS": 349},
        warranty_months=36,
    ),
    Range(
        prefix="MO",
        category="monitor",
        makers=("Clarivue", "Panoptic", "Lumora"),
        models={
            "24 Full HD 100 Hz": 119,
            "27 QHD 165 Hz": 269,
            "27 4K Studio": 399,
            "34 Ultrawide QHD": 449,
            "32 4K OLED 240 Hz": 1049,
        },
        warranty_months=36,
    ),
    Range(
        prefix="KB",
        category="keyboard",
        makers=("Tactile", "Keyhaven", "Ravno"),
        models={"Slim Wireless": 49, "Mechanical TKL": 89, "Mechanical Full RGB": 129},
        warranty_months=24,
    ),
    Range(
        prefix="MS",
        category="mouse",
        makers=("Tactile", "Ravno", "Swiftpaw"),
        models={"Office Wireless": 24, "Light 58 g": 69, "Vertical Ergo": 54},
        warranty_months=24,
    ),
    Range(
        prefix="HS",
        category="headset",
        makers=("Ravno", "Sonora"),
        models={"Stereo USB": 39, "7.1 Wireless": 119, "Studio Open": 159},
        warranty_months=24,
    ),
    Range(
        prefix="FN",
        category="fan",
        makers=("Boreal", "Stillwind"),
        models={"120 Silent": 14, "140 Silent": 17, "120 RGB 3-Pack": 44, "120 Industrial": 24},
        warranty_months=72,
    ),
    Range(
        prefix="CB",
        category="cable",
        makers=("Linkwell",),
        models={
            "DisplayPort 1.4 2 m": 15,
            "DisplayPort 2.1 1 m": 29,
            "HDMI 2.1 2 m": 17,
            "HDMI 2.1 5 m": 27,
            "USB-C 1 m": 12,
            "USB-C 40 Gbit 0.8 m": 34,
            "SATA 0.5 m": 6,
            "12VHPWR Adapter": 19,
            "Cat 7 10 m": 16,
        },
        warranty_months=24,
    ),
    Range(
        prefix="NW",
        category="network card",
        makers=("Linkwell", "Axiomatic"),
        models={"Wi-Fi 6E PCIe": 39, "Wi-Fi 7 PCIe": 69, "2.5 Gbit PCIe": 29, "10 Gbit PCIe": 99},
        warranty_months=36,
    ),
)


def catalogue(today: date) -> tuple[Product, ...]:
    """All products, one in eleven sold out; deterministic for a given day."""
    rng = random.Random(_SEED)  # noqa: S311  (a reproducible demo, not a secret)
    return tuple(_product(rng, today, *version) for version in _versions())


def _versions() -> Iterator[tuple[Range, int, str, str]]:
    """Range, running number, maker and model of each product."""
    for wares in RANGES:
        pairs = [(maker, model) for maker in wares.makers for model in wares.models]
        for number, (maker, model) in enumerate(pairs, start=1):
            yield wares, number, maker, model


def _product(
    rng: random.Random, today: date, wares: Range, number: int, maker: str, model: str
) -> Product:
    euros = wares.models[model] + rng.randrange(wares.models[model] // 12 + 1)
    sold_out = rng.randrange(_SOLD_OUT_ONE_IN) == 0
    restock_on = today + timedelta(days=rng.randrange(3, 28))
    return Product(
        sku=f"{wares.prefix}-{100 + number}",
        name=f"{maker} {model}",
        category=wares.category,
        price=euros * 100 - 10,
        currency=CURRENCY,
        warranty_months=wares.warranty_months,
        in_stock=0 if sold_out else rng.randrange(4, 120),
        restock_on=restock_on if sold_out else None,
        specifications=specifications(wares.prefix, model),
    )
