/**
 * How the panel looks. The colours that a site may set are `--warmdesk-…` variables; the launcher
 * and the accent are in widget.js, which is there first.
 */

const TOKENS = `
:host {
  --paper: var(--warmdesk-paper, #fffdfb);
  --sunken: var(--warmdesk-sunken, #faf5f0);
  --ink: var(--warmdesk-ink, #2a211c);
  --quiet: var(--warmdesk-quiet, #6f6158);
  --edge: var(--warmdesk-edge, #eadfd5);
  --bot: var(--warmdesk-bot, #f5ece3);
  --agent: var(--warmdesk-agent, #deeee9);
  --agent-strong: #17685a;
  --on-agent-strong: #fff;
  --bad: #a3261c;
  --bad-soft: #fcebe8;
  --calm-soft: #fdf1de;
  --calm-ink: #6e4a0c;
  --radius: var(--warmdesk-radius, 20px);
  --font: var(--warmdesk-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue",
    "Noto Sans", Arial, sans-serif);
  --shadow: 0 0 0 1px rgb(70 35 10 / 6%), 0 2px 6px rgb(70 35 10 / 6%),
    0 18px 48px rgb(70 35 10 / 18%);
}
@media (prefers-color-scheme: dark) {
  :host {
    --paper: var(--warmdesk-paper, #211c19);
    --sunken: var(--warmdesk-sunken, #1b1714);
    --ink: var(--warmdesk-ink, #f3ebe4);
    --quiet: var(--warmdesk-quiet, #b3a498);
    --edge: var(--warmdesk-edge, #3b322c);
    --bot: var(--warmdesk-bot, #302822);
    --agent: var(--warmdesk-agent, #1d3a34);
    --agent-strong: #7fd0bd;
    --on-agent-strong: #0c2620;
    --bad: #ffb4a8;
    --bad-soft: #43211c;
    --calm-soft: #3b2e19;
    --calm-ink: #f0d3a0;
    --shadow: 0 0 0 1px rgb(255 235 220 / 10%), 0 18px 48px rgb(0 0 0 / 55%);
  }
}
`;

const PANEL = `
.panel, .panel * { box-sizing: border-box; }
.panel {
  position: fixed; z-index: var(--layer); right: var(--side);
  bottom: calc(var(--bottom) + 76px); width: 392px;
  height: min(680px, calc(100dvh - var(--bottom) - 96px)); min-height: 240px;
  display: flex; flex-direction: column; overflow: hidden;
  font: 15px/1.5 var(--font); color: var(--ink); background: var(--paper);
  border-radius: var(--radius); box-shadow: var(--shadow); color-scheme: light dark;
  animation: rise .22s cubic-bezier(.2, .8, .3, 1);
}
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
:host([page]), :host([page]) > div { height: 100% !important; }
:host([page]) .panel {
  position: relative; inset: auto; width: 100%; height: 100%; border-radius: 0; box-shadow: none; animation: none;
}
@media (max-width: 479.98px) {
  .panel { inset: 0; width: auto; height: 100dvh; border-radius: 0; }
}
button, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; touch-action: manipulation; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
a { color: inherit; text-underline-offset: 2px; }
p, h1, h2 { margin: 0; }
svg { flex: none; display: block; }
.hidden {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}

.top {
  display: flex; align-items: center; gap: 12px; padding: 14px 12px 14px 18px;
  border-bottom: 1px solid var(--edge);
}
.who { flex: 1; min-width: 0; line-height: 1.3; }
.who > :first-child, .who span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who > :first-child { font-size: 16px; font-weight: 650; }
.who span { font-size: 13px; color: var(--quiet); }
.top .face { width: 40px; height: 40px; font-size: 17px; }
.icon {
  width: 40px; height: 40px; display: grid; place-items: center; padding: 0;
  border: 0; border-radius: 12px; background: none; color: var(--quiet);
}
.icon:hover { background: var(--sunken); color: var(--ink); }

.menu { position: relative; }
.menu ul {
  position: absolute; z-index: 2; top: 100%; right: 0; margin: 4px 0 0; padding: 6px; list-style: none;
  border: 1px solid var(--edge); border-radius: 14px; background: var(--paper); box-shadow: var(--shadow);
}
.menu li button {
  width: 100%; padding: 9px 12px; border: 0; border-radius: 10px; background: none; text-align: start;
  white-space: nowrap;
}
.menu li button:hover, .menu li button:focus-visible { background: var(--sunken); }

.face {
  flex: none; width: 30px; height: 30px; display: grid; place-items: center; border-radius: 50%;
  color: var(--on-accent); background: var(--accent); font-weight: 650; font-size: 13px;
}
.face svg { width: 100%; height: 100%; }
.face.agent { color: var(--on-agent-strong); background: var(--agent-strong); }

.state { padding: 9px 18px; font-size: 13.5px; line-height: 1.4; text-wrap: balance; }
.state.calm { background: var(--calm-soft); color: var(--calm-ink); }
.state.warn { background: var(--bad-soft); color: var(--bad); }
.state.wait { color: var(--quiet); animation: late .2s .7s both; }
@keyframes late { from { opacity: 0; } }
`;

