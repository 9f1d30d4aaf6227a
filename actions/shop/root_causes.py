"""Which root a diagnosed cause counts under, in what the shop has to answer for."""

from __future__ import annotations

from collections.abc import Mapping

from actions.crm.complaint import ComplaintKind, RootCause

_DELIVERY: Mapping[str, RootCause] = {
    "late": "carrier_delay",
    "held_up": "carrier_delay",
    "on_the_way": "carrier_delay",
    "replacement_late": "carrier_delay",
    "gone_quiet": "carrier_loss",
    "lost": "carrier_loss",
    "not_found": "carrier_loss",
    "being_traced": "carrier_loss",
    "delivered": "carrier_misdelivery",
    "stuck": "warehouse_delay",
    "never_left": "warehouse_delay",
}
_GOODS: Mapping[str, RootCause] = {
    "damaged": "damaged_in_transit",
    "wrong": "packing_error",
    "missing": "packing_error",
    "broken": "faulty_product",
}
_MONEY: Mapping[str, RootCause] = {
    "refund_overdue": "refund_delay",
    "overdue": "refund_delay",
    "booked_in": "refund_delay",
    "charged_twice": "billing_error",
}

ROOT_CAUSES: Mapping[str, tuple[ComplaintKind, RootCause]] = {
    **{cause: ("delivery", root) for cause, root in _DELIVERY.items()},
    **{cause: ("goods", root) for cause, root in _GOODS.items()},
    **{cause: ("money", root) for cause, root in _MONEY.items()},
}
