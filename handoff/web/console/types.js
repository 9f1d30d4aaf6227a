/**
 * The console's side of the protocol (docs/protocol.md) as types. Times are ISO 8601 in UTC.
 *
 * @typedef {"available" | "away" | "offline"} Presence
 * @typedef {"low" | "normal" | "high" | "urgent"} Priority
 * @typedef {"anonymous" | "claimed" | "verified"} Level
 * @typedef {"queued" | "sent" | "delivered" | "read" | "failed"} DeliveryState
 *
 * @typedef {object} Agent
 * @property {string} id
 * @property {string} name
 * @property {string} email
 * @property {string} role
 * @property {Presence} presence
 * @property {string[]} may  what the role allows
 *
 * @typedef {object} Account
 * @property {string} id
 * @property {string} name
 * @property {string} email
 * @property {string} role
 * @property {string[]} skills
 * @property {number} capacity
 * @property {Presence} presence
 * @property {boolean} disabled
 * @property {boolean} invited  has no password yet
 * @property {string} seen_at
 *
 * @typedef {{id: string, title: string, text: string, edited_by: string, edited_at: string}} CannedReply
 *
 * @typedef {object} Hit
 * @property {number} id
 * @property {string} conversation_id
 * @property {number} seq  0 for what is known of the customer
 * @property {{text: string, hit: boolean}[]} pieces
 * @property {string | null} customer_name
 * @property {string} owner
 * @property {string | null} agent_id
 * @property {Author["kind"] | null} author_kind
 * @property {string | null} author_name
 * @property {Message["kind"] | null} kind
 * @property {string} channel
 * @property {string} at
 *
 * @typedef {object} AuditEntry
 * @property {number} id
 * @property {string} at
 * @property {string | null} agent_id
 * @property {string} name
 * @property {string} act
 * @property {string | null} conversation_id
 * @property {string | null} about
 * @property {string | null} refused  the code of an error
 *
 * @typedef {{id: string, name: string, presence: Presence, at_desk: boolean}} Colleague
 * @typedef {{id: string, name: string}} Label
 * @typedef {{agent_id: string, writing: "reply" | "note" | null}} Reader
 * @typedef {{kind: string, title: string, question: string}} BotTask
 * @typedef {{conversation_id: string, seq: number, author: Author["kind"], name: string | null, text: string}} Quoted
 * @typedef {{code: string, title: string}} Disposition
 * @typedef {{value?: number, currency?: string, items?: string[]}} Cart
 * @typedef {{url?: string, title?: string, cart?: Cart, fields?: Record<string, string>}} Page
 * @typedef {{id: string, handoff_id: string, conversation_id: string, expires_at: string}} Offer
 *
 * @typedef {{id: string, text: string, conversation_id: string | null, time: string,
 *   seq: number | null}} Notice  `seq` of the note that names the agent
 *
 * @typedef {object} QueueItem
 * @property {string} handoff_id
 * @property {string} conversation_id
 * @property {"queued" | "offered" | "assigned" | "resolved" | "abandoned"} state
 * @property {{code: string, text: string}} reason
 * @property {string} skill
 * @property {Priority} priority
 * @property {string} situation
 * @property {string | null} customer_name
 * @property {string} channel
 * @property {string} created_at
 * @property {string} queued_at  when it last came into the queue
 * @property {string} counts_from  its place: who has the earliest is served first
 * @property {string | null} offered_to  id of an agent
 * @property {string[]} labels  ids
 *
 * @typedef {object} Conversation
 * @property {string} id
 * @property {string} channel
 * @property {"bot" | "queue" | "agent" | "closed"} owner
 * @property {number} epoch
 * @property {string | null} agent_id
 * @property {string | null} customer_name
 * @property {Level} level
 * @property {string | null} how
 * @property {number} last_seq
 * @property {string | null} last_text
 * @property {string} updated_at
 * @property {string} opened_at
 * @property {string | null} handoff_id
 * @property {Page} page  what the customer's page says of itself; nobody has checked it
 * @property {Priority | null} priority  of the open case
 * @property {string | null} reply_window_until  null where a channel has no such limit
 * @property {string[]} labels  ids
 * @property {boolean} asking  the bot asks something for an agent
 *
 * @typedef {object} Author
 * @property {"customer" | "bot" | "agent" | "system"} kind
 * @property {string | null} [id]
 * @property {string | null} [name]
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {string} conversation_id
 * @property {number} seq
 * @property {Author} author
 * @property {"text" | "note" | "rating_request" | "rating"} kind
 * @property {string} channel
 * @property {string | null} text
 * @property {string} time
 * @property {{id: string, title: string}[]} [buttons]
 * @property {string | null} [image]
 * @property {Attachment[]} [attachments]
 * @property {Record<string, any> | null} [custom]
 * @property {string | null} [client_id]
 * @property {string | null} [turn_id]
 * @property {DeliveryState | null} [state]
 *
 * @typedef {object} Attachment
 * @property {string} kind
 * @property {string | null} [ref]  null when there is no file, or it could not be fetched
 * @property {string | null} [name]
 * @property {string | null} [mime]
 * @property {number | null} [size]
 * @property {number | null} [latitude]
 * @property {number | null} [longitude]
 *
 * @typedef {{channel: string, code: string, at: string}} StoppedChannel
 * @typedef {{name: string, text: string, language: string, parameters: string[]}} Template
 *
 * @typedef {object} Channel
 * @property {string} name
 * @property {string} label
 * @property {boolean} marked  whether lists mark its conversations
 * @property {boolean} linkable  whether a link can open a conversation of it
 * @property {boolean} templates_only  whether nothing but templates goes after the reply window
 * @property {Template[]} templates
 * @property {Record<string, string>} proofs  what proves a customer there alone, in words
 *
 * @typedef {"first_answer" | "next_answer" | "resolution"} Target
 * @typedef {{target: Target, warn_at: string, at: string}} Due
 *
 * @typedef {object} Clock
 * @property {string} handoff_id
 * @property {string} conversation_id
 * @property {string | null} waits_since  since when the customer waits for us; null while we wait
 * @property {Due[]} dues
 *
 * @typedef {object} SkillLine
 * @property {string} skill
 * @property {number} waiting
 * @property {string} oldest
 * @property {number} near  a service target
 * @property {number} missed
 *
 * @typedef {{lines: SkillLine[], with_bot: number}} FloorNumbers
 *
 * @typedef {object} FloorAgent
 * @property {string} id
 * @property {string} name
 * @property {Presence} presence
 * @property {string | null} presence_since
 * @property {string[]} skills
 * @property {number} capacity
 *
 * @typedef {object} HeldCase
 * @property {string} handoff_id
 * @property {string} conversation_id
 * @property {string} agent_id
 * @property {string | null} customer_name
 * @property {string} channel
 * @property {string} skill
 * @property {Priority} priority
 * @property {string} reason
 * @property {string} assigned_at
 *
 * @typedef {object} Floor
 * @property {number} cursor
 * @property {FloorNumbers} numbers
 * @property {FloorAgent[]} agents
 * @property {HeldCase[]} cases
 * @property {Clock[]} clocks
 *
 * @typedef {object} FloorChange  exactly one of the optional ones
 * @property {number | null} cursor  null for numbers, which are newer than anything before
 * @property {FloorNumbers} [numbers]
 * @property {FloorAgent} [agent]
 * @property {string} [gone]  id of an agent
 * @property {HeldCase} [case]
 * @property {string} [left]  id of a handoff
 * @property {Clock} [clock]
 *
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} title
 * @property {string} definition
 * @property {"count" | "share" | "seconds" | "score"} unit
 * @property {"bot" | "people"} of
 * @property {"more" | "less" | null} better
 * @property {number | null} value
 * @property {number} base
 * @property {number | null} before
 *
 * @typedef {"count" | "share" | "seconds" | "score" | "day" | "reason" | "topic" | "skill" | "text" | "cause"} Kind
 * @typedef {string | number | null} Cell
 * @typedef {{name: string, title: string, kind: Kind}} Column
 *
 * @typedef {object} ReportTable
 * @property {string} name
 * @property {string} title
 * @property {string} definition
 * @property {"bot" | "people"} of
 * @property {Column[]} columns
 * @property {Cell[][]} rows
 *
 * @typedef {object} Report
 * @property {string} since
 * @property {string} until
 * @property {string} timezone
 * @property {string} before_since
 * @property {string} before_until
 * @property {Figure[]} figures
 * @property {ReportTable[]} tables
 * @property {string | null} without  what could not be read
 *
 * @typedef {object} Snapshot
 * @property {number} cursor
 * @property {Agent} agent
 * @property {Colleague[]} agents
 * @property {Disposition[]} dispositions
 * @property {string[]} root_causes
 * @property {number} waiting  how many wait in all
 * @property {QueueItem[]} queue  the head of the queue, and what is offered to this agent
 * @property {Offer[]} offers
 * @property {Conversation[]} conversations
 * @property {"up" | "starting" | "down"} waiting_bot
 * @property {StoppedChannel[]} stopped_channels
 * @property {Channel[]} channels
 * @property {Notice[]} notices  what the agent has not read yet
 * @property {Clock[]} clocks  of what waits, and of the agent's own cases
 * @property {Label[]} labels  by name
 * @property {BotTask[]} bot_tasks  what the bot can be let ask
 *
 * @typedef {{cursor: number, type: string, data: any}} DeskEvent
 *
 * @typedef {object} Handoff
 * @property {string} id
 * @property {string} queued_at
 * @property {Priority} priority
 * @property {string | null} [assigned_at]
 * @property {Packet} packet
 *
 * @typedef {object} PastCase
 * @property {string} conversation_id
 * @property {string} opened_at
 * @property {string} channel
 * @property {string | null} situation  null when no person was needed
 * @property {string | null} disposition
 * @property {string | null} closing_note
 * @property {string | null} agent_name
 * @property {number | null} rating
 *
 * @typedef {object} Packet
 * @property {{code: string, text: string}} reason
 * @property {string} skill
 * @property {Priority} priority
 * @property {Summary} summary
 * @property {{name: string, confidence: number}[]} intents
 * @property {Record<string, unknown>} facts
 * @property {string | null} [proposal]
 * @property {number} clarifications
 * @property {Sentiment} sentiment
 * @property {Contact} contact
 *
 * @typedef {object} Sentiment
 * @property {number} now  -1 (furious) to 1 (delighted)
 * @property {"falling" | "steady" | "rising"} trend
 * @property {"upset" | "tense" | "neutral" | "friendly"} label
 *
 * @typedef {object} Summary
 * @property {string} situation
 * @property {{question: string, answer: string}[]} [asked_and_answered]
 * @property {{action: string, result: string}[]} [tried]
 * @property {string} [suggested_next_step]
 *
 * @typedef {object} Contact
 * @property {string | null} read_at
 * @property {Customer | null} customer
 * @property {Order[] | null} [orders]
 * @property {Ticket[] | null} [tickets]
 * @property {CrmNote[] | null} [notes]
 * @property {string | null} [error]  why the CRM could not be asked
 *
 * @typedef {object} Customer
 * @property {string} id
 * @property {string} name
 * @property {string} [email]
 * @property {string | null} [phone]
 * @property {string} tier
 * @property {string} [language]
 * @property {string} since
 *
 * @typedef {object} Order
 * @property {string} number
 * @property {string} placed_at
 * @property {string} status
 * @property {string} currency
 * @property {number} total  cents
 * @property {{name: string, quantity: number}[]} lines
 * @property {Shipment[]} [shipments]
 * @property {{reference: string, answer_by: string}[]} [traces]
 * @property {{reference: string, arrives_by: string}[]} [replacements]
 *
 * @typedef {object} Shipment
 * @property {string} carrier
 * @property {string} tracking_code
 * @property {string} status
 * @property {string} expected_on
 * @property {string | null} [delivered_at]
 * @property {{at: string, place: string, text: string} | null} [last_scan]
 *
 * @typedef {object} Ticket
 * @property {string} reference
 * @property {string} subject
 * @property {string} status
 * @property {string} updated_at
 * @property {string | null} [order_number]
 *
 * @typedef {{text: string, author: string, at: string}} CrmNote
 *
 * @typedef {object} IncidentDraft
 * @property {string} title
 * @property {string} told  what customers hear
 * @property {string} cause
 * @property {string} starts_at
 * @property {string | null} ends_at
 * @property {string[]} topics  intents
 * @property {string | null} carrier
 * @property {string | null} country
 * @property {string[]} postcodes  beginnings
 * @property {string | null} product
 * @property {string | null} payment
 *
 * @typedef {IncidentDraft & {id: string, edited_by: string, edited_at: string, going_on: boolean}} Incident
 * @typedef {{code: string, title: string, topics: string[]}} IncidentCause
 */

export {};
