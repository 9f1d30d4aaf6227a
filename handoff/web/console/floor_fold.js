/**
 * The live floor after a change that the desk told: what comes out is what a fresh floor would say.
 * No DOM, no clock.
 *
 * @import {Wallboard, WallboardChange, WallboardAgent, HeldCase, SlaTimer} from "./types.js"
 */

/**
 * @param {Wallboard} floor
 * @param {WallboardChange} change
 * @returns {Wallboard}
 */
export function foldFloor(floor, change) {
  const { cursor, numbers } = change;
  if (cursor === null) return numbers ? { ...floor, numbers } : floor;
  if (cursor <= floor.cursor) return floor;
  return { ...changed(floor, change), cursor };
}

/**
 * @param {Wallboard} floor
 * @param {WallboardChange} change
 * @returns {Wallboard}
 */
function changed(floor, { agent, gone, case: held, left, clock }) {
  if (agent) return { ...floor, agents: [...without(floor.agents, agent.id), agent].sort(byName) };
  if (gone) return { ...floor, agents: without(floor.agents, gone) };
  if (held) return { ...floor, cases: [...others(floor.cases, held.handoff_id), held].sort(byAge) };
  if (clock) return { ...floor, clocks: [...others(floor.clocks, clock.handoff_id), clock] };
  if (!left) return floor;
  return { ...floor, cases: others(floor.cases, left), clocks: others(floor.clocks, left) };
}

/**
 * @template {HeldCase | SlaTimer} T
 * @param {T[]} list
 * @param {string} id  of a handoff
 */
const others = (list, id) => list.filter((each) => each.handoff_id !== id);

/**
 * @param {WallboardAgent[]} agents
 * @param {string} id
 */
const without = (agents, id) => agents.filter((each) => each.id !== id);

/**
 * @param {WallboardAgent} a
 * @param {WallboardAgent} b
 */
const byName = (a, b) => compare(a.name, b.name) || compare(a.id, b.id);

/**
 * @param {HeldCase} a
 * @param {HeldCase} b
 */
const byAge = (a, b) =>
  Date.parse(a.assigned_at) - Date.parse(b.assigned_at) || compare(a.handoff_id, b.handoff_id);

/**
 * @param {string} a
 * @param {string} b
 */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
