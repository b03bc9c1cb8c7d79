/** What of the page that is shown is wider than its place, cut off, or too small for a thumb. */
(tap) => {
  const found = [];
  const shown = (node) =>
    node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0 &&
    node.closest(".visually-hidden, .hidden") === null && getComputedStyle(node).clipPath !== "inset(50%)";
  const alone = (node) => [node.tagName.toLowerCase(), ...node.classList].join(".");
  const named = (node) => `${node.parentElement ? alone(node.parentElement) : ""} > ${alone(node)}`;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].find((each) => {
      const { right, width } = each.getBoundingClientRect();
      return width > 0 && right > root.clientWidth + 1 && each.closest(".scroll") === null;
    });
    found.push(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}, by ${wide ? named(wide) : "nothing"}`);
  }
  for (const each of document.querySelectorAll("main *, header *, nav *, footer *")) {
    if (!shown(each) || each.scrollWidth <= each.clientWidth + 1 || each.clientWidth === 0) continue;
    const { display, overflowX, textOverflow, webkitLineClamp } = getComputedStyle(each);
    if (["hidden", "clip"].includes(overflowX)) {
      const meant = textOverflow === "ellipsis" || webkitLineClamp !== "none";
      if (!meant && each.innerText) found.push(`cut off: ${named(each)}`);
    } else if (overflowX === "visible" && !["inline", "contents"].includes(display)) {
      const own = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
      if (own && each.closest(".scroll") === null) found.push(`runs out of its box: ${named(each)}`);
    }
  }
  if (tap === 0) return found;
  for (const each of document.querySelectorAll("button, a[href], input:not([type=hidden]), select, textarea, summary")) {
    if (!shown(each) || each.closest("svg") !== null || each.matches(".skip-link")) continue;
    const within = each.matches("input[type=checkbox], input[type=radio]") ? each.closest("label") : null;
    const { width, height } = (within ?? each).getBoundingClientRect();
    const text = each.matches("a") && getComputedStyle(each).display === "inline";
    if (!text && (height < tap - 0.5 || width < tap - 0.5)) {
      found.push(`small: ${named(each)} ${height < tap - 0.5 ? `${Math.round(height)} high` : `${Math.round(width)} wide`}`);
    }
  }
  return found;
}
