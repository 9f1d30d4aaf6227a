/** Believable records of the console's protocol for tests. */

export const KIM = {
  id: "ag_kim",
  name: "Kim",
  email: "kim@example.com",
  role: "agent",
  presence: "available",
  may: ["own_login", "desk", "answer"],
};

export const item = (more = {}) => ({
  handoff_id: "ho_1",
  conversation_id: "co_1",
  state: "queued",
  reason: { code: "customer_asked", text: "The customer asked for a person." },
  skill: "delivery",
  priority: "normal",
  wanted: "“my money back, no new card”, Get my money back (order 10432)",
  situation: "The card of order 10432 is five days late.",
  customer_name: "Ada Miller",
  channel: "webchat",
  created_at: "2026-01-05T10:00:00Z",
  queued_at: "2026-01-05T10:00:00Z",
  counts_from: "2026-01-05T09:57:00Z",
  offered_to: null,
  labels: [],
  mood: "tense",
  brought: null,
  ...more,
});

export const conversation = (more = {}) => ({
  id: "co_1",
  channel: "webchat",
  owner: "agent",
  epoch: 3,
  agent_id: "ag_kim",
  customer_name: "Ada Miller",
  level: "verified",
  how: "site_token",
  last_seq: 4,
  last_text: "Hello",
  about: "Get my money back (order 10432)",
  mood: "tense",
  unread: 0,
  updated_at: "2026-01-05T10:05:00Z",
  opened_at: "2026-01-05T10:00:00Z",
  handoff_id: "ho_1",
  priority: "normal",
  reply_window_until: null,
  page: { url: "https://shop.example/cards", title: "Graphics cards" },
  labels: [],
  asking: false,
  ...more,
});

export const message = (more = {}) => ({
  id: "m_5",
  conversation_id: "co_1",
  seq: 5,
  author: { kind: "customer", id: "cu_1", name: "Ada Miller" },
  kind: "text",
  channel: "webchat",
  text: "Are you there?",
  time: "2026-01-05T10:06:00Z",
  buttons: [],
  image: null,
  attachments: [],
  custom: null,
  client_id: null,
  turn_id: null,
  how: null,
  state: null,
  ...more,
});

export const offer = (more = {}) => ({
  id: "of_1",
  handoff_id: "ho_1",
  conversation_id: "co_1",
  expires_at: "2026-01-05T10:10:00Z",
  ...more,
});

export const clock = (more = {}) => ({
  handoff_id: "ho_1",
  conversation_id: "co_1",
  waits_since: "2026-01-05T10:06:00Z",
  dues: [
    { target: "next_answer", warn_at: "2026-01-05T10:09:00Z", at: "2026-01-05T10:10:00Z" },
    { target: "resolution", warn_at: "2026-01-05T11:30:00Z", at: "2026-01-05T12:00:00Z" },
  ],
  ...more,
});

export const snapshot = (more = {}) => ({
  cursor: 10,
  agent: KIM,
  agents: [{ id: "ag_kim", name: "Kim", presence: "available", at_desk: true }],
  dispositions: [{ code: "solved", title: "Solved" }],
  root_causes: ["carrier_delay", "other"],
  waiting: 0,
  queue: [],
  offers: [],
  conversations: [],
  waiting_bot: "up",
  stopped_channels: [],
  channels: [],
  notices: [],
  clocks: [],
  labels: [],
  bot_tasks: [],
  ...more,
});

export const event = (type, data, cursor = 11) => ({ cursor, type, data });
