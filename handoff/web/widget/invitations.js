/**
 * Invitations to chat: help offered beside the button, by the desk's rules, and seldom.
 *
 * Loaded where the desk has such rules. Before the visitor acts there is no cookie and nothing that
 * tells them apart: what is remembered is which invitations were shown, on which day, and a no.
 */

const ASK_MS = 2_500;
const LOOK_MS = 1_000;

const STYLE = `
  .invitation {
    --paper: var(--warmdesk-paper, #fffdfb);
    --ink: var(--warmdesk-ink, #2a211c);
    position: fixed; z-index: var(--layer); box-sizing: border-box;
    right: calc(var(--side) + 72px); bottom: calc(var(--bottom) + 4px);
    max-width: min(270px, calc(100vw - 2 * var(--side) - 80px));
    display: flex; align-items: center; gap: 2px; padding: 4px; border-radius: 18px;
    font: 14px/1.4 var(--warmdesk-font, system-ui, sans-serif); color: var(--ink); background: var(--paper);
    box-shadow: 0 0 0 1px rgb(70 35 10 / 8%), 0 8px 24px rgb(60 25 5 / 20%);
    animation: invite .25s ease;
  }
  .invitation button {
    padding: 8px 4px 8px 12px; border: 0; border-radius: 14px; font: inherit; color: inherit;
    text-align: start; background: none; cursor: pointer;
  }
  .invitation .no { flex: none; width: 32px; height: 32px; padding: 0; text-align: center; font-size: 18px; line-height: 1; }
  .invitation button:hover { text-decoration: underline; }
  .invitation button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
  :host([open]) .invitation { display: none; }
  @keyframes invite { from { opacity: 0; transform: translateX(8px); } }
  @media (prefers-color-scheme: dark) {
    .invitation {
      --paper: var(--warmdesk-paper, #2b2521); --ink: var(--warmdesk-ink, #f3ebe4);
      box-shadow: 0 0 0 1px rgb(255 235 220 / 16%), 0 8px 24px rgb(0 0 0 / 50%);
    }
  }
  @media (prefers-reduced-motion: reduce) { .invitation { animation: none; } }
`;

/**
 * @typedef {object} Invitation
 * @property {string} id
 * @property {string} page  A pattern of paths, `*` for anything.
 * @property {number} seconds  At least so long on the page.
 * @property {number | null} cart_value
 * @property {boolean} error  Only once something went wrong on the page.
 * @property {string} bubble
 * @property {string} opening
 *
 * @typedef {{shown: Record<string, string>, dismissed: boolean}} Memory  Days by invitation.
 * @typedef {{path: string, seconds: number, cart: number, hasError: boolean}} Visit
 *
 * @typedef {object} Host
 * @property {string} base
 * @property {ShadowRoot} root
 * @property {HTMLElement} launcher
 * @property {string} locale
 * @property {string} no  How a visitor says no.
 * @property {() => string | null} identity
 * @property {() => {cart?: any, error?: any}} context
 * @property {() => boolean} isBusy  The chat is open, or has been.
 * @property {(accepted: {id: string, opening: string}) => void} accept
 */

/** The invitation to show now, if any. @param {Invitation[]} all @param {number} perDay
 * @param {Visit} visit @param {Memory} memory @param {string} today @returns {Invitation | null} */
export function due(all, perDay, { path, seconds, cart, hasError }, memory, today) {
  const shownToday = Object.values(memory.shown).filter((day) => day === today).length;
  if (memory.dismissed || shownToday >= perDay) return null;
  const fits = (/** @type {Invitation} */ each) =>
    !Object.hasOwn(memory.shown, each.id) &&
    matches(each.page, path) &&
    seconds >= each.seconds &&
    (each.cart_value === null || cart >= each.cart_value) &&
    (!each.error || hasError);
  return all.find(fits) ?? null;
}

/** @param {string} pattern @param {string} path */
export function matches(pattern, path) {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(path);
}

/** Begins to look whether help should be offered. @param {Host} host */
export const invite = (host) => new Inviter(host);

class Inviter {
  #host;
  #place = document.createElement("div");
  /** @type {Invitation[]} */
  #all = [];
  #perDay = 0;
  /** @type {Visit} */
  #visit = { path: location.pathname, seconds: 0, cart: 0, hasError: false };

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet];
    this.#place.setAttribute("role", "status"); // announced, but never in the middle of a sentence
    host.root.insertBefore(this.#place, host.launcher);
    const failed = () => (this.#visit.hasError = true);
    addEventListener("error", failed);
    addEventListener("unhandledrejection", failed);
    setTimeout(() => this.ask(), ASK_MS);
    setInterval(() => this.#look(), LOOK_MS);
  }

  /** Asks the desk for what concerns this visitor; again when somebody has signed in. */
  async ask() {
    const { base, locale, identity } = this.#host;
    const request = { identity: identity() ?? undefined, locale: locale || undefined };
    const answer = await fetch(`${base}api/chat/invitations`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request),
    }).catch(() => null);
    if (!answer?.ok) return;
    const { per_day, invitations } = await answer.json();
    this.#all = invitations;
    this.#perDay = per_day;
  }

  #look() {
    if (this.#host.isBusy()) return this.#place.replaceChildren();
    if (document.visibilityState !== "visible" || this.#place.firstChild) return;
    const memory = this.#remembered();
    if (!memory) return;
    const found = due(this.#all, this.#perDay, this.#now(), memory, today());
    if (found && this.#remember({ ...memory, shown: { ...memory.shown, [found.id]: today() } })) {
      this.#show(found);
    }
  }

  /** A page that the site changes by script begins anew. @returns {Visit} */
  #now() {
    const { cart, error } = this.#host.context();
    const path = location.pathname;
    const before = this.#visit.path === path ? this.#visit : { seconds: 0, hasError: false };
    const hasError = before.hasError || Boolean(error);
    this.#visit = { path, seconds: before.seconds + LOOK_MS / 1000, cart: Number(cart?.value), hasError };
    return this.#visit;
  }

  /** @param {Invitation} invitation */
  #show({ id, bubble, opening }) {
    const shown = document.createElement("div");
    shown.className = "invitation";
    const yes = button("yes", bubble, () => this.#host.accept({ id, opening }));
    const no = button("no", "×", () => this.#dismiss());
    no.setAttribute("aria-label", this.#host.no);
    no.title = this.#host.no;
    shown.append(yes, no);
    shown.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.#dismiss();
    });
    this.#place.replaceChildren(shown);
  }

  /** A no is for good. */
  #dismiss() {
    const memory = this.#remembered();
    if (memory) this.#remember({ ...memory, dismissed: true });
    this.#place.replaceChildren();
    this.#host.launcher.focus();
  }

  get #key() {
    return `warmdesk:${this.#host.base}:invitations`;
  }

  /** Null where the browser remembers nothing: then nobody is invited, rather than every time.
   * @returns {Memory | null} */
  #remembered() {
    try {
      return { shown: {}, dismissed: false, ...JSON.parse(localStorage.getItem(this.#key) ?? "{}") };
    } catch {
      return null;
    }
  }

  /** @param {Memory} memory */
  #remember(memory) {
    try {
      localStorage.setItem(this.#key, JSON.stringify(memory));
      return true;
    } catch {
      return false;
    }
  }
}

/** @param {string} className @param {string} words @param {() => void} act */
function button(className, words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = words;
  made.dir = "auto";
  made.addEventListener("click", act);
  return made;
}

/** The visitor's own day. */
function today() {
  const now = new Date();
  return `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`;
}
