/** The widget proper, loaded by widget.js once there is something to show. */

import { html } from "../html.js";
import { render } from "../vendor/preact.js";
import { effect, signal } from "./signal.js";
import { Client } from "./client.js";
import { unreadCount } from "./conversation.js";
import { linkIn, openLink } from "./mailed.js";
import { pageOf } from "./page.js";
import { pause } from "./pauses.js";
import { browserBackend, memoryBackend, Memory } from "./storage.js";
import { sheet } from "./styles.js";
import { fill, language, localeOf, texts } from "./texts.js";
import { focusBox } from "./view/focus.js";
import { Panel } from "./view/panel.js";

/**
 * What the loader hands over.
 * @typedef {object} Host
 * @property {HTMLElement} element
 * @property {ShadowRoot} root
 * @property {{show: (label: string, unread: number, hint: string) => void} | null} launcher
 *   Null where the conversation is the page.
 * @property {() => void} closed  Called when the customer closes the panel.
 * @property {string} base
 * @property {string | null} identity
 * @property {string | null} locale
 * @property {string | null} title
 * @property {import("./page.js").Context} context
 */

/** How often the widget looks whether the customer has come to another page of a site that changes
 * its address and title by script. */
const LOOK_MS = 1_000;
const LINK_RETRY_MS = 3_000;
/** So long a page may ask its server who is signed in; before it says so nobody has left. */
const SIGN_IN_MS = 2_000;

/** @param {Host} host */
export async function mount(host) {
  if (host.locale) language.value = localeOf(host.locale);
  if (host.title) texts.value = { ...texts.value, title: host.title };
  host.root.adoptedStyleSheets = [...host.root.adoptedStyleSheets, sheet()];
  const link = host.launcher ? null : linkIn(location.hash);
  const session = link ? await opened(host.base, link) : null;
  const widget = new Widget(host, session);
  widget.start({ linkIsOver: link !== null && !session });
  return widget;
}

/** What a link opens, for as long as it takes to reach the desk; null when the link is over.
 * @param {string} base @param {string} link */
async function opened(base, link) {
  for (;;) {
    try {
      return await openLink(base, link);
    } catch {
      await pause(LINK_RETRY_MS);
    }
  }
}

class Widget {
  #host;
  #client;
  #place = document.createElement("div");
  #isVisible = signal(isPageVisible());
  #isOpen = signal(false);
  #isLinked;
  #begins = 0;

  /** @param {Host} host @param {import("./storage.js").Kept | null} linked  Of a link's session
   * nothing stays in the browser, and it leaves the browser's own alone. */
  constructor(host, linked) {
    this.#host = host;
    this.#isLinked = linked !== null;
    const storage = new Memory(host.base, linked ? memoryBackend() : browserBackend());
    if (linked) storage.session = linked;
    this.#client = new Client({
      base: host.base,
      storage,
      identity: host.identity,
      locale: localeOf(host.locale ?? navigator.language),
      page: () => pageOf(location, document.title, host.context),
    });
  }

  /** @param {{linkIsOver: boolean}} how */
  start({ linkIsOver }) {
    this.#client.linkIsOver.value = linkIsOver;
    this.#host.root.prepend(this.#place);
    this.#client.addEventListener("identity-refused", () =>
      this.#host.element.dispatchEvent(new Event("warmdesk-identity-refused", { bubbles: true })),
    );
    document.addEventListener("visibilitychange", () => {
      this.#isVisible.value = isPageVisible();
      if (isPageVisible()) this.#client.look({ again: true });
    });
    addEventListener("storage", (change) => this.#client.visitor.leftElsewhere(change) && this.#client.start());
    setInterval(() => isPageVisible() && this.#client.look(), LOOK_MS);
    effect(() => this.#draw());
    effect(() => this.#showUnread());
    // Later: a panel that is being opened is to be on the screen first.
    this.#begins = setTimeout(() => this.#client.start(), this.#client.visitor.isAwaited ? SIGN_IN_MS : 0);
  }

  /** @param {{takeFocus: boolean, invitation?: {id: string, opening: string}}} how */
  open({ takeFocus, invitation }) {
    if (invitation) this.#client.invitation.value = invitation;
    this.#isOpen.value = true;
    if (takeFocus) focusBox(this.#place);
  }

  close() {
    this.#isOpen.value = false;
  }

  /** What the site says of the page besides. @param {import("./page.js").Context} context */
  context(context) {
    this.#host.context = context;
    this.#client.look();
  }

  /** @param {string | null} identity */
  identify(identity) {
    clearTimeout(this.#begins);
    this.#client.identify(identity);
  }

  /** Again whenever something changes that the panel has read: this runs within an effect. */
  #draw() {
    const onClose = this.#host.launcher && this.#host.closed;
    const onLeave = this.#isLinked ? () => location.replace(location.pathname) : null;
    const props = { client: this.#client, isVisible: this.#isVisible.value, onClose, onLeave };
    render(this.#isOpen.value ? html`<${Panel} ...${props} />` : null, this.#place);
  }

  #showUnread() {
    const count = unreadCount(this.#client.conversation.value);
    const { openChat, unreadOne, unread } = texts.value;
    this.#host.launcher?.show(openChat, count, count === 1 ? unreadOne : fill(unread, { count }));
  }
}

const isPageVisible = () => document.visibilityState === "visible";
