/**
 * Watching the live floor: read once, kept current by what the desk tells.
 *
 * @import {Connection} from "./connection.js"
 * @import {SlaTimer, Wallboard, WallboardAgent, WallboardChange, HeldCase} from "./types.js"
 * @import {Level} from "./clocks.js"
 */

import { signal } from "../vendor/signals.js";
import { pressing } from "./clocks.js";
import { Unreachable, said } from "./errors.js";
import { foldFloor } from "./floor_fold.js";

export class FloorWatch {
  floor = signal(/** @type {Wallboard | null} */ (null));
  error = signal("");
  /** @type {WallboardChange[]}  what arrives while the floor is being read */
  #held = [];
  #stop = () => {};

  /** @param {Connection} connection */
  constructor(connection) {
    this.connection = connection;
  }

  begin() {
    this.#stop = this.connection.hear("floor", (change) => this.#told(change));
  }

  end() {
    this.#stop();
    this.connection.tell("leave_floor", {});
  }

  /** To be called after each connect: what happened meanwhile was not told. */
  async read() {
    this.#held = [];
    this.floor.value = null;
    try {
      const floor = await this.connection.ask("floor", {});
      this.floor.value = this.#held.reduce(foldFloor, floor);
      this.error.value = "";
    } catch (problem) {
      // That the desk is away is said across the top; the next connect reads again.
      if (!(problem instanceof Unreachable)) this.error.value = said(problem);
    }
  }

  /**
   * Rejects with Refused or Unreachable, which the form shows.
   *
   * @param {{conversation_id: string, from_agent: string | null}} from
   * @param {{to_agent: string} | {to_skill: string}} to
   * @param {string} note
   */
  reassign(from, to, note) {
    return this.connection.ask("reassign", { ...from, ...to, note });
  }

  /** @param {WallboardChange} change */
  #told(change) {
    const floor = this.floor.peek();
    if (floor) this.floor.value = foldFloor(floor, change);
    else this.#held.push(change);
  }
}

/**
 * @typedef {HeldCase & {clock: SlaTimer | undefined, level: Level}} WatchedCase
 * @typedef {WallboardAgent & {held: WatchedCase[]}} WatchedAgent
 */

/**
 * Everybody with what they have, those with a missed target first, then by name.
 *
 * @param {Wallboard} floor
 * @param {number} now  ms since 1970
 * @returns {WatchedAgent[]}
 */
export function watched(floor, now) {
  const clocks = new Map(floor.clocks.map((clock) => [clock.handoff_id, clock]));
  const cases = floor.cases.map((each) => {
    const clock = clocks.get(each.handoff_id);
    return { ...each, clock, level: pressing(clock, now)?.level ?? "calm" };
  });
  const found = floor.agents.map((agent) => ({
    ...agent,
    held: cases.filter((each) => each.agent_id === agent.id),
  }));
  const late = (/** @type {WatchedAgent} */ agent) =>
    agent.held.some((each) => each.level === "missed") ? 0 : 1;
  const there = (/** @type {WatchedAgent} */ agent) =>
    agent.presence === "offline" && !agent.held.length ? 1 : 0;
  return found.sort((a, b) => late(a) - late(b) || there(a) - there(b));
}

/**
 * How many cases in hand are near a service target, and how many have missed one.
 *
 * @param {WatchedAgent[]} agents
 */
export function pressure(agents) {
  const levels = agents.flatMap((agent) => agent.held.map((each) => each.level));
  return {
    near: levels.filter((level) => level === "near").length,
    missed: levels.filter((level) => level === "missed").length,
  };
}
