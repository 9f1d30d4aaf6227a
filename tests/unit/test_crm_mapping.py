"""A CRM's mapping file: everything that is wrong in it is told at once, with line and path."""

from __future__ import annotations

import re
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from actions.crm.composite import Opening
from actions.crm.errors import CrmMisconfigured
from actions.crm.remote.marked_yaml import MarkedYaml
from actions.crm.remote.openapi import OpenApiCrm, all_methods, open_mapped, open_system

BAKERY = Path(__file__).parents[1] / "bakery"
DESCRIPTION = BAKERY / "openapi.yml"
HEAD = f"openapi: {DESCRIPTION}\nserver: http://127.0.0.1:1\ncurrency: EUR\n"
ENV = {"BAKERY_URL": "http://x", "BAKERY_TOKEN_URL": "x", "BAKERY_ID": "x", "BAKERY_SECRET": "x"}
SHORT = """
    answer: {id: id, name: full_name, email: mail, phone: phone, tier: "'plus'", language: "'de'",
             since: joined, address: {street: home.town, city: home.town, postcode: home.code,
             country: home.land}}
"""


@pytest.fixture
def problems(tmp_path: Path) -> Any:
    """What is said of a mapping, line by line."""
    return partial(_said, tmp_path)


def _said(folder: Path, text: str, head: str = HEAD) -> list[str]:
    file = folder / "shop.yml"
    file.write_text(head + text)
    with pytest.raises(CrmMisconfigured) as raised:
        open_mapped(file, {})
    first, *lines = str(raised.value).splitlines()
    assert str(file) in first
    return lines


def opened(folder: Path, text: str, head: str = HEAD) -> OpenApiCrm:
    file = folder / "shop.yml"
    file.write_text(head + text)
    return open_mapped(file, {})


def test_the_bakerys_mapping_holds() -> None:
    """A mapping without a fault opens, and denies what it does not map."""
    crm = open_mapped(BAKERY / "mapping.yml", ENV)
    unable = crm.abilities().unable
    assert "refund" in unable
    assert "cancel_order" not in unable
    writes = {method.name for method in all_methods().values() if method.writes}
    assert set(unable) < writes


