"""What customers of the examples say, in the words that customers use."""

from __future__ import annotations

OPENINGS: dict[str, tuple[str, ...]] = {
    "order_missing": (
        "hi, my {thing} should have been here days ago and it still isnt",
        "Hello, order {number} never arrived. What happened?",
        "still no {thing}, what's going on",
        "I ordered a {thing} from you and nothing has come so far",
    ),
    "track_order": (
        "hey where's my {thing}?",
        "Good evening, could you tell me when order {number} gets here?",
        "any update on my {thing}? need it for the weekend",
        "just wondering how far my order is",
    ),
    "cancel_order": (
        "hi I need to cancel my order, found the {thing} cheaper",
        "please cancel order {number}",
        "ordered the {thing} by mistake, can you stop it?",
    ),
    "change_shipping_address": (
        "I'm moving on friday, can order {number} go to my new address?",
        "oops, wrong address on my last order. can you change it",
        "Hello, please send my {thing} to a different address",
    ),
    "return_item": (
        "id like to send the {thing} back, its not what i expected",
        "How do I return my {thing}?",
        "don't need the {thing} after all, can I give it back?",
    ),
    "exchange_item": (
        "can I swap the {thing} for a different one?",
        "Hi, I'd like to exchange the {thing} from order {number}",
        "the {thing} doesn't suit me, I'd rather have another model",
    ),
    "damaged_item": (
        "just opened the parcel and the {thing} is broken",
        "my {thing} arrived damaged, the box was crushed",
        "Unboxed the {thing} today. Cracked right across. Not happy.",
    ),
    "wrong_item": (
        "this is not the {thing} I ordered",
        "you sent me the wrong {thing}",
        "Hi! There's a different {thing} in the box than the one on the invoice",
    ),
    "missing_item": (
        "the parcel came but the {thing} wasn't in it",
        "order {number} is incomplete, no {thing}",
        "everything's here except the {thing}",
    ),
    "get_refund": (
        "I want my money back for the {thing}",
        "can i get a refund on order {number}",
        "Please refund the {thing}, I've had enough of waiting",
    ),
    "track_refund": (
        "where is my refund for order {number}?",
        "I sent the {thing} back weeks ago, still no money",
        "when will my refund arrive",
    ),
    "warranty_claim": (
        "the {thing} I bought from you stopped working, is it still under warranty?",
        "my {thing} died, I want to use the warranty",
        "{thing} is defective. warranty case?",
    ),
    "troubleshoot_no_power": (
        "my pc doesn't turn on",
        "pressed the power button this morning and nothing. pc wont start",
        "Help, computer is dead all of a sudden",
    ),
    "troubleshoot_no_display": (
        "pc is running but there's no picture",
        "black screen since today, monitor says no signal",
        "put a new pc together and get no image at all",
    ),
    "troubleshoot_overheating": (
        "my pc gets really hot, over 90 degrees",
        "cpu temps are through the roof and i dont know why",
        "it's overheating, I'm scared something breaks",
    ),
    "troubleshoot_crash": (
        "my pc keeps crashing",
        "getting blue screens every day now",
        "PC restarts by itself while gaming, super annoying",
    ),
    "troubleshoot_noise": (
        "my computer is so loud lately",
        "weird rattling sound coming from my pc",
        "there's a high pitched noise when I play games",
    ),
    "troubleshoot_not_detected": (
        "windows doesn't see my new ssd",
        "installed more ram but the pc doesn't recognise it",
        "my hard drive isn't showing up anymore",
    ),
    "troubleshoot_slow": (
        "my pc has become terribly slow",
        "everything takes forever to load since a few weeks",
        "why is my computer so slow??",
    ),
}
"""By topic. `{thing}` is what was bought, by its kind; `{number}` the order's."""

ASIDES = (
    "quick question in between, until when are you there today?",
    "btw do you also ship to Norway?",
    "how long do I have to return things in general?",
    "what does express delivery cost?",
    "can I pay by invoice with you?",
)
YES = ("yes please", "ok, do that", "Yes, go ahead.", "sounds good, yes")
NO = ("no thanks", "no", "Nope, not that")
DIFFERENT = (
    "I'd rather have my money back",
    "nothing really, just leave it as it is",
    "I'd like to speak to someone about it",
)
ADDRESSES = (
    "Gartenweg 12, 10115 Berlin",
    "Parkallee 7b, 04109 Leipzig",
    "Am Markt 3\n53111 Bonn",
)
THANKS = ("thanks!", "great, thank you", "ok thx", "Thank you, that's all.")
NOTED = ("ok", "hm ok. thanks anyway", "alright")
