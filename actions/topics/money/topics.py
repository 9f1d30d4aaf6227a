"""The topics about money, by intent, and the details that they ask for, by name."""

from __future__ import annotations

from actions.topics.money import charges, credit, invoices, payment, price, promo_code
from actions.topics.money.detail import Detail
from actions.topics.money.money_topic import MoneyTopic

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
