/**
 * What agents do with what the desk offers them: take it, pass it on, answer notices, be there or not.
 *
 * @import {Conversation, Message, Notice, Offer, Presence} from "./types.js"
 * @import {Ask} from "./follow.js"
 * @import {Kind} from "./drafts.js"
 *
 * @typedef {object} Screen  what is on it afterwards
 * @property {(id: string, seq?: number | null) => void} select
 * @property {(kind: Kind) => void} write
 */

export class Handling {
  /**
   * @param {Ask} ask
   * @param {(act: () => Promise<unknown>) => Promise<void>} tried  says what goes wrong
   * @param {Screen} screen
   */
  constructor(ask, tried, screen) {
    this.ask = ask;
    this.tried = tried;
    this.screen = screen;
  }

  /** @param {Presence} presence */
  setPresence(presence) {
    return this.tried(() => this.ask("presence", { presence }));
  }

  /** @param {Offer} offer */
  accept(offer) {
    return this.tried(async () => {
      await this.ask("accept", { offer_id: offer.id });
      this.screen.select(offer.conversation_id);
      this.screen.write("reply");
    });
  }

  /** @param {Offer} offer */
  decline(offer) {
    return this.tried(() => this.ask("decline", { offer_id: offer.id }));
  }

  /** @param {string} channel */
  resumeChannel(channel) {
    return this.tried(() => this.ask("resume", { channel }));
  }

  /**
   * Rejects with Refused or Unreachable, which the form shows.
   *
   * @param {Conversation} conversation
   * @param {{to_agent: string} | {to_skill: string}} to
   * @param {string} note
   */
  transfer({ id, epoch }, to, note) {
    return this.ask("transfer", { conversation_id: id, epoch, ...to, note });
  }

  /** @param {{id: string}} conversation */
  takeOver({ id }) {
    return this.tried(async () => {
      await this.ask("take_over", { conversation_id: id });
      this.screen.write("reply");
    });
  }

  /** @param {Message} message  one that could not be delivered */
  sendAgain({ conversation_id, seq }) {
    return this.tried(() => this.ask("send_again", { conversation_id, seq }));
  }

  /** @param {string} id  of a notice */
  dismiss(id) {
    return this.tried(() => this.ask("dismiss", { notice_id: id }));
  }

  /**
   * Go to a note that names the agent, which counts as having read it.
   *
   * @param {Notice | undefined} mention
   */
  openMention(mention) {
    if (!mention?.conversation_id) return;
    this.screen.select(mention.conversation_id, mention.seq);
    this.dismiss(mention.id);
  }
}
