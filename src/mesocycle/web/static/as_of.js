// @ts-check
/** Going back in time by a slider; the field for the day beside it does the same. */

const slider = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-slider]"));
const day = /** @type {HTMLInputElement | null} */ (document.querySelector("#asOf"));
if (slider && day) {
  const today = new Date(`${slider.dataset.today}T12:00:00Z`);
  const ago = day.value ? Math.round((new Date(`${day.value}T12:00:00Z`).getTime() - today.getTime()) / 86_400_000) : 0;
  slider.value = String(ago);
  slider.hidden = false;
  const show = () => {
    const at = new Date(today);
    at.setUTCDate(at.getUTCDate() + Number(slider.value));
    day.value = at.toISOString().slice(0, 10);
    slider.setAttribute("aria-valuetext", day.value);
  };
  slider.addEventListener("input", show);
  slider.addEventListener("change", () => slider.form?.submit());
}
