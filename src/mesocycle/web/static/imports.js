// @ts-check
/** Dropping files on the page; and a file that was looked at first is kept here, so that nobody chooses it twice. */

const FILES = "looked-at";

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("mesocycle-imports", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(FILES);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} ask @returns {Promise<T>} */
async function withFiles(mode, ask) {
  const db = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const asked = ask(db.transaction(FILES, mode).objectStore(FILES));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    db.close();
  }
}

const drop = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-drop]"));
if (drop) {
  const zone = /** @type {HTMLElement} */ (drop.querySelector(".drop"));
  const input = /** @type {HTMLInputElement} */ (drop.querySelector("input[type=file]"));
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    zone.classList.remove("over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.focus();
  });
  drop.addEventListener("submit", (event) => {
    if (/** @type {SubmitEvent} */ (event).submitter?.getAttribute("name") !== "look") return;
    for (const file of input.files ?? []) void withFiles("readwrite", (store) => store.put(file, file.name)).catch(console.warn);
  });
}

const again = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-again]"));
if (again) {
  const name = again.dataset.again ?? "";
  const input = /** @type {HTMLInputElement} */ (again.querySelector("input[type=file]"));
  const kept = await withFiles("readonly", (store) => store.get(name)).catch(() => undefined);
  if (kept instanceof File) {
    const carried = new DataTransfer();
    carried.items.add(kept);
    input.files = carried.files;
  }
  again.addEventListener("submit", () => void withFiles("readwrite", (store) => store.delete(name)).catch(console.warn));
}
export {};
