/** What the widget has on the screen: as the desk sends it, or of its own before the desk has it. */

import type { Attached, Author as Speaker, Message as Told, Owner, State } from "./wire.js";

/** Of our own words no name is needed. */
export type Author = Pick<Speaker, "kind"> & Partial<Speaker>;

/** With what the page knows of its own file, as long as it lives: which of them it is. */
export type Attachment = Attached & { upload?: string };

/** Of our own there are only the words, until the desk's copy of them arrives. */
export type Message = Pick<Told, "conversation_id" | "seq" | "kind" | "text" | "time"> &
  Partial<Omit<Told, "author" | "attachments">> & { author: Author; attachments?: Attachment[] };

/** How things stand; until the desk has said so, nobody is known to have the conversation. */
export type Desk = Omit<State, "owner"> & { owner: Owner | null };
