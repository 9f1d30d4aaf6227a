/** The list of skills, from which cases and colleagues get theirs. */

import { call } from "./account.js";

/** @returns {Promise<string[]>} */
export const readSkills = async () => (await call("GET", "skills")).skills;

/** @param {string} name */
export const addSkill = (name) => call("POST", "skills", { name });

/** @param {string} name */
export const removeSkill = (name) => call("DELETE", `skills/${encodeURIComponent(name)}`);
