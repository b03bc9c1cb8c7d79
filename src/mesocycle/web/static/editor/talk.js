/** What the page asks of the server, and how it hears a no. */

/** @typedef {{status: number, said: any}} Answer a status of 0: there was none */
/** @typedef {{text: string, lang: string}} Told */

const root = /** @type {HTMLElement} */ (document.getElementById("editor"));

/** @param {string} method @param {string} path @param {any} [said] @returns {Promise<Answer>} */
export async function ask(method, path, said) {
  try {
    const answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: { accept: "application/json", "content-type": "application/json", "x-csrf-token": root.dataset.csrf ?? "" },
      ...(said !== undefined && { body: JSON.stringify(said) }),
    });
    const text = await answer.text();
    const json = answer.headers.get("content-type")?.includes("json");
    return { status: answer.status, said: json && text ? JSON.parse(text) : undefined };
  } catch {
    return { status: 0, said: undefined };
  }
}

/** What a no of the server says, in short: what is wrong and what to do, not where the character stands. @param {any} no @returns {Told | undefined} */
export function toldShort(no) {
  if (typeof no?.sentence !== "string") return undefined;
  const own = no.translated ? document.documentElement.lang : "en";
  const [wrong] = no.errors;
  const [says, does, lang] = wrong ? [`${wrong.path}: ${wrong.message}`, wrong.remedy, wrong.lang] : [no.sentence, no.remedy, own];
  return { text: `${says.split("\n")[0]} ${does}`, lang };
}
