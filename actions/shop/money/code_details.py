"""What a customer is asked of a code, and of the basket that it is for."""

from __future__ import annotations

from actions.shop.money.detail import Detail
from actions.shop.money.reading import amount, code, named_amount, named_code, nothing, one_of

CODE = Detail(
    name="code",
    text="Which code is it? Please type it just as you enter it.",
    again="Could you give me the code itself, letters and digits?",
    heard=named_code,
    told=code,
)
BASKET = Detail(
    name="basket",
    text="What does your basket come to, without shipping?",
    again="How much are the goods in your basket together, roughly?",
    heard=named_amount,
    told=amount,
)
GOODS = Detail(
    name="basket_goods",
    text="Is there anything in your basket besides {excluded}?",
    again="Does your basket hold anything else than {excluded}?",
    choices={"mixed": "Yes, other things too", "excluded": "No, only those"},
    heard=nothing,
    told=one_of(
        {
            "excluded": r"\b(no|nope|only|just|nothing else)\b",
            "mixed": r"\b(yes|yeah|yep|also|too|other|both|more)\b",
        }
    ),
)
