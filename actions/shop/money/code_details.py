"""What a customer is asked of a code, and of the basket that it is for."""

from __future__ import annotations

from actions.shop.money.detail import Detail
from actions.shop.money.reading import amount, code, named_amount, named_code, nothing, one_of

CODE = Detail(
    name="code",
    text="code.ask_code",
    again="code.ask_code_again",
    heard=named_code,
    told=code,
)
BASKET = Detail(
    name="basket",
    text="code.ask_basket",
    again="code.ask_basket_again",
    heard=named_amount,
    told=amount,
)
GOODS = Detail(
    name="basket_goods",
    text="code.ask_goods",
    again="code.ask_goods_again",
    choices={"mixed": "code.answer_mixed", "excluded": "code.answer_excluded"},
    heard=nothing,
    told=one_of(
        {
            "excluded": r"\b(no|nope|only|just|nothing else)\b",
            "mixed": r"\b(yes|yeah|yep|also|too|other|both|more)\b",
        }
    ),
)
