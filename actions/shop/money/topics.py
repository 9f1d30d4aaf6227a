"""The topics about money, by intent, and the details that they ask for, by name."""

from __future__ import annotations

from actions.shop.money import charges, credit, invoices, payment, price, promo_code
from actions.shop.money.detail import Detail
from actions.shop.money.money_topic import MoneyTopic

TOPICS: dict[str, MoneyTopic] = {
    **payment.TOPICS,
    **charges.TOPICS,
    **invoices.TOPICS,
    **price.TOPICS,
    **promo_code.TOPICS,
    **credit.TOPICS,
}
DETAILS: dict[str, Detail] = {
    detail.name: detail for topic in TOPICS.values() for detail in topic.details
}
