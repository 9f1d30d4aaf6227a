"""The customers whom the demo page offers: who they are and where they live."""

from __future__ import annotations

from collections.abc import Mapping

from actions.crm.dataset import Calendar
from actions.crm.records.customer import Address, Customer, Tier
from actions.crm.records.record import Record


class DemoCustomer(Record, frozen=True, kw_only=True):
    """One entry of the demo page's list; `situation` in a few words."""

    id: str
    name: str
    situation: str


DEMO_CUSTOMERS = (
    DemoCustomer(id="c-0001", name="Anna Lindqvist", situation="Graphics card is 6 days late"),
    DemoCustomer(id="c-0002", name="Ben Okafor", situation="Two graphics cards, one lost"),
    DemoCustomer(id="c-0003", name="Carla Moreau", situation="Graphics card parcel lost"),
    DemoCustomer(id="c-0004", name="David Petrov", situation="Delivered, but not received"),
    DemoCustomer(id="c-0005", name="Elif Aydin", situation="Graphics card on time"),
    DemoCustomer(id="c-0006", name="Frank Visser", situation="Never bought a graphics card"),
    DemoCustomer(id="c-0007", name="Grace Nakamura", situation="Carrier is searching already"),
    DemoCustomer(id="c-0008", name="Henrik Solberg", situation="Business, costly order lost"),
    DemoCustomer(id="c-0009", name="Ines Carvalho", situation="Wants to send a monitor back"),
    DemoCustomer(id="c-0010", name="Jonas Weber", situation="Power supply died in warranty"),
    DemoCustomer(id="c-0011", name="Katya Novak", situation="Payment and refund open"),
    DemoCustomer(id="c-0012", name="Liam Byrne", situation="New PC does not start"),
    DemoCustomer(id="c-0013", name="Noor Haddad", situation="Card declined, another charged twice"),
    DemoCustomer(id="c-0014", name="Oskar Lund", situation="Price dropped, credit missing"),
    DemoCustomer(id="c-0015", name="Paula Brandt", situation="Carrier is late in the region"),
)

_CITIES = (
    ("Lindenweg 4", "Hamburg", "22087", "DE"),
    ("Kaiserstrasse 118", "Frankfurt", "60329", "DE"),
    ("Rue des Tilleuls 9", "Strasbourg", "67000", "FR"),
    ("Donaulaende 31", "Linz", "4020", "AT"),
    ("Karlsgartenstrasse 7", "Berlin", "12049", "DE"),
    ("Weteringkade 52", "Den Haag", "2515 AP", "NL"),
    ("Schillerplatz 3", "Stuttgart", "70173", "DE"),
    ("Havnegata 14", "Trondheim", "7010", "NO"),
    ("Rua das Flores 88", "Porto", "4050-265", "PT"),
    ("Am Bahnhof 21", "Erfurt", "99084", "DE"),
    ("Na Poříčí 12", "Praha", "110 00", "CZ"),
    ("Parnell Street 40", "Dublin", "D01 C9X0", "IE"),
    ("Kerkstraat 17", "Utrecht", "3581 RC", "NL"),
    ("Algade 23", "Roskilde", "4000", "DK"),
    ("Holtenauer Strasse 61", "Kiel", "24105", "DE"),
)
_TIERS: Mapping[str, Tier] = {"c-0008": "business", "c-0005": "plus"}


def demo_customer(entry: DemoCustomer, position: int, calendar: Calendar) -> Customer:
    street, city, postcode, country = _CITIES[position]
    return Customer(
        id=entry.id,
        name=entry.name,
        email=f"{entry.name.lower().replace(' ', '.')}@example.com",
        phone=f"+44 7700 9000{position + 1:02}",
        tier=_TIERS.get(entry.id, "standard"),
        language="en",
        since=calendar.day(950 + 37 * position),
        address=Address(street=street, city=city, postcode=postcode, country=country),
        two_factor=position % 3 == 0,
        newsletter=position % 2 == 0,
    )
