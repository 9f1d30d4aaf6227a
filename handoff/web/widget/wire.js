/**
 * What travels between the widget and the bridge, as docs/protocol.md says it. Types only.
 *
 * @typedef {"customer" | "bot" | "agent" | "system"} AuthorKind
 * @typedef {{kind: AuthorKind, name?: string | null}} Author
 * @typedef {{name: string, lines?: string[], image?: string}} Card
 * @typedef {{id: string, title: string, card?: Card}} Button
 * @typedef {object} Attachment
 * @property {string} kind
 * @property {string | null} [name]
 * @property {number | null} [size]  Bytes.
 * @property {string | null} [url]  Seen from the desk's address; good for a day.
 * @property {string} [upload]  Of our own, as long as the page lives: which file it is.
 * @typedef {{code: string, message: string}} WireError
 * @typedef {{handoff_id?: string, conversation_id?: string, score: number, comment?: string}} Rating
 *   Of an agent's case, or of the bot's help in a conversation.
 * @typedef {{value?: number, currency?: string, items: string[]}} Cart
 * @typedef {{url: string, title: string, cart?: Cart, fields?: Record<string, string>}} Page
 *
 * @typedef {object} Message
 * @property {string} conversation_id
 * @property {number} seq  Rises by time, from 1; may skip.
 * @property {Author} author
 * @property {"text" | "rating_request" | "rating"} kind
 * @property {string | null} text
 * @property {string} time  ISO 8601, UTC.
 * @property {Button[]} [buttons]
 * @property {string | null} [image]
 * @property {Attachment[]} [attachments]
 * @property {Record<string, any> | null} [custom]
 * @property {string | null} [client_id]
 * @property {string | null} [state]
 *
 * @typedef {object} Desk
 * @property {string | null} conversation_id
 * @property {"bot" | "queue" | "agent" | "closed" | null} owner
 * @property {{name: string} | null} agent
 * @property {"up" | "starting" | "down"} bot
 * @property {number} question_seq  Buttons of messages before this seq are past.
 * @property {{position: number, minutes: number | null, attended: boolean} | null} queue
 * @property {boolean} ended  By the customer: what they write next begins another conversation.
 *
 * @typedef {{conversation_id: string | null, messages: Message[], state: Desk | null}} SyncReply
 * @typedef {{conversation_id: string, seq: number, state?: string, custom?: any}} Update
 * @typedef {{seq: number, conversation_id: string, time: string}} Sent
 * @typedef {{error: WireError}} Refused
 *
 * @typedef {object} Session
 * @property {string} token
 * @property {{id: string, name: string | null, level: string}} visitor
 * @property {string | null} conversation_id
 * @property {{bot_name: string, bot: "up" | "starting" | "down"}} desk
 */

export {};
