/** What is opened when it is needed: as long as it is closed the page does not hold it, and a slow phone draws each screen sooner. */

import { html, nothing } from "../vendor/lit-html.js";

/** What stands open, by its name. @type {Set<string>} */
const opened = new Set();

/**
 * @param {import("./player.js").Player} player @param {{name: string, kind: string, head: unknown}} fold
 * @param {() => unknown} content drawn while it is open
 */
export function fold(player, { name, kind, head }, content) {
  const toggled = (/** @type {Event} */ event) => {
    const { open } = /** @type {HTMLDetailsElement} */ (event.target);
    if (open === opened.has(name)) return;
    if (open) opened.add(name);
    else opened.delete(name);
    player.changed();
  };
  return html`<details class=${kind} .open=${opened.has(name)} @toggle=${toggled}><summary>${head}</summary>${opened.has(name) ? content() : nothing}</details>`;
}
