/**
 * The one script that a site embeds: `<script src="https://desk.example.com/widget.js" async>`.
 *
 * It defines `<warmdesk-widget>`, shows the button that opens the chat, and loads everything else
 * only when the chat is opened or a conversation is under way. A classic script, so that a plain tag
 * is enough. A document has one widget for as long as it lives: sites that replace what is in it
 * (Turbo, htmx, Astro) lose the element, run this again, or bring a copy out of a cache.
 */
(() => {
  /** @type {HTMLScriptElement | null} */
  const script = (/** @type {any} */ (document.currentScript) ?? document.querySelector('script[src*="/widget.js"]'));
  const running = /** @type {any} */ (window).warmdesk;
  if (!script || running?.embed) return void running?.embed(script);
  const base = new URL(".", script.src).href;
  const openKey = `warmdesk:${base}:open`;
  const phone = matchMedia("(max-width: 479.98px)");
  const { entry, invites, labels, style } = __DESK__;
  /** A bubble, and the smile in it. */
  const drawing = () => {
    const made = (/** @type {string} */ name) => document.createElementNS("http://www.w3.org/2000/svg", name);
    const [picture, bubble, smile] = ["svg", "path", "path"].map(made);
    picture.setAttribute("viewBox", "0 0 32 32");
    picture.setAttribute("aria-hidden", "true");
    bubble.setAttribute("d", "M16 5c6.6 0 12 4.3 12 9.8s-5.4 9.8-12 9.8c-1.3 0-2.5-.2-3.7-.5L6 27l1.3-5.2C5.2 20 4 17.5 4 14.8 4 9.3 9.4 5 16 5");
    smile.setAttribute("d", "M11.5 15.5c1.1 1.7 2.6 2.5 4.5 2.5s3.4-.8 4.5-2.5");
    picture.append(bubble, smile);
    return picture;
  };

  let failures = 0;
  /** Everything but this file. Each attempt has an address of its own, as a browser may keep a failure
   * for good. @param {string} tongue @returns {Promise<any>} */
  const code = (tongue) =>
    import(`${base}${entry}?${tongue}&${failures}`).catch((error) => {
      failures++;
      throw error;
    });

  /** The round button. */
  class Launcher {
    element = document.createElement("button");
    #badge = document.createElement("span");
    #hint = document.createElement("span");

    constructor() {
      this.element.className = "launcher";
      this.element.type = "button";
      this.element.setAttribute("aria-expanded", "false");
      this.element.setAttribute("aria-describedby", "hint");
      this.#badge.className = "badge";
      this.#hint.className = this.#hint.id = "hint";
      this.element.append(drawing(), this.#badge, this.#hint);
    }

    /** @param {string} label @param {number} unread @param {string} hint */
    show(label, unread, hint) {
      this.element.setAttribute("aria-label", label);
      this.#badge.textContent = unread ? String(Math.min(unread, 99)) : "";
      this.#hint.textContent = unread ? hint : "";
    }
  }

  /** The widget of this page. @type {WarmdeskWidget | null} */
  let one = null;
  /** Identities that were replaced: a page out of a cache is not to bring one back. @type {Set<string>} */
  const spent = new Set();

  class WarmdeskWidget extends HTMLElement {
    static observedAttributes = ["open"];
    #root = this.attachShadow({ mode: "open" });
    #launcher = /** @type {Launcher | null} */ (null);
    #widget = /** @type {Promise<any> | null} */ (null);
    #identity = /** @type {string | null} */ (null);
    #context = /** @type {{cart?: any, fields?: any, error?: any}} */ ({});
    #inviter = /** @type {Promise<any> | null} */ (null);
    #isOpen = false;

    connectedCallback() {
      one ??= this;
      if (one !== this) return one.#standFor(this);
      if (this.#root.adoptedStyleSheets.length) return;
      this.#root.adoptedStyleSheets = [new CSSStyleSheet()];
      this.#root.adoptedStyleSheets[0].replaceSync(style);
      const [identity, context] = [taken(this, "identity"), taken(this, "context")];
      this.#identity ??= script?.dataset.identity ?? identity;
      this.#context = read(script?.dataset.context ?? context) ?? {};
      if (this.hasAttribute("page")) this.open();
      else this.#waitForCustomer();
    }

    /** Back on the page that took the place of the last one. */
    disconnectedCallback() {
      const back = () =>
        this.isConnected || (document.body ? document.body.append(this) : setTimeout(back, 50));
      if (one === this && !this.hasAttribute("page")) queueMicrotask(back);
    }

    /** What is open stays so, whatever a page that is made to look like another one takes off. */
    attributeChangedCallback() {
      if (one === this) this.toggleAttribute("open", this.#isOpen);
    }

    /** A page has another one, in its own HTML or out of a cache. @param {WarmdeskWidget} copy */
    #standFor(copy) {
      this.told(taken(copy, "identity"), taken(copy, "context"));
      if (this.isConnected) copy.remove();
      else copy.replaceWith(this);
    }

    /** What a page that has come says in its HTML. @param {string | null | undefined} identity
     * @param {string | null | undefined} context */
    told(identity, context) {
      if (identity && identity !== this.#identity && !spent.has(identity)) this.identify(identity);
      if (context) this.context(read(context) ?? {});
    }

    /** @param {{takeFocus: boolean, invitation?: {id: string, opening: string}}} how */
    async open(how = { takeFocus: true }) {
      remember("1");
      this.#launcher?.element.setAttribute("aria-busy", "true");
      try {
        (await this.#loaded()).open(how);
        this.#showOpen(true);
      } finally {
        this.#launcher?.element.removeAttribute("aria-busy");
      }
    }

    async close() {
      remember(null);
      if (!this.#widget || !this.#launcher) return;
      (await this.#widget).close();
      this.#showOpen(false);
    }

    /** @param {string | null} token */
    async identify(token) {
      if (this.#identity !== null && token !== this.#identity) spent.add(this.#identity);
      this.#identity = token;
      if (this.#widget) (await this.#widget).identify(token);
      else if (token === null) forgetCustomer();
      (await this.#inviter)?.ask();
    }

    /** What the site says of its page; each part stands until it is said anew.
     * @param {{cart?: any, fields?: any, error?: any}} told */
    async context(told) {
      this.#context = { ...this.#context, ...told };
      if (this.#widget) (await this.#widget).context(this.#context);
    }

    #waitForCustomer() {
      this.#launcher = new Launcher();
      this.#launcher.show(labels[this.#tongue][0], 0, "");
      this.#launcher.element.addEventListener("click", () => this.open());
      // Whoever comes near is about to open it: by the click it has been fetched.
      ["pointerenter", "focus"].forEach((near) =>
        this.#launcher?.element.addEventListener(near, () => code(this.#tongue).catch(() => {}), { once: true }),
      );
      this.#root.append(this.#launcher.element);
      this.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.isComposing && this.#isOpen) this.#leave();
      });
      if (remembered() && !phone.matches) this.open({ takeFocus: false });
      else if (keptSession()?.conversation_id) this.#loaded();
      if (invites && !keptSession()?.conversation_id) {
        this.#inviter = this.#invite(this.#launcher).catch(() => null); // nobody misses it
      }
    }

    /** @param {Launcher} launcher */
    async #invite(launcher) {
      const { invite } = await import(`${base}web/widget/invitations.js`);
      return invite({
        base, root: this.#root, launcher: launcher.element, locale: this.#locale,
        no: labels[this.#tongue][1],
        identity: () => this.#identity, context: () => this.#context,
        isBusy: () => this.#widget !== null,
        accept: (/** @type {any} */ invitation) => this.open({ takeFocus: true, invitation }),
      });
    }

    /** The language that the site names, or that its page is in. */
    get #locale() {
      return this.getAttribute("locale") || document.documentElement.lang;
    }

    /** Of the languages that the desk speaks. */
    get #tongue() {
      const [tongue] = this.#locale.toLowerCase().split(/[-_]/);
      return Object.hasOwn(labels, tongue) ? tongue : "en";
    }

    #loaded() {
      this.#widget ??= this.#load().catch((error) => {
        this.#widget = null;
        throw error;
      });
      return this.#widget;
    }

    async #load() {
      const { mount } = await code(this.#tongue);
      return mount({
        element: this, root: this.#root, launcher: this.#launcher,
        closed: () => this.#leave(), base, identity: this.#identity, locale: this.#locale || null,
        title: this.getAttribute("heading"), context: this.#context,
      });
    }

    /** Closes, and gives the keyboard back to the button. */
    async #leave() {
      await this.close();
      this.#launcher?.element.focus();
    }

    /** @param {boolean} isOpen */
    #showOpen(isOpen) {
      this.#isOpen = isOpen;
      this.toggleAttribute("open", isOpen);
      this.#launcher?.element.setAttribute("aria-expanded", String(isOpen));
    }
  }

  /** What comes of something that may fail, as where a browser forbids its storage: null if it does.
   * @template T @param {() => T} attempt */
  function tried(attempt) {
    try { return attempt(); } catch { return null; }
  }

  /** Whether the chat stays open on the next page; for this tab only. @param {string | null} value */
  const remember = (value) =>
    tried(() => (value ? sessionStorage.setItem(openKey, value) : sessionStorage.removeItem(openKey)));

  const remembered = () => tried(() => sessionStorage.getItem(openKey));
  /** @param {string | null} json @returns {any} */
  const read = (json) => tried(() => JSON.parse(json ?? "null"));

  /** What an element says once: left there, a site might keep it with a copy of its page.
   * @param {Element} element @param {string} name */
  const taken = (element, name) => {
    const said = element.getAttribute(name);
    element.removeAttribute(name);
    return said;
  };

  const kept = `warmdesk:${base}:`;
  const keptSession = () => read(tried(() => localStorage.getItem(`${kept}session`)));

  /** A customer logged out before the chat was ever loaded on this page: nothing of theirs stays, and
   * other tabs hear of it. */
  const forgetCustomer = () => {
    if (!keptSession()?.signed_in) return;
    const isTheirs = (/** @type {string} */ key) => key.startsWith(kept) && key !== `${kept}invitations`;
    Object.keys(localStorage).filter(isTheirs).forEach((key) => localStorage.removeItem(key));
    localStorage.setItem(`${kept}left`, String(Date.now()));
  };

  /** The page's own element, or a new one at its end. @returns {WarmdeskWidget} */
  const place = () => {
    const { locale, title: heading } = script.dataset;
    const own = document.querySelector("warmdesk-widget");
    const element = own ?? document.createElement("warmdesk-widget");
    Object.entries({ locale, heading }).forEach(([name, value]) => value && element.setAttribute(name, value));
    if (!own) document.body.append(element);
    return /** @type {WarmdeskWidget} */ (element);
  };

  /** Resolves once the page has a body to put the button on. @type {Promise<WarmdeskWidget>} */
  const placed = new Promise((resolve) => {
    const begin = () => {
      one = place();
      customElements.define("warmdesk-widget", WarmdeskWidget);
      resolve(one);
    };
    if (document.body) begin();
    else document.addEventListener("DOMContentLoaded", begin);
  });

  /** The tag that was run last. */
  let tag = script;

  Object.assign(window, {
    warmdesk: {
      /** This script is run again. A page whose tag names nobody, after one that named a customer,
       * has signed them out. @param {HTMLScriptElement} again */
      embed(again) {
        const [{ identity, context }, left] = [again.dataset, !tag.isConnected && tag.dataset.identity];
        tag = again;
        placed.then((widget) => (left && !identity ? widget.identify(null) : widget.told(identity, context)));
      },
      /** @param {string | null} token */
      identify: (token) => placed.then((widget) => widget.identify(token)),
      /** @param {{cart?: any, fields?: any, error?: any}} told */
      context: (told) => placed.then((widget) => widget.context(told)),
      open: () => placed.then((widget) => widget.open()),
      close: () => placed.then((widget) => widget.close()),
    },
  });
})();