const LOG = `
.scroll { position: relative; flex: 1; min-height: 0; display: flex; }
.log {
  flex: 1; min-width: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin;
  scrollbar-color: var(--edge) transparent;
}
.log:focus-visible { outline-offset: -3px; }
.entries { min-height: 100%; padding: 18px; display: flex; flex-direction: column; gap: 14px; }
.entries > :first-child { margin-top: auto; }
.newer {
  position: absolute; bottom: 12px; left: 50%; translate: -50%; display: flex; gap: 6px;
  align-items: center; padding: 7px 14px 7px 11px; border: 1px solid var(--edge); border-radius: 99px;
  font-size: 13px; font-weight: 600; background: var(--paper); box-shadow: 0 4px 14px rgb(70 35 10 / 16%);
}
.welcome { margin-block: auto; padding: 12px; text-align: center; }
.entries > .welcome:first-child { margin-block: auto; }
.welcome .face { width: 60px; height: 60px; margin: 0 auto 14px; }
.welcome h2 { font-size: 20px; font-weight: 650; line-height: 1.3; text-wrap: balance; }
.welcome p { margin: 8px auto 0; max-width: 29ch; color: var(--quiet); text-wrap: balance; }
.day { text-align: center; font-size: 12.5px; color: var(--quiet); }
.line {
  align-self: center; max-width: 90%; text-align: center; font-size: 13px; color: var(--quiet);
  white-space: pre-line; overflow-wrap: anywhere;
}
.given { display: flex; gap: 6px; align-items: center; }
.line q { font-style: italic; }

.group { display: flex; gap: 9px; max-width: 92%; align-self: flex-start; }
.group .face { align-self: flex-start; margin-top: 22px; }
.stack { display: flex; flex-direction: column; align-items: flex-start; gap: 4px; min-width: 0; }
.name { font-size: 12.5px; line-height: 18px; color: var(--quiet); }
.group.agent .name { color: var(--agent-strong); font-weight: 600; }
.bubble {
  max-width: 100%; padding: 9px 14px; border-radius: 18px; white-space: pre-wrap;
  overflow-wrap: anywhere; background: var(--bot);
}
.name + .bubble { border-top-left-radius: 6px; }
.bubble blockquote { margin: 0 0 4px; padding-inline-start: 8px; border-inline-start: 3px solid; opacity: .75; }
.group.agent .bubble { background: var(--agent); }
.group.customer { align-self: flex-end; max-width: 84%; }
.group.customer .stack { align-items: flex-end; }
.group.customer .bubble {
  color: var(--on-accent); background: var(--accent);
  border-top-left-radius: 18px;
}
.group.customer .bubble:has(+ .meta) { border-bottom-right-radius: 6px; }
.group.customer .bubble.sending { opacity: .72; }
.group.customer .bubble.failed {
  color: var(--ink); background: var(--paper); box-shadow: inset 0 0 0 1.5px var(--bad);
}
.file { display: flex; gap: 8px; align-items: center; text-decoration: none; }
.file span { min-width: 0; overflow-wrap: anywhere; }
.file small { white-space: nowrap; opacity: .8; }
a.file:hover span { text-decoration: underline; }
.picture { border-radius: 16px; overflow: hidden; display: block; line-height: 0; }
.picture img { max-width: 100%; max-height: 260px; }
.meta, .fate { display: flex; align-items: center; gap: 8px; font-size: 12px; color: var(--quiet); }
.meta span { display: inline-flex; align-items: center; gap: 3px; }
.fate.failed { color: var(--bad); flex-wrap: wrap; gap: 2px 4px; }
.customer .fate { justify-content: flex-end; }
.fate button {
  padding: 3px 5px; border: 0; border-radius: 8px; background: none;
  font-weight: 600; text-decoration: underline; text-underline-offset: 2px;
}
.fate button:hover { background: var(--bad-soft); }

.entries > .choices { justify-content: center; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; padding: 4px 0 2px; }
.choices button {
  padding: 8px 15px; border: 1.5px solid var(--accent); border-radius: 99px; text-align: start;
  color: var(--accent); background: var(--paper); font-weight: 600; font-size: 14px; line-height: 1.35;
  overflow-wrap: anywhere; transition: background .12s, color .12s;
}
.choices .card { flex: 1 1 100%; border-radius: 14px; }
.card span { display: block; font-weight: 400; font-size: 13px; }
.card img { display: block; width: 100%; height: 120px; margin-bottom: 6px; object-fit: contain; }
.choices button:hover:enabled { background: var(--accent); color: var(--on-accent); }
.choices button:disabled { border-color: var(--edge); color: var(--quiet); font-weight: 500; background: none; }

.typing .face { margin-top: 4px; }
.typing .bubble { display: flex; gap: 5px; align-items: center; height: 38px; border-top-left-radius: 6px; }
.typing i { width: 7px; height: 7px; border-radius: 50%; background: var(--quiet); animation: wave 1.2s infinite; }
.typing i:nth-of-type(2) { animation-delay: .15s; }
.typing i:nth-of-type(3) { animation-delay: .3s; }
@keyframes wave { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; transform: translateY(-3px); } }

.rating {
  align-self: stretch; display: flex; flex-direction: column; gap: 12px; padding: 16px;
  border: 1px solid var(--edge); border-radius: 18px; background: var(--sunken);
}
.rating fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
.rating legend { padding: 0; margin: 0 auto 12px; font-weight: 650; }
.scores { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px; }
.scores button {
  height: 44px; padding: 0; border: 1.5px solid var(--edge); border-radius: 14px; font-weight: 650;
  background: var(--paper);
}
.scores button:hover { border-color: var(--accent); }
.scores button[aria-pressed="true"] { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
.ends { display: flex; justify-content: space-between; margin-top: 6px; font-size: 12.5px; color: var(--quiet); }
.rating textarea {
  width: 100%; padding: 9px 12px; border: 1.5px solid var(--edge); border-radius: 14px; resize: none;
  background: var(--paper);
}
.primary {
  align-self: flex-end; padding: 9px 18px; border: 0; border-radius: 12px; font-weight: 650;
  color: var(--on-accent); background: var(--accent);
}
.primary:disabled { opacity: .6; }
.second {
  padding: 8px 17px; border: 1.5px solid var(--edge); border-radius: 12px; background: none; font-weight: 600;
}
.ending {
  display: flex; flex-direction: column; gap: 8px; padding: 14px 18px 16px;
  border-top: 1px solid var(--edge);
}
.ending p { font-size: 14px; color: var(--quiet); }
.ending .two { display: flex; justify-content: flex-end; gap: 12px; flex-wrap: wrap; margin-top: 4px; }
`;

