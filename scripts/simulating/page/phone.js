/** The phone on the page: what is on its screen, and what its owner does. */

const EVERY_MS = 600;
const WHO = [
  { channel: "whatsapp", customer: "4915112345678", name: "Zoë", title: "WhatsApp · Zoë, a number nobody knows" },
  { channel: "whatsapp", customer: "447700900001", name: "Anna Lindqvist", title: "WhatsApp · Anna, whose number the CRM knows" },
  { channel: "whatsapp", customer: "US.13491208655302741918", name: "Sheena", title: "WhatsApp · Sheena, a username without a number" },
  { channel: "messenger", customer: "5550001", name: "Zoë", title: "Messenger · Zoë" },
  { channel: "messenger", customer: "5550002", name: "Anna", title: "Messenger · Anna" },
];
const TICKS = { sent: "✓", delivered: "✓✓", read: "✓✓" };

const at = (id) => document.getElementById(id);
let shown = "";
let lines = [];
/** Calls that change something: how many there were, and how many have no answer yet. */
let begun = 0;
let running = 0;

for (const [place, who] of WHO.entries()) at("who").append(new Option(who.title, String(place)));
const who = () => WHO[Number(at("who").value)];

async function call(path, body) {
  at("problem").textContent = "";
  begun += 1;
  running += 1;
  try {
    const answer = await fetch(path, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) at("problem").textContent = `The simulator answered ${answer.status}.`;
  } finally {
    running -= 1;
  }
  await look();
}

const act = (name, more = {}) => {
  const { channel, customer, name: called } = who();
  return call("/api/act", { channel, customer, name: called, act: name, ...more });
};

/** What was asked before a change, or while one is on its way, would take it back on the page. */
async function look() {
  if (running) return;
  const before = begun;
  const { channel, customer, name } = who();
  const answer = await fetch(`/api/phone?${new URLSearchParams({ channel, customer, name })}`);
  if (!answer.ok || before !== begun) return;
  const phone = await answer.json();
  at("typing").textContent = phone.typing ? "The shop is typing …" : "";
  at("waiting").textContent = phone.waiting ? `${phone.waiting} waiting` : "";
  at("always").checked = !!phone.always?.code;
  at("twice").checked = phone.twice;
  at("shuffled").checked = phone.shuffled;
  document.querySelector(".phone").className = `phone ${channel}`;
  for (const each of document.querySelectorAll(".outside .messenger")) each.hidden = channel !== "messenger";
  const now = JSON.stringify([channel, customer, phone.lines]);
  if (now === shown) return;
  shown = now;
  lines = phone.lines;
  show();
  if (document.visibilityState === "visible" && lines.some((l) => l.from === "business" && l.state !== "read")) {
    await act("read");
  }
}

function show() {
  // A list that its owner has opened stays open while messages come.
  const open = new Set([...document.querySelectorAll(".sheet[open]")].map((sheet) => sheet.dataset.line));
  at("lines").replaceChildren(...lines.map(line));
  for (const sheet of document.querySelectorAll(".sheet")) sheet.open = open.has(sheet.dataset.line);
  at("lines").scrollTop = at("lines").scrollHeight;
}

function line(told) {
  const item = element("li", told.from);
  const bubble = element("div", "bubble");
  if (told.file) bubble.append(file(told.file));
  bubble.append(told.text ?? "");
  if (told.from === "business" && TICKS[told.state]) bubble.append(element("span", `ticks ${told.state}`, TICKS[told.state]));
  if (told.login) bubble.append(login());
  item.append(bubble);
  if (told.choices?.length) item.append(choices(told));
  return item;
}

/** Messenger's own button, which opens the shop's login page. */
function login() {
  const button = element("button", "login", "Log in");
  button.onclick = () => at("login").showModal();
  return button;
}

function choices(told) {
  const box = element("div", "choices");
  for (const choice of told.choices) {
    const button = element("button", "", choice.title);
    if (choice.description) button.append(element("small", "", choice.description));
    button.onclick = () => act("press", { line: told.id, choice });
    box.append(button);
  }
  if (!told.list) return box;
  const sheet = element("details", "sheet");
  sheet.dataset.line = told.id;
  sheet.append(element("summary", "", `☰ ${told.list}`), box);
  return sheet;
}

