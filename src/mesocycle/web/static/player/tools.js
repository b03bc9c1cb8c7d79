/** What lies ready at the bar: which plates go on, and the way up to the working weight. */

import { html, nothing } from "../vendor/lit-html.js";
import { fold } from "./fold.js";
import { loadBar } from "./plates.js";
import { warmUpRamp } from "./ramp.js";
import { num } from "./told.js";
import { t } from "./words.js";
import { read } from "./weights.js";

/** @param {import("./player.js").Player} player @param {import("./types.js").Turn} turn @param {number} weight */
export const barTools = (player, turn, weight) => fold(player, { name: "plates", kind: "tools", head: t("plates") }, () => atTheBar(player, turn, weight));

/** @param {import("./player.js").Player} player @param {import("./types.js").Turn} turn @param {number} weight */
function atTheBar(player, turn, weight) {
  const { unit } = player;
  const own = player.bar;
  const keep = (/** @type {import("./types.js").Bar} */ next) => player.keepBar(next);
  const { exactly, below, above } = loadBar(weight, own.weight, own.plates);
  const told = (/** @type {import("./plates.js").Loading} */ one) => (one.perSide.length ? one.perSide.map(num).join(" + ") : t("bar-alone"));
  const ramp = warmUpRamp(weight, own.weight, player.step(turn));
  const number = (/** @type {Event} */ event) => read(/** @type {HTMLInputElement} */ (event.target).value) ?? 0;
  return html`<p class="plates">${exactly
      ? html`<b>${told(exactly)}</b> ${t("per-side")}`
      : html`${t("not-built", { weight: num(weight), unit })} ${[below, above].map((one) => (one ? html`<b>${num(one.weight)} ${unit}</b> (${told(one)}) ` : nothing))}`}</p>
    ${ramp.length ? html`<p><span>${t("ramp")}</span> ${ramp.map((set) => `${num(set.reps)} × ${num(set.weight)}`).join(", ")}</p>` : nothing}
    <div class="gym"><label>${t("bar")} <input class="short" inputmode="decimal" .value=${num(own.weight)} @change=${(/** @type {Event} */ event) => keep({ ...own, weight: Math.max(0, Math.min(200, number(event))) })}></label>
      ${own.plates.map((plate, place) => html`<label>${num(plate.weight)} <input class="short" inputmode="numeric" aria-label=${t("pairs-of", { weight: num(plate.weight), unit })}
        .value=${num(plate.pairs)} @change=${(/** @type {Event} */ event) => keep({ ...own, plates: own.plates.map((one, at) => (at === place ? { ...one, pairs: Math.max(0, Math.min(20, Math.round(number(event)))) } : one)) })}></label>`)}
    </div>`;
}
