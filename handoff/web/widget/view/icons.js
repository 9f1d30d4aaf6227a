/** Drawings of the widget's controls; every one stands beside or inside a named element. */

import { html } from "../../html.js";

/** @param {string} path @param {number} [size] @param {number} [width] */
const stroke = (path, size = 20, width = 2) =>
  html`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
    stroke-width=${width} stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d=${path} />
  </svg>`;

export const closeIcon = (size = 20) => stroke("M6 6l12 12M18 6L6 18", size);
export const clipIcon = () =>
  stroke("M20 11.5l-8 8a5.2 5.2 0 0 1-7.4-7.4l8.3-8.3a3.5 3.5 0 0 1 4.9 4.9l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6");
export const moreIcon = () => stroke("M5 12h.1M12 12h.1M19 12h.1", 20, 3.5);
export const sendIcon = () => stroke("M12 19V5M6 11l6-6 6 6");
export const downIcon = () => stroke("M12 5v14M6 13l6 6 6-6", 16);
export const checkIcon = () => stroke("M5 13l4 4L19 7", 13);
export const alertIcon = () => stroke("M12 8v5M12 16.5v.1M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18", 14);
export const fileIcon = () => stroke("M14 3H7v18h11V7zM14 3v4h4", 16);
export const personIcon = () =>
  stroke("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 20c.6-3.4 3.4-5 7-5s6.4 1.6 7 5", 16);

/** The assistant's face. */
export const botFace = () =>
  html`<svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.2"
    stroke-linecap="round" aria-hidden="true">
    <path d="M11.5 13v1.6M20.5 13v1.6M10.5 19.5c1.4 1.9 3.2 2.8 5.5 2.8s4.1-.9 5.5-2.8" />
  </svg>`;