def test_everything_is_told_at_once(problems: Any) -> None:
    """Each problem has its line and its path; they come in the order of the lines."""
    found = problems(
        "people:\n"
        "  customer:\n"
        "    operation: persn\n"
        "    arguments: {id: customer}\n"
        "    answer: {id: idd, nam: full_name}\n"
        "  conjure: {operation: person}\n"
        "orders:\n"
        "  order:\n"
        "    operation: order\n"
        "    arguments: {nummer: number}\n"
        "    answer: {number: number}\n"
        "magic:\n"
        "  wand: {operation: person}\n"
    )
    places = [re.match(r"shop\.yml:(\d+): ([\w.\[\]]+): ", line).groups() for line in found]  # type: ignore[union-attr]
    assert places == sorted(places, key=lambda one: int(one[0]))
    text = "\n".join(found)
    for wanted in (
        "shop.yml:6: people.customer.operation: the description has no operation 'persn'; "
        "is person meant?",
        "shop.yml:8: people.customer.answer.nam: Customer has no 'nam'",
        "people.customer.answer: Customer cannot be filled without 'name'",
        "shop.yml:9: people.conjure: people has no conjure; it has ",
        "shop.yml:13: orders.order.arguments.nummer: order (GET /orders/{number}) does not take",
        "orders.order.arguments: order (GET /orders/{number}) needs 'number'",
        "shop.yml:15: magic: is no facet; there are catalogue, history",
    ):
        assert wanted in text
    assert "Customer cannot be filled without 'phone'" not in text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("people: 3\n", "people: is no facet with methods"),
        ("people: {customer: 3}\n", "people.customer: write an operation"),
        ("people: {customer: {either: [3]}}\n", "people.customer.either[0]: write an operation"),
        ("people: {customer: {either: 3}}\n", "people.customer.either: write a list"),
        ("people: {customer: {operation: person, arguments: {id: customer_id}}}\n", "write an ans"),
        ("people: {customer: {operation: [1]}}\n", "people.customer.operation: Expected `str`"),
        ("people: {customer: {operation: person, oops: 1}}\n", "unknown field `oops`"),
        ("people: {customer: {steps: [{operation: person, oops: 1}], answer: id}}\n", "steps[0]"),
        ("people: {customer: {denied: 3}}\n", "people.customer.denied: Expected"),
        ("limits: {per_second: 0}\n", "limits.per_second: Expected `float` > 0.0"),
        ("auth: {key: {env: K, name: N, in: cookie}}\n", "auth.key.in"),
        ("time_zone: Mars/Base\n", "time_zone: 'Mars/Base' is no time zone"),
        ("ping: nothing\n", "ping: the description has no operation 'nothing'"),
        ("errors: {reason: '['}\n", "errors.reason: '[' is no JMESPath"),
        ("errors: {rules: [{is: refused}]}\n", "errors.rules[0]: write a status, or when"),
        ("errors: {rules: [{is: refused, when: ']'}]}\n", "errors.rules[0].when"),
        ("errors: {rules: [{is: lovely, status: 1}]}\n", "errors.rules[0].is"),
    ],
)
def test_a_mistake_of_shape_is_told_where_it_is(problems: Any, text: str, problem: str) -> None:
    """Settings and methods are checked for what may stand in them."""
    assert problem in "\n".join(problems(text))


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("{each: '@', fields: {id: id}}", "is no list"),
        ("{id: {nested: id}}", "is no record"),
        ("{id: [3]}", "is a list"),
        ("{tier: {of: rank, table: {regular: standard}}}", 'has no entry for "gold"'),
        ("{tier: {of: rank, table: 3}}", "write a value of ours"),
        ("{tier: {table: {}}}", "write a JMESPath expression"),
        ("{address: {from: home, fields: {street: street}}}", "no field 'street'"),
        ("{address: {when: nope, fields: {street: home.town}}}", "no field 'nope'"),
        ("{address: {street: home.town}}", "Address cannot be filled without 'city'"),
        ("{since: 3}", "Customer cannot be filled without 'id'"),
    ],
)
def test_a_record_that_cannot_be_filled_is_told(problems: Any, answer: str, problem: str) -> None:
    """Every field of the desk's record is followed into the answer of the operation."""
    text = (
        "people:\n  customer:\n    operation: person\n"
        f"    arguments: {{id: customer_id}}\n    answer: {answer}\n"
    )
    assert problem in "\n".join(problems(text))


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        ("state", '"baking", "dropped", "gone", "ready" is none of cancelled, delivered'),
        ("{of: state, table: {baking: paid}}", 'has no entry for "ready", "gone", "dropped"'),
        ("{of: state, table: {baking: baked}, otherwise: paid}", "'baked' is none of"),
        ("{of: state, table: {baking: paid}, otherwise: x}", "'x' is none of"),
    ],
)
def test_closed_lists_are_compared(problems: Any, status: str, problem: str) -> None:
    """Where both sides say which values there are, each of theirs is one of ours in the end."""
    text = (
        "orders:\n  order:\n    operation: order\n    arguments: {number: number}\n"
        f"    answer: {{status: {status}}}\n"
    )
    assert problem in "\n".join(problems(text))


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ("{operation: drop, arguments: {number: order_number}}", "needs 'why'"),
        ("{operation: drop, arguments: {number: nr, why: reason}}", "no field 'nr', only"),
        (
            "{operation: drop, arguments: {number: order_number, "
            "why: {of: reason, table: {a: b}, otherwise: other}}}",
            "'b' is none of mistake, other",
        ),
        ("{operation: order, for_each: nope, arguments: {number: each}}", "no field 'nope'"),
        ("{operation: move, arguments: {number: order_number, town: {x: nope}}}", "'nope'"),
    ],
)
def test_what_is_sent_is_checked(problems: Any, step: str, problem: str) -> None:
    """Arguments are known to the method, and taken and needed by the operation."""
    text = (
        f"orders:\n  cancel_order:\n    steps:\n      - {step}\n"
        "    answer: {order_number: _.order_number, reason: _.reason, cancelled_at: _.now}\n"
    )
    assert problem in "\n".join(problems(text))