function file({ kind, url, media, name }) {
  const src = url ?? `/files/${media}`;
  if (kind === "image") return Object.assign(element("img"), { src, alt: name ?? "Picture" });
  if (kind === "audio") return Object.assign(element("audio"), { src, controls: true });
  if (kind === "video") return Object.assign(element("video"), { src, controls: true });
  return Object.assign(element("a", "", name ?? "Document"), { href: src, download: name ?? "" });
}

function element(tag, name = "", text = "") {
  return Object.assign(document.createElement(tag), { className: name, textContent: text, dir: "auto" });
}

const last = (from) => lines.filter((each) => each.from === from).at(-1);

function kindOf(mime) {
  const kind = mime.split("/")[0];
  return ["image", "audio", "video"].includes(kind) ? kind : "document";
}

/** @param {Blob} blob */
async function sendFile(blob, name) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  await act("file", { kind: kindOf(blob.type), mime: blob.type, name, content: btoa(text) });
}

/** A second of a tone, as a file that every browser plays. */
function tone() {
  const samples = 8_000;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const write = (place, text) => [...text].forEach((c, i) => view.setUint8(place + i, c.charCodeAt(0)));
  write(0, "RIFF"); view.setUint32(4, 36 + samples, true); write(8, "WAVEfmt ");
  view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
  view.setUint32(24, samples, true); view.setUint32(28, samples, true);
  view.setUint16(32, 1, true); view.setUint16(34, 8, true);
  write(36, "data"); view.setUint32(40, samples, true);
  for (let i = 0; i < samples; i++) view.setUint8(44 + i, 128 + 60 * Math.sin(i / 6));
  return new Blob([view.buffer], { type: "audio/wav" });
}

/** A photograph, more or less: a parcel that came with a dent. */
function photograph() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 320 });
  const draw = canvas.getContext("2d");
  const area = (color, ...points) => {
    draw.fillStyle = color;
    draw.beginPath();
    for (const [x, y] of points) draw.lineTo(x, y);
    draw.fill();
  };
  area("#d9d2c4", [0, 0], [480, 0], [480, 320], [0, 320]);
  area("#b9af9d", [0, 220], [480, 220], [480, 320], [0, 320]);
  area("#c89b6a", [110, 110], [300, 110], [300, 280], [110, 280]);
  area("#a97f52", [300, 110], [380, 70], [380, 235], [300, 280]);
  area("#ddb586", [110, 110], [190, 70], [380, 70], [300, 110]);
  area("#efe3c8", [190, 110], [220, 110], [220, 280], [190, 280]);
  area("#7d5b38", [262, 110], [300, 110], [300, 168], [278, 150]);
  area("#fff", [128, 220], [178, 220], [178, 262], [128, 262]);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

const ACTS = {
  place: () => act("place"),
  voice: () => sendFile(tone(), "voice.wav"),
  picture: async () => sendFile(await photograph(), "picture.png"),
  edit: () => last("customer") && act("edit", { line: last("customer").id, text: `${last("customer").text} (corrected)` }),
  react: () => last("business") && act("react", { line: last("business").id, emoji: "👍" }),
  link: () => act("link", { as: "c-0001" }),
  elsewhere: () => act("elsewhere", { text: "Hi, this is Tom from the shop, writing from the inbox." }),
  control: () => act("control"),
};

for (const button of document.querySelectorAll("[data-act]")) button.onclick = ACTS[button.dataset.act];
for (const button of document.querySelectorAll("#login [data-customer]")) {
  button.onclick = () => act("link", { as: button.dataset.customer });
}
at("who").onchange = look;
at("say").onsubmit = (event) => {
  event.preventDefault();
  const text = at("text").value.trim();
  at("text").value = "";
  if (text) act("say", { text });
};
at("file").onchange = async () => {
  const chosen = at("file").files[0];
  if (chosen) await sendFile(chosen, chosen.name);
  at("file").value = "";
};
at("inject").onclick = () => call("/api/inject", { next: JSON.parse(at("error").value) });
at("always").onchange = () =>
  call("/api/inject", { channel: who().channel, always: at("always").checked ? { code: 190, status: 401 } : null });
for (const name of ["twice", "shuffled"]) {
  at(name).onchange = () => call("/api/inject", { [name]: at(name).checked });
}

setInterval(look, EVERY_MS);
look();
