"""Who the demo shop's other customers are: names, addresses, tiers, by chance."""

from __future__ import annotations

import random

from actions.crm.dataset import Calendar
from actions.crm.records.customer import Address, Customer, Tier

_TIERS: tuple[Tier, ...] = ("standard",) * 14 + ("plus",) * 4 + ("business",) * 2

_FIRST_NAMES = (
    "Adam", "Aisha", "Alma", "Andrei", "Astrid", "Bianca", "Bruno", "Chiara", "Clara", "Daan",
    "Dilan", "Emre", "Erik", "Fatima", "Felix", "Freya", "Giulia", "Hana", "Hugo", "Ida",
    "Ivan", "Jana", "Joost", "Julia", "Kaan", "Lars", "Leila", "Lena", "Luca", "Magda",
    "Mateo", "Mila", "Nadia", "Nils", "Olga", "Omar", "Paula", "Pavel", "Rosa", "Ruben",
    "Samir", "Sanne", "Selma", "Stefan", "Tara", "Tom", "Vera", "Viktor", "Yara", "Zoe",
)  # fmt: skip
_LAST_NAMES = (
    "Adler", "Bakker", "Bauer", "Berg", "Costa", "Demir", "Duarte", "Engel", "Fischer", "Gallo",
    "Haas", "Hansen", "Horvat", "Ivanov", "Jansen", "Kaya", "Keller", "Kowalski", "Larsen",
    "Lehmann", "Mertens", "Moser", "Nagy", "Nowak", "Olsen", "Popescu", "Richter", "Rossi",
    "Santos", "Vogel",
)  # fmt: skip
_TOWNS = (
    ("Hamburg", "DE"), ("Berlin", "DE"), ("Leipzig", "DE"), ("Dresden", "DE"), ("Bonn", "DE"),
    ("Wien", "AT"), ("Graz", "AT"), ("Bruxelles", "BE"), ("Aarhus", "DK"), ("Malmo", "SE"),
)  # fmt: skip
_STREETS = ("Hauptstrasse", "Bahnhofstrasse", "Gartenweg", "Parkallee", "Mühlenweg", "Am Markt")


class CrowdPeople:
    """Makes customers, drawing on a source of chance that others draw on as well."""

    def __init__(self, rng: random.Random, calendar: Calendar) -> None:
        self._rng = rng
        self._calendar = calendar

    def customer(self, number: int) -> Customer:
        """The customer with that number, who is called the same each time."""
        rng = self._rng
        first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
        last = _LAST_NAMES[(number // len(_FIRST_NAMES) + 7 * number) % len(_LAST_NAMES)]
        return Customer(
            id=f"c-{number:04}",
            name=f"{first} {last}",
            email=f"{first}.{last}.{number}@example.com".lower(),
            phone=None if number % 9 == 0 else f"+44 7700 900{number:03}",
            tier=rng.choice(_TIERS),
            language=rng.choice(("en", "en", "de", "fr")),
            since=self._calendar.day(rng.randrange(920, 2600)),
            address=self._address(),
            two_factor=rng.random() < 0.3,
            newsletter=rng.random() < 0.5,
        )

    def _address(self) -> Address:
        city, country = self._rng.choice(_TOWNS)
        street = f"{self._rng.choice(_STREETS)} {self._rng.randrange(1, 140)}"
        postcode = str(self._rng.randrange(10000, 99999))
        return Address(street=street, city=city, postcode=postcode, country=country)
