/**
 * A routine as a file says it: what the server keeps of a draft. Anything may be missing or wrong.
 * @typedef {Record<string, any>} Line
 * @typedef {Line & {workouts: Line[]}} Plan
 * @typedef {{workout: number, week: number}} Cell a workout's week; a week of 0 is the workout as a whole
 * @typedef {{path: string, message: string, remedy: string, lang: string}} Fault
 * @typedef {{label: string, planned: string, load: string}} ShownLine
 * @typedef {{head: string, notes: string | null, aim: string, groups: {name: string, told: string[], notes: string | null, lines: ShownLine[]}[]}} ShownPart
 * @typedef {{errors: Fault[], parts: ShownPart[], runs: string[], missing: string[]}} Preview
 * @typedef {{path: (string | number)[], before: any, after: any, key: string, at: number}} Change
 * @typedef {{userId: string, name: string, place?: string}} Person
 */
export {};
