/** What each sort of section asks for, beside its exercises: the names are those of a routine file. */

/** @typedef {{name: string, kind: "text" | "count" | "metres" | "minutes", of?: string[]}} Field */

const text = (/** @type {string} */ name) => /** @type {Field} */ ({ name, kind: "text" });
const count = (/** @type {string} */ name) => /** @type {Field} */ ({ name, kind: "count" });
const metres = (/** @type {string} */ name) => /** @type {Field} */ ({ name, kind: "metres" });
const minutes = (/** @type {string} */ name) => /** @type {Field} */ ({ name, kind: "minutes" });
const one = (/** @type {string} */ name, /** @type {string[]} */ ...of) => /** @type {Field} */ ({ name, kind: "text", of });

/** @type {Record<string, Field[]>} */
export const FIELDS = {
  basic: [],
  warmup: [minutes("duration"), metres("distance")],
  cooldown: [minutes("duration"), metres("distance")],
  circuit: [count("rounds"), text("restBetweenRounds"), text("restBetweenExercises"), text("timeCap")],
  emom: [minutes("emomDuration"), count("rounds")],
  tabata: [text("workInterval"), text("restInterval"), count("rounds")],
  amrap: [text("timeCap")],
  run: [metres("distance"), text("duration"), metres("elevationGain"), one("terrain", "road", "track", "trail", "mountain", "mixed")],
  intervals: [
    count("rounds"), metres("workDistance"), text("workDuration"), metres("restDistance"), text("restDuration"),
    one("restType", "jog", "walk", "static"), one("intensity", "aerobic", "threshold", "race-pace", "vo2max", "anaerobic"),
  ],
  tempo: [metres("distance"), text("duration"), text("targetPace")],
  fartlek: [text("duration"), text("description")],
  hill_repeats: [count("repeats"), metres("hillLength"), text("workDuration"), metres("elevationGain"), one("restType", "jog_down", "walk_down", "static"), text("restDuration")],
  steps: [count("rounds")],
};
export const RUNS = new Set(["run", "intervals", "tempo", "fartlek", "hill_repeats", "steps"]);

/** What a new section of a sort begins with, so that it is one. @type {Record<string, Record<string, any>>} */
export const FIRST = {
  circuit: { rounds: 3, restBetweenRounds: "90s" },
  emom: { emomDuration: 10, rounds: 10 },
  tabata: { workInterval: "20s", restInterval: "10s", rounds: 8 },
  amrap: { timeCap: "12min" },
  run: { duration: "30min" },
  intervals: { rounds: 6, workDistance: 800, restDuration: "2min", restType: "jog", intensity: "threshold" },
  tempo: { duration: "20min" },
  fartlek: { duration: "30min", description: "8 x 1 min" },
  hill_repeats: { repeats: 8, workDuration: "45s", restType: "jog_down" },
  steps: { rounds: 1, steps: "10min warmup; 6x800 m rest 400 m jog" },
};

/** @param {Field} field @param {any} value */
export function shownField(field, value) {
  if (value === undefined || value === null) return "";
  if (typeof value !== "number") return String(value);
  return field.kind === "metres" ? `${value} m` : field.kind === "minutes" ? `${value} min` : String(value);
}

/** What was typed, as a file says it; nothing is undefined. @param {Field} field @param {string} typed */
export function readField(field, typed) {
  const plain = typed.trim();
  if (!plain) return undefined;
  if (field.kind === "count" && /^\d{1,4}$/.test(plain)) return Number(plain);
  const found = field.kind === "metres" ? /^(\d{1,6}) ?m$/.exec(plain) : field.kind === "minutes" ? /^(\d{1,4}) ?min$/.exec(plain) : null;
  return found ? Number(found[1]) : typed;
}

/** A line with a field said, or said no more. @param {Record<string, any>} line @param {string} name @param {any} value */
export function withField(line, name, value) {
  const { [name]: _, ...rest } = line;
  return value === undefined ? rest : { ...line, [name]: value };
}

/** Targets as a file says them in short: `4:28/km, RPE 7-8`; what has no short form gives nothing. @param {any} said @returns {string | undefined} */
export function shownTargets(said) {
  if (said === undefined || said === null) return "";
  if (typeof said === "string") return said;
  if (!Array.isArray(said)) return undefined;
  const told = said.map((each) => (typeof each === "string" ? each : shortTarget(each)));
  return told.every((each) => each !== undefined) ? told.join(", ") : undefined;
}

/** @param {any} target @returns {string | undefined} */
function shortTarget({ metric, low, high, unit, basis, of, ...more }) {
  if (Object.keys(more).length || low === undefined || high === undefined) return undefined;
  const span = (/** @type {(end: number) => string} */ word) => [...new Set([low, high].map(word))].join("-");
  const plain = span(String);
  if (basis === "zone" && (metric === "heart-rate" || metric === "pace")) return `${metric === "pace" ? "pace " : ""}zone ${plain}`;
  if (basis !== "absolute" || of) return undefined;
  if (metric === "rpe") return `RPE ${plain}`;
  if (metric === "power") return `${plain} W`;
  if (metric === "heart-rate" && unit === "bpm") return `HR ${plain}`;
  if (metric === "pace" && /^s\/(km|mile)$/.test(unit)) return `${span((end) => `${Math.floor(end / 60)}:${String(Math.round(end % 60)).padStart(2, "0")}`)}${unit.slice(1)}`;
  return undefined;
}