def test_answers_of_earlier_steps_are_known(problems: Any) -> None:
    """A name given to a step may be used after it, with the fields that its answer has."""
    text = (
        "orders:\n  redirect_order:\n    steps:\n"
        "      - {operation: order, arguments: {number: order_number}, as: before}\n"
        "      - {operation: move, arguments: {number: before.number, town: before.town}}\n"
        "    answer: {order_number: _.before.number, ship_to: _.ship_to, changed_at: _.nowadays}\n"
    )
    assert [line.partition(": there")[0] for line in problems(text)] == [
        "shop.yml:8: orders.redirect_order.steps[1].arguments.town",
        "shop.yml:9: orders.redirect_order.answer.changed_at",
    ]


def test_an_alias_is_told_once(problems: Any) -> None:
    """What is written once and used twice is one problem."""
    text = "people:\n  customer:\n    operation: person\n    arguments: &id {id: nobody}\n" + SHORT
    text += "  change_address:\n    operation: person\n    arguments: *id\n" + SHORT
    assert len([line for line in problems(text) if "nobody" in line]) == 2
    broken = SHORT.replace("full_name", "fullname")
    text = (
        f"people:\n  customer:\n    operation: person\n    arguments: {{id: customer_id}}{broken}"
    )
    text = text.replace("answer:", "answer: &a")
    text += (
        "  customer_by_email:\n    operation: person\n    arguments: {id: email}\n    answer: *a\n"
    )
    assert len(problems(text)) == 1


def test_two_ways_to_sign_in_are_one_too_many(problems: Any) -> None:
    """A key and client credentials exclude each other."""
    text = (
        "auth:\n  key: {env: K, name: N}\n  client_credentials: {token_url: u, "
        "client_id: {env: I}, client_secret: {env: S}}\n"
    )
    assert "auth: write a key or client_credentials, not both" in "\n".join(problems(text))


def test_a_currency_is_one_that_there_is(problems: Any) -> None:
    """Cents depend on it."""
    (found,) = problems("", HEAD.replace("EUR", "EURO"))
    assert "'EURO' is no currency" in found


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ("swagger: '2.0'\n", "is no OpenAPI 3 document"),
        ("[1, 2", "is neither JSON nor YAML"),
        ("{", "is neither JSON nor YAML"),
        ("openapi: 3.0.0\npaths: {/a: {get: {parameters: [{$ref: '#/no'}]}}}\n", "nothing at #/no"),
        ("openapi: 3.0.0\npaths: {/a: {get: {parameters: [{$ref: 'b.yml'}]}}}\n", "another docum"),
    ],
)
def test_a_description_that_is_none_is_told(
    problems: Any, tmp_path: Path, document: str, problem: str
) -> None:
    """What the file at `openapi` is instead stands beside the line that names it."""
    (tmp_path / "description.yml").write_text(document)
    head = "openapi: description.yml\ncurrency: EUR\n"
    assert f"shop.yml:1: openapi: {problem}" in "\n".join(problems("", head)).replace(
        "has nothing", "nothing"
    ).replace("refers to another", "another")


def test_references_in_a_circle_end(problems: Any, tmp_path: Path) -> None:
    """A description that refers to itself without an end is told, not followed."""
    circle = {"A": {"$ref": "#/components/schemas/A"}}
    operation = {"responses": {"200": {"content": {"application/json": {"schema": circle["A"]}}}}}
    document = {
        "openapi": "3.0.0",
        "components": {"schemas": circle},
        "paths": {"/a": {"get": {"operationId": "a", **operation}}},
    }
    (tmp_path / "description.yml").write_text(yaml.safe_dump(document))
    found = problems(
        "people: {customer: {operation: a, answer: {id: id}}}\n",
        "openapi: description.yml\ncurrency: EUR\n",
    )
    assert "go round in a circle" in "\n".join(found)