const COMPOSER = `
.composer { padding: 10px 14px 12px; border-top: 1px solid var(--edge); }
.field {
  display: flex; align-items: flex-end; gap: 6px; padding: 4px;
  border: 1.5px solid var(--edge); border-radius: 22px; background: var(--sunken);
  transition: border-color .12s;
}
.field:focus-within { border-color: var(--accent); }
.composer textarea {
  flex: 1; min-width: 0; max-height: 150px; padding: 6px 0; border: 0; outline: 0; resize: none;
  background: none; line-height: 1.45;
}
textarea::placeholder { color: var(--quiet); opacity: 1; }
.clip { flex: none; width: 36px; height: 36px; border-radius: 50%; }
.clip:hover { background: var(--edge); }
.chips {
  display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 8px; padding: 2px; list-style: none;
  max-height: 200px; overflow-y: auto;
}
.chip {
  display: flex; align-items: center; gap: 8px; max-width: 100%; min-width: 0; padding: 5px 2px 5px 6px;
  border: 1px solid var(--edge); border-radius: 12px; font-size: 13px;
}
.chip > svg { margin: 8px; }
.chip img { width: 32px; height: 32px; border-radius: 8px; object-fit: cover; }
.chip div { min-width: 56px; max-width: 210px; }
.chip div > span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chip .icon { flex: none; width: 28px; height: 28px; border-radius: 8px; }
.chip progress { display: block; width: 100%; height: 4px; margin-top: 3px; accent-color: var(--accent); }
.panel[data-over]::after {
  content: attr(data-drop); position: absolute; z-index: 3; inset: 10px; display: grid; place-items: center;
  border: 2px dashed var(--accent); border-radius: 14px; font-weight: 650; pointer-events: none;
  background: color-mix(in srgb, var(--paper) 90%, transparent);
}
.send {
  flex: none; width: 36px; height: 36px; padding: 0; border: 0; border-radius: 50%;
  display: grid; place-items: center; color: var(--on-accent); background: var(--accent);
  transition: opacity .12s;
}
.send:disabled { color: var(--quiet); background: var(--edge); }
.person {
  display: inline-flex; align-items: center; gap: 6px; margin: 8px 0 0 -2px; padding: 4px 8px;
  border: 0; border-radius: 10px; background: none; color: var(--quiet); font-size: 13px;
}
.person:hover { color: var(--ink); background: var(--sunken); }
.composer > .fate { margin: 6px 4px; }
@media (max-width: 479.98px) {
  .composer { padding-bottom: max(12px, env(safe-area-inset-bottom)); }
  .composer textarea, .rating textarea { font-size: 16px; }
}
@media (prefers-reduced-motion: reduce) {
  .panel, .panel * { animation: none !important; transition: none !important; }
}
`;

/** A sheet of its own for each place that shows the panel. */
export function sheet() {
  const made = new CSSStyleSheet();
  made.replaceSync(TOKENS + PANEL + LOG + COMPOSER);
  return made;
}
