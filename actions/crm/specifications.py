"""Data sheets of what the demo shop sells: what is true of a range, and of each model in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Sheet = Mapping[str, str]

_LC1200, _TM4 = "LC1200", "TM4"
"""The two sockets that there are."""

_OF_RANGE: Mapping[str, Sheet] = {
    "GC": {
        "ports": "3 × DisplayPort 1.4, 1 × HDMI 2.1",
        "interface": "PCIe 4.0 x16",
        "fans at rest": "they stand still",
        "in the box": "graphics card, power adapter, support bracket",
    },
    "CP": {"in the box": "processor"},
    "MB": {
        "network": "2.5 Gbit",
        "ports": "6 × USB-A, 1 × USB-C, HDMI, DisplayPort",
        "in the box": "mainboard, I/O shield, 2 SATA cables, screws for M.2",
    },
    "ME": {"modules": "2", "height": "34 mm", "lighting": "none", "in the box": "2 modules"},
    "PS": {
        "format": "ATX",
        "length": "150 mm",
        "plugs": "1 × 24-pin, 2 × 8-pin EPS, 4 × 8-pin PCIe, 8 × SATA",
        "in the box": "power supply, power cable, screws",
    },
    "CO": {"sockets": f"{_LC1200}, {_TM4}", "in the box": "cooler, brackets, thermal paste"},
    "CA": {
        "front ports": "2 × USB-A 3.0, 1 × USB-C, headset",
        "in the box": "case, screws, cable ties",
    },
    "SD": {"in the box": "drive, screw"},
    "HD": {
        "size": "3.5 inch",
        "interface": "SATA",
        "speed": "7,200 rpm",
        "noise": "28 dB(A)",
        "in the box": "drive",
    },
    "MO": {
        "stand": "adjustable in height, can be turned",
        "mount": "VESA 100 × 100",
        "in the box": "monitor, stand, power cable, DisplayPort cable, HDMI cable",
    },
    "KB": {"keys": "ISO, English and German layouts", "in the box": "keyboard, USB-C cable"},
    "MS": {"connection": "USB", "in the box": "mouse"},
    "HS": {"microphone": "yes", "in the box": "headset, cable"},
    "FN": {"plug": "4-pin PWM", "depth": "25 mm", "in the box": "fan, screws"},
    "CB": {"in the box": "cable"},
    "NW": {"interface": "PCIe x1", "in the box": "card, low-profile bracket, antenna"},
}
_OF_MODEL: Mapping[str, Mapping[str, Sheet]] = {
    "GC": {
        "Orion 4060 8 GB": {"length": "245 mm", "power": "115 W", "power supply": "450 W"},
        "Orion 4060 Ti 16 GB": {"length": "260 mm", "power": "165 W", "power supply": "550 W"},
        "Orion 4070 12 GB": {"length": "285 mm", "power": "200 W", "power supply": "650 W"},
        "Orion 4070 Super 12 GB": {"length": "285 mm", "power": "220 W", "power supply": "650 W"},
        "Orion 4080 16 GB": {"length": "336 mm", "power": "320 W", "power supply": "750 W"},
        "Orion 4090 24 GB": {"length": "348 mm", "power": "450 W", "power supply": "850 W"},
        "Draco 7600 8 GB": {"length": "230 mm", "power": "165 W", "power supply": "550 W"},
        "Draco 7900 XT 20 GB": {"length": "320 mm", "power": "300 W", "power supply": "750 W"},
    },
    "ME": {
        "16 GB Kit DDR4-3200": {"type": "DDR4", "speed": "3200 MT/s"},
        "32 GB Kit DDR4-3600": {"type": "DDR4", "speed": "3600 MT/s"},
        "32 GB Kit DDR5-5600": {"type": "DDR5", "speed": "5600 MT/s"},
        "64 GB Kit DDR5-5600": {"type": "DDR5", "speed": "5600 MT/s"},
        "96 GB Kit DDR5-6000": {"type": "DDR5", "speed": "6000 MT/s"},
    },
    "PS": {
        "550 W Bronze": {"power": "550 W", "modular": "no", "noise": "24 dB(A)"},
        "650 W Gold": {"power": "650 W", "modular": "yes", "noise": "20 dB(A)"},
        "750 W Gold": {"power": "750 W", "modular": "yes", "noise": "20 dB(A)"},
        "850 W Platinum": {"power": "850 W", "modular": "yes", "noise": "18 dB(A)"},
        "1200 W Titanium": {
            "power": "1200 W",
            "modular": "yes",
            "noise": "22 dB(A)",
            "length": "180 mm",
        },
    },
    "CO": {
        "Tower 120": {"height": "155 mm", "noise": "24 dB(A)"},
        "Tower 140 Dual": {"height": "165 mm", "noise": "22 dB(A)"},
        "Liquid 240": {"radiator": "240 mm", "noise": "28 dB(A)"},
        "Liquid 360": {"radiator": "360 mm", "noise": "26 dB(A)"},
    },
    "CA": {
        "Mini Air": {
            "size": "210 × 400 × 380 mm",
            "formats": "Mini-ITX, Micro-ATX",
            "longest card": "300 mm",
            "tallest cooler": "158 mm",
            "longest radiator": "240 mm",
            "fans": "2, in front and at the back",
            "glass": "no",
        },
        "Midi Quiet": {
            "size": "220 × 470 × 450 mm",
            "formats": "Mini-ITX, Micro-ATX, ATX",
            "longest card": "340 mm",
            "tallest cooler": "165 mm",
            "longest radiator": "280 mm",
            "fans": "3, two in front and one at the back",
            "glass": "no",
        },
        "Midi Glass": {
            "size": "230 × 480 × 460 mm",
            "formats": "Mini-ITX, Micro-ATX, ATX",
            "longest card": "360 mm",
            "tallest cooler": "170 mm",
            "longest radiator": "360 mm",
            "fans": "4, three in front and one at the back",
            "glass": "on the left side",
        },
        "Full Studio": {
            "size": "240 × 540 × 530 mm",
            "formats": "Mini-ITX, Micro-ATX, ATX, E-ATX",
            "longest card": "420 mm",
            "tallest cooler": "185 mm",
            "longest radiator": "420 mm",
            "fans": "4, three in front and one at the back",
            "glass": "no",
        },
    },
    "SD": {
        "SSD 500 GB SATA": {"interface": "SATA", "size": "2.5 inch", "speed": "550 MB/s"},
        "SSD 1 TB SATA": {"interface": "SATA", "size": "2.5 inch", "speed": "550 MB/s"},
        "SSD 500 GB NVMe": {"interface": "M.2 NVMe", "size": "2280", "speed": "3,500 MB/s"},
        "SSD 1 TB NVMe": {"interface": "M.2 NVMe", "size": "2280", "speed": "5,000 MB/s"},
        "SSD 2 TB NVMe": {"interface": "M.2 NVMe", "size": "2280", "speed": "7,000 MB/s"},
        "SSD 4 TB NVMe": {"interface": "M.2 NVMe", "size": "2280", "speed": "7,000 MB/s"},
    },
    "MO": {
        "24 Full HD 100 Hz": {
            "ports": "1 × DisplayPort 1.2, 1 × HDMI 1.4",
            "panel": "IPS",
            "refresh rate": "100 Hz",
            "resolution": "1920 × 1080",
            "weight": "4.1 kg, 2.8 kg without its stand",
            "speakers": "no",
        },
        "27 QHD 165 Hz": {
            "ports": "1 × DisplayPort 1.4, 2 × HDMI 2.0",
            "panel": "IPS",
            "refresh rate": "165 Hz",
            "resolution": "2560 × 1440",
            "weight": "5.9 kg, 4.0 kg without its stand",
            "speakers": "no",
        },
        "27 4K Studio": {
            "ports": "1 × DisplayPort 1.4, 1 × HDMI 2.0, 1 × USB-C with 90 W",
            "panel": "IPS",
            "refresh rate": "60 Hz",
            "resolution": "3840 × 2160",
            "weight": "6.8 kg, 4.6 kg without its stand",
            "speakers": "2 × 2 W",
        },
        "34 Ultrawide QHD": {
            "ports": "1 × DisplayPort 1.4, 2 × HDMI 2.0",
            "panel": "VA, curved",
            "refresh rate": "144 Hz",
            "resolution": "3440 × 1440",
            "weight": "8.7 kg, 6.2 kg without its stand",
            "speakers": "2 × 3 W",
        },
        "32 4K OLED 240 Hz": {
            "ports": "1 × DisplayPort 1.4, 2 × HDMI 2.1, 1 × USB-C with 65 W",
            "panel": "OLED",
            "refresh rate": "240 Hz",
            "resolution": "3840 × 2160",
            "weight": "9.0 kg, 6.5 kg without its stand",
            "speakers": "no",
        },
    },
    "KB": {
        "Slim Wireless": {
            "connection": "Bluetooth, or by its USB receiver",
            "battery": "built in, charged by USB-C",
            "lighting": "none",
            "switches": "flat, can't be changed",
        },
        "Mechanical TKL": {
            "connection": "USB-C cable, 1.8 m",
            "lighting": "white",
            "switches": "brown, can be changed (hot swap)",
        },
        "Mechanical Full RGB": {
            "connection": "USB-C cable, 1.8 m",
            "lighting": "RGB",
            "switches": "red, can be changed (hot swap)",
        },
    },
    "MS": {
        "Office Wireless": {
            "connection": "USB receiver",
            "battery": "1 × AA, included",
            "weight": "95 g",
        },
        "Light 58 g": {"connection": "USB cable, 1.8 m", "weight": "58 g"},
        "Vertical Ergo": {
            "connection": "Bluetooth, or by its USB receiver",
            "battery": "built in, charged by USB-C",
            "weight": "120 g",
            "hand": "for the right hand",
        },
    },
    "HS": {
        "Stereo USB": {"connection": "USB-A cable, 2 m", "weight": "240 g"},
        "7.1 Wireless": {
            "connection": "USB receiver",
            "battery": "built in, 30 hours, charged by USB-C",
            "weight": "320 g",
        },
        "Studio Open": {"connection": "3.5 mm plug, cable of 3 m", "weight": "280 g"},
    },
    "FN": {
        "120 Silent": {"size": "120 mm", "noise": "16 dB(A)", "lighting": "none"},
        "140 Silent": {"size": "140 mm", "noise": "17 dB(A)", "lighting": "none"},
        "120 RGB 3-Pack": {"size": "120 mm", "noise": "24 dB(A)", "lighting": "RGB"},
        "120 Industrial": {"size": "120 mm", "noise": "32 dB(A)", "lighting": "none"},
    },
    "CB": {
        "DisplayPort 1.4 2 m": {"length": "2 m", "ends": "DisplayPort on both sides"},
        "DisplayPort 2.1 1 m": {"length": "1 m", "ends": "DisplayPort on both sides"},
        "HDMI 2.1 2 m": {"length": "2 m", "ends": "HDMI on both sides"},
        "HDMI 2.1 5 m": {"length": "5 m", "ends": "HDMI on both sides"},
        "USB-C 1 m": {"length": "1 m", "ends": "USB-C on both sides"},
        "USB-C 40 Gbit 0.8 m": {"length": "0.8 m", "ends": "USB-C on both sides"},
        "SATA 0.5 m": {"length": "0.5 m", "ends": "SATA, one of them angled"},
        "12VHPWR Adapter": {"length": "0.3 m", "ends": "3 × 8-pin PCIe to 12VHPWR"},
        "Cat 7 10 m": {"length": "10 m", "ends": "RJ45 on both sides"},
    },
    "NW": {
        "Wi-Fi 6E PCIe": {"wifi": "Wi-Fi 6E and Bluetooth 5.3"},
        "Wi-Fi 7 PCIe": {"wifi": "Wi-Fi 7 and Bluetooth 5.4"},
        "2.5 Gbit PCIe": {"ports": "1 × RJ45", "in the box": "card, low-profile bracket"},
        "10 Gbit PCIe": {"ports": "1 × RJ45", "in the box": "card, low-profile bracket"},
    },
}


def specifications(prefix: str, model: str) -> dict[str, str]:
    """The data sheet of a model: what its range has in common, and what it has by itself."""
    by_rule = _BY_RULE[prefix](model) if prefix in _BY_RULE else {}
    return {**_OF_RANGE.get(prefix, {}), **_OF_MODEL.get(prefix, {}).get(model, {}), **by_rule}


def _processor(model: str) -> Sheet:
    """What its name says: K, X and Cache are quick, warm, and come without a cooler."""
    tern = model.startswith("Tern")
    quick = model.endswith(("K", "X", "Cache"))
    return {
        "socket": _TM4 if tern else _LC1200,
        "memory": "DDR4" if tern else "DDR5",
        "power": ("105 W" if tern else "125 W") if quick else "65 W",
        "cooler": "not included" if quick else "included",
    }


def _mainboard(model: str) -> Sheet:
    older = model.startswith("X")
    return {
        "socket": _TM4 if older else _LC1200,
        "memory": "DDR4" if older else "DDR5",
        "format": "Micro-ATX" if model == "B560 Core" else "ATX",
        "drives": "SATA, M.2 NVMe",
        "wifi": "no" if model.endswith("Core") else "Wi-Fi 6E and Bluetooth",
        "slots for drives": "4 × SATA, 2 × M.2",
    }


_BY_RULE: Mapping[str, Callable[[str], Sheet]] = {"CP": _processor, "MB": _mainboard}
