/**
 * The one script that a site embeds: `<script src="https://desk.example.com/widget.js" async>`.
 *
 * It defines `<warmdesk-widget>`, shows the button that opens the chat, and loads everything else
 * only when the chat is opened or a conversation is under way. Written as a classic script, so that
 * a plain script tag is enough.
 */
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (
    document.currentScript ?? document.querySelector('script[src*="/widget.js"]')
  );
  if (!script || customElements.get("warmdesk-widget")) return;
  const base = new URL(".", script.src).href;
  const openKey = `warmdesk:${base}:open`;
  const phone = matchMedia("(max-width: 479.98px)");
  const { entry, invites, labels } = __DESK__;

  const STYLE = `
    :host {
      all: initial !important;
      display: block !important;
      --accent: var(--warmdesk-accent, #a8481f);
      --on-accent: var(--warmdesk-on-accent, #fff);
      --side: var(--warmdesk-side, 20px);
      --bottom: var(--warmdesk-bottom, 20px);
      --layer: var(--warmdesk-layer, 2147483000);
    }
    @media (prefers-color-scheme: dark) { :host { --accent: var(--warmdesk-accent, #eb9a6c); --on-accent: var(--warmdesk-on-accent, #2a1408); } }
    .launcher {
      position: fixed; right: var(--side); bottom: var(--bottom); z-index: var(--layer);
      width: 60px; height: 60px; padding: 0; border: 0; border-radius: 50%;
      display: grid; place-items: center; cursor: pointer;
      color: var(--on-accent); background: var(--accent);
      box-shadow: 0 1px 3px rgb(60 25 5 / 20%), 0 8px 24px rgb(60 25 5 / 24%);
      transition: transform .18s ease, box-shadow .18s ease;
    }
    .launcher:hover { transform: translateY(-2px); box-shadow: 0 2px 4px rgb(60 25 5 / 22%), 0 12px 30px rgb(60 25 5 / 28%); }
    .launcher:active { transform: none; }
    .launcher:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
    .launcher[aria-busy="true"] { opacity: .75; }
    .launcher svg { width: 30px; height: 30px; fill: none; stroke: currentColor; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
    .badge {
      position: absolute; top: -3px; right: -3px; box-sizing: border-box;
      min-width: 22px; height: 22px; padding: 0 6px; border: 2px solid #fff; border-radius: 11px;
      font: 700 12px/18px system-ui, sans-serif; color: #fff; background: #b3261e;
    }
    .badge:empty, .hint { display: none; }
    @media (max-width: 479.98px) { :host([open]) .launcher { display: none; } }
    @media (prefers-reduced-motion: reduce) { .launcher { transition: none; } }
  `;

  /** A bubble, and the smile in it. */
  const drawing = () => {
    const [picture, bubble, smile] = ["svg", "path", "path"].map((name) =>
      document.createElementNS("http://www.w3.org/2000/svg", name),
    );
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

  class WarmdeskWidget extends HTMLElement {
    #root = this.attachShadow({ mode: "open" });
    #launcher = /** @type {Launcher | null} */ (null);
    #widget = /** @type {Promise<any> | null} */ (null);
    #identity = /** @type {string | null} */ (null);
    #context = /** @type {{cart?: any, fields?: any, error?: any}} */ ({});
    #inviter = /** @type {Promise<any> | null} */ (null);

    connectedCallback() {
      if (this.#root.adoptedStyleSheets.length) return;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      this.#root.adoptedStyleSheets = [sheet];
      this.#identity = this.getAttribute("identity");
      this.#context = read(this.getAttribute("context")) ?? {};
      if (this.hasAttribute("page")) this.open();
      else this.#waitForCustomer();
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
        if (event.key === "Escape" && !event.isComposing && this.hasAttribute("open")) this.#leave();
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
        base,
        root: this.#root,
        launcher: launcher.element,
        locale: this.#locale,
        no: labels[this.#tongue][1],
        identity: () => this.#identity,
        context: () => this.#context,
        isBusy: () => this.#widget !== null,
        /** @param {{id: string, opening: string}} invitation */
        accept: (invitation) => this.open({ takeFocus: true, invitation }),
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
        element: this,
        root: this.#root,
        launcher: this.#launcher,
        closed: () => this.#leave(),
        base,
        identity: this.#identity,
        locale: this.#locale || null,
        title: this.getAttribute("heading"),
        context: this.#context,
      });
    }

    /** Closes, and gives the keyboard back to the button. */
    async #leave() {
      await this.close();
      this.#launcher?.element.focus();
    }

    /** @param {boolean} isOpen */
    #showOpen(isOpen) {
      this.toggleAttribute("open", isOpen);
      this.#launcher?.element.setAttribute("aria-expanded", String(isOpen));
    }
  }

  /** What comes of something that may fail, as where a browser forbids its storage: null if it does.
   * @template T @param {() => T} attempt */
  function tried(attempt) {
    try {
      return attempt();
    } catch {
      return null;
    }
  }

  /** Whether the chat stays open on the next page; for this tab only. @param {string | null} value */
  const remember = (value) =>
    tried(() => (value ? sessionStorage.setItem(openKey, value) : sessionStorage.removeItem(openKey)));

  const remembered = () => tried(() => sessionStorage.getItem(openKey));

  /** @param {string | null} json @returns {any} */
  const read = (json) => tried(() => JSON.parse(json ?? "null"));

  const keptSession = () => read(tried(() => localStorage.getItem(`warmdesk:${base}:session`)));

  /** A customer logged out before the chat was ever loaded on this page. */
  const forgetCustomer = () => {
    if (keptSession()?.signed_in) localStorage.removeItem(`warmdesk:${base}:session`);
  };

  /** The page's own element, or a new one at its end. @returns {WarmdeskWidget} */
  const place = () => {
    const { identity, locale, title: heading, context } = script.dataset;
    const own = document.querySelector("warmdesk-widget");
    const element = own ?? document.createElement("warmdesk-widget");
    const told = Object.entries({ identity, locale, heading, context });
    told.forEach(([name, value]) => value && element.setAttribute(name, value));
    if (!own) document.body.append(element);
    return /** @type {WarmdeskWidget} */ (element);
  };

  /** Resolves once the page has a body to put the button on. @type {Promise<WarmdeskWidget>} */
  const placed = new Promise((resolve) => {
    const begin = () => {
      const element = place();
      customElements.define("warmdesk-widget", WarmdeskWidget);
      resolve(element);
    };
    if (document.body) begin();
    else document.addEventListener("DOMContentLoaded", begin);
  });

  Object.assign(window, {
    warmdesk: {
      /** @param {string | null} token */
      identify: (token) => placed.then((widget) => widget.identify(token)),
      /** @param {{cart?: any, fields?: any, error?: any}} told */
      context: (told) => placed.then((widget) => widget.context(told)),
      open: () => placed.then((widget) => widget.open()),
      close: () => placed.then((widget) => widget.close()),
    },
  });
})();
