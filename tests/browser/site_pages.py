"""A host site whose pages change without a reload, by exactly what Turbo, htmx and Astro do."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, Route

COUNTS = """
    window.counts = { sockets: 0, listeners: 0, timers: 0 };
    const Socket = WebSocket;
    window.WebSocket = class extends Socket {
        constructor(...all) {
            super(...all);
            counts.sockets++;
            super.addEventListener("close", () => counts.sockets--);
        }
    };
    for (const target of [window, document]) {
        const { addEventListener: add, removeEventListener: remove } = target;
        target.addEventListener = (...all) => (counts.listeners++, add.apply(target, all));
        target.removeEventListener = (...all) => (counts.listeners--, remove.apply(target, all));
    }
    const { setInterval: begin, clearInterval: end } = window;
    window.setInterval = (...all) => (counts.timers++, begin(...all));
    window.clearInterval = (id) => (counts.timers--, end(id));
"""
"""What a page holds: open sockets, listeners of window and document, timers that go on."""

_NEXT = """
    const answer = await fetch(path);
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const activated = (script) => {
        const made = document.createElement("script");
        for (const { name, value } of script.attributes) made.setAttribute(name, value);
        made.textContent = script.textContent;
        return made;
    };
    document.title = next.title;
    history.pushState({}, "", path);
"""

CHANGES = {
    # Turbo: keeps a clone of the page, merges the head, makes scripts run, replaces the body.
    "turbo": """
        window.cached = document.body.cloneNode(true);
        const known = [...document.head.children].map((each) => each.outerHTML);
        for (const each of next.head.querySelectorAll("script"))
            if (!known.includes(each.outerHTML)) document.head.append(activated(each));
        const body = document.adoptNode(next.body);
        for (const each of body.querySelectorAll("script")) each.replaceWith(activated(each));
        document.body.replaceWith(body);
    """,
    # htmx with hx-boost: keeps the page as text, puts what is new before what was, takes that away.
    "htmx": """
        sessionStorage.setItem("htmx-history", document.body.innerHTML);
        const first = document.body.firstChild;
        for (const node of [...next.body.childNodes]) document.body.insertBefore(node, first);
        for (let node = first; node; ) {
            const gone = node;
            node = node.nextSibling;
            document.body.removeChild(gone);
        }
        for (const each of document.body.querySelectorAll("script"))
            each.replaceWith(activated(each));
    """,
    # Astro's ClientRouter: attributes, head and body swapped within a transition, scripts run once.
    "astro": """
        for (const script of document.scripts) script.dataset.astroExec = "";
        const swap = () => {
            const html = document.documentElement;
            for (const { name } of [...html.attributes]) html.removeAttribute(name);
            for (const { name, value } of next.documentElement.attributes)
                html.setAttribute(name, value);
            const plain = (head) => [...head.children].filter((each) => each.tagName !== "SCRIPT");
            for (const each of plain(document.head)) each.remove();
            document.head.append(...plain(next.head));
            document.body.replaceWith(next.body);
        };
        await document.startViewTransition(swap).updateCallbackDone;
        for (const each of document.body.querySelectorAll("script"))
            if (each.dataset.astroExec !== "") each.replaceWith(activated(each));
    """,
    # By hand: everything in the page thrown away, with no body for a while.
    "bare": """
        document.body.remove();
        await new Promise((done) => setTimeout(done, 120));
        document.documentElement.append(document.adoptNode(next.body));
        for (const each of document.body.querySelectorAll("script"))
            each.replaceWith(activated(each));
    """,
}

BACK = {
    "turbo": "document.body.replaceWith(window.cached.cloneNode(true));",
    "htmx": """
        const kept = sessionStorage.getItem("htmx-history");
        const page = new DOMParser().parseFromString(`<body>${kept}</body>`, "text/html");
        document.body.replaceChildren(...page.body.childNodes);
    """,
}
"""How the page of before comes back: out of what was kept of it, the widget's element with it."""


class Site:
    """Pages under `/site/` of a desk's own origin; their script is in the head or in the body."""

    def __init__(self, context: BrowserContext, url: str, *, where: str = "head") -> None:
        self.url = url
        self.where = where
        self.tags = {"": '<script src="/widget.js" async></script>'}
        # Chromium takes pages that a test makes up for those of a public site.
        context.grant_permissions(["local-network-access"])
        context.add_init_script(COUNTS)
        context.route("**/site/*", self._serve)

    def _serve(self, route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        tag = self.tags.get(name, self.tags[""])
        head, body = (tag, "") if self.where == "head" else ("", tag)
        page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>
            {head}</head><body><h1>Page {name}</h1><p>{"Something to read. " * 40}</p>{body}
            </body></html>"""
        route.fulfill(body=page, content_type="text/html; charset=utf-8")

    def open(self, page: Page, name: str) -> None:
        """Loads a page as browsers do."""
        page.goto(f"{self.url}/site/{name}")

    def change(self, page: Page, how: str, name: str) -> None:
        """Goes to another page as such a site does."""
        page.evaluate(f"async (path) => {{ {_NEXT} {CHANGES[how]} }}", f"/site/{name}")

    def back(self, page: Page, how: str) -> None:
        """Has the last page again, out of the site's cache."""
        page.evaluate(f"async () => {{ {BACK[how]} }}")
