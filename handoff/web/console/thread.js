/**
 * One open conversation: its messages in order of `seq`, kept current by events. No DOM, no clock.
 *
 * @import {Attachment, Conversation, DeskEvent, Handoff, Message, PastCase, QueueItem, Viewer} from "./types.js"
 *
 * @typedef {object} Thread
 * @property {Conversation} conversation
 * @property {Message[]} messages
 * @property {Handoff | null} handoff
 * @property {PastCase[]} past  the customer's conversations before, latest first
 * @property {Viewer[]} readers  who has it open
 */

const ORDER = ["queued", "sent", "delivered", "read", "failed"];

/**
 * The thread after one event; the same thread when the event is about something else.
 *
 * @param {Thread} thread
 * @param {DeskEvent} event
 * @returns {Thread}
 */
export function foldThread(thread, { type, data }) {
  const id = thread.conversation.id;
  if (type === "conversation.changed" && data.conversation.id === id) {
    return { ...thread, conversation: data.conversation };
  }
  if (data.item) return withItem(thread, data.item);
  if (data.conversation_id !== id) return thread;
  if (type === "readers.changed") return { ...thread, readers: data.readers };
  const { messages } = thread;
  if (type === "message.added") return { ...thread, messages: withMessage(messages, data.message) };
  if (type === "message.updated") return { ...thread, messages: withUpdate(messages, data) };
  return thread;
}

/**
 * The thread with what was said right before its first message.
 *
 * @param {Thread} thread
 * @param {Message[]} page
 * @returns {Thread}
 */
export function withEarlier(thread, page) {
  return { ...thread, messages: [...page, ...thread.messages] };
}

/**
 * Whether nothing was said before its first message.
 *
 * @param {Thread} thread
 */
export function isWhole({ messages }) {
  return (messages[0]?.seq ?? 1) === 1;
}

/**
 * A case may have become more urgent, or less.
 *
 * @param {Thread} thread
 * @param {QueueItem} item
 */
function withItem(thread, item) {
  if (thread.handoff?.id !== item.handoff_id) return thread;
  return { ...thread, handoff: { ...thread.handoff, priority: item.priority } };
}

/**
 * The messages with one more, once, in order of `seq`.
 *
 * @param {Message[]} messages
 * @param {Message} message
 */
export function withMessage(messages, message) {
  const others = messages.filter((each) => each.seq !== message.seq);
  return [...others, message].sort((a, b) => a.seq - b.seq);
}

/**
 * The messages after a change of one of them; a delivery state never goes back, but what has failed
 * may be tried again.
 *
 * @param {Message[]} messages
 * @param {{seq: number, state?: any, custom?: any, text?: string, attachments?: Attachment[]}} update
 */
function withUpdate(messages, { seq, state, custom, text, attachments }) {
  return messages.map((each) =>
    each.seq === seq
      ? {
          ...each,
          state: later(each.state, state),
          custom: custom ?? each.custom,
          text: text ?? each.text,
          attachments: attachments ?? each.attachments,
        }
      : each,
  );
}

/**
 * @param {Message["state"]} known
 * @param {Message["state"]} told
 */
function later(known, told) {
  if (!told) return known;
  if (known === "failed") return told;
  return ORDER.indexOf(told) >= ORDER.indexOf(known ?? "queued") ? told : known;
}