def test_files_that_are_not_there_are_told(tmp_path: Path, problems: Any) -> None:
    """Neither the mapping nor its description has to be there."""
    with pytest.raises(CrmMisconfigured, match="cannot be read: No such file"):
        open_mapped(tmp_path / "none.yml", {})
    assert "cannot be read" in problems("", "openapi: none.yml\ncurrency: EUR\n")[0]
    assert "begin it with https" in problems("", "openapi: ftp://x/a\ncurrency: EUR\n")[0]
    (tmp_path / "bad.yml").write_text("a: [")
    with pytest.raises(CrmMisconfigured, match="is no YAML"):
        open_mapped(tmp_path / "bad.yml", {})
    (tmp_path / "empty.yml").write_text("")
    with pytest.raises(CrmMisconfigured, match="is empty"):
        open_mapped(tmp_path / "empty.yml", {})


def test_a_description_may_be_at_an_address(tmp_path: Path) -> None:
    """It is fetched once, when the mapping is opened."""

    class Served(BaseHTTPRequestHandler):
        """Answers with the bakery's description."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(DESCRIPTION.read_bytes())

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Served) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        head = f"openapi: http://127.0.0.1:{server.server_port}/\ncurrency: EUR\n"
        text = "people:\n  customer:\n    operation: GET  /people/{id}\n"
        crm = opened(tmp_path, f"{text}    arguments: {{id: customer_id}}{SHORT}", head)
        thread.join()
    assert crm.opened.description.server() == "http://127.0.0.1:1"


def test_a_server_has_a_web_address(tmp_path: Path) -> None:
    """In the mapping, its environment or the description; one that is none is told at the start."""
    (tmp_path / "description.yml").write_text("openapi: 3.0.0\nservers: [{url: /v2}]\n")
    with pytest.raises(CrmMisconfigured, match="server is no web address"):
        opened(tmp_path, "", "openapi: description.yml\ncurrency: EUR\n")
    with pytest.raises(CrmMisconfigured, match="SHOP_URL is missing"):
        opened(tmp_path, "server: {env: SHOP_URL}\n", f"openapi: {DESCRIPTION}\ncurrency: EUR\n")


def test_a_reason_for_what_is_denied(tmp_path: Path) -> None:
    """The mapping may say itself why the system does not do something."""
    crm = opened(tmp_path, "orders: {cancel_order: {denied: the bakery bakes at once}}\n")
    assert crm.abilities().why_not("cancel_order") == "the bakery bakes at once"


def test_what_is_there_twice_is_told(problems: Any) -> None:
    """YAML would take the second one without a word."""
    (found,) = problems("people:\n  customer: {denied: a}\n  customer: {denied: b}\n")
    assert found.startswith("shop.yml:6: people.customer: is there twice")


def test_words_stay_words() -> None:
    """Norway is a country and no answer, and a day is what it is written as."""
    told = MarkedYaml("{NO: no, on: 2026-01-02, yes: true}")
    assert told.data == {"NO": "no", "on": "2026-01-02", "yes": True}


def test_a_system_needs_its_mapping() -> None:
    """A `crm.yml` that names the adapter without a file says what to write."""
    opening = Opening(settings={}, files={}, env=ENV, seconds=3)
    with pytest.raises(CrmMisconfigured, match="files names no mapping"):
        open_system(opening)
    opening = Opening(settings={}, files={"mapping": BAKERY / "mapping.yml"}, env=ENV, seconds=3)
    assert open_system(opening).abilities().why_not("cancel_order") is None


def test_the_pages_examples_are_yaml() -> None:
    """Whoever copies a block of the page copies a document."""
    page = (Path(__file__).parents[2] / "docs" / "crm-mapping.md").read_text()
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) > 5
    assert [block for block in blocks if not isinstance(MarkedYaml(block).data, dict)] == []
