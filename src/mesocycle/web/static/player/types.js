/**
 * The documents as the server gives them, as far as the player looks inside; nothing here runs.
 *
 * @typedef {{weight: number, weightMax?: number, weightUnit: "kg" | "lb", typed: boolean}} Load
 * @typedef {{reps: number, rest?: number}} MiniSet
 * @typedef {{reps?: number, weight?: number, weightUnit?: "kg" | "lb", rpe?: number, rir?: number, duration?: number,
 *   holdTime?: number, miniSets?: MiniSet[], distance?: number, elevationGain?: number, calories?: number,
 *   averageHeartRate?: number}} Performance
 * @typedef {{count: number, countMax?: number, reps: number, repsMax?: number, rest: string}} MiniSets
 * @typedef {{_id: string, setNumber: number, setType: string, repType: string, reps?: number, repsMin?: number,
 *   repsMax?: number, rpe?: number, rpeMax?: number, rir?: number, rirMax?: number, duration?: number, holdTime?: number,
 *   distance?: number, calories?: number, miniSets?: MiniSets, perSide?: boolean, tempo?: Record<string, number | string>,
 *   percentOf1RM?: number, percentOfTrainingMax?: number, notes?: string}} PlannedSet
 * @typedef {{metric: string, low?: number, high?: number, unit: string, basis: string}} Target
 * @typedef {{_id: string, name?: string, phase: string, goal: Record<string, number | boolean>, targets?: Target[],
 *   movement?: string, notes?: string}} Step
 * @typedef {{key: string, sectionId: string, exerciseId?: string, planned?: PlannedSet, step?: Step, round?: number,
 *   innerRound?: number, unilateralSide?: "left" | "right", clockS?: number, restLowS?: number, restHighS?: number,
 *   load?: Load, promise: Performance, added?: boolean, addedExerciseId?: string, exercise?: Substitute}} Turn
 * @typedef {{_id: string, exerciseId: string, exerciseVariantId: string, name: string, type: string, notes?: string,
 *   loadPer?: string, orderIndex: number, supersetGroupId?: string, sets?: PlannedSet[]}} Exercise
 * @typedef {{_id: string, name: string, type: string, orderIndex: number, notes?: string, rounds?: number,
 *   exercises?: Exercise[]}} Section
 * @typedef {{name: string, objective: string, notes?: string, sections: Section[]}} Snapshot
 * @typedef {{_id: string, setId?: string, added?: boolean, setNumber: number, setType: string, round?: number,
 *   unilateralSide?: string, performance: Performance, asPlanned?: boolean, notes?: string, performedAt?: string}} DoneSet
 * @typedef {{_id: string, stepId?: string, round: number, innerRound?: number, phase: string, performance: Performance,
 *   performedAt?: string}} DoneEffort
 * @typedef {{_id?: string, added?: boolean, exercise?: Substitute, exerciseId?: string, orderIndex: number, sets: DoneSet[], skipped?: {reason: string}, notes?: string}} DoneExercise
 * @typedef {{rounds?: number, reps?: number, duration?: number}} Result
 * @typedef {{sectionId: string, orderIndex: number, exercises: DoneExercise[], efforts?: DoneEffort[], result?: Result}} DoneSection
 * @typedef {{sections: DoneSection[], feedback?: Record<string, unknown>}} Log
 * @typedef {{_id: string, userId: string, status: string, scheduledDate: string, startedAt?: string, completedAt?: string,
 *   notes?: string, workoutSnapshot: Snapshot, performanceLog?: Log, updatedAt: string}} Session
 * @typedef {{session: Session, turns: Turn[], missing: {kind: string, name?: string}[], seenAt?: string}} Play
 * @typedef {{exerciseVariantId: string, day: string, sets: {reps?: number, loadKg?: number}[]}} LastTime
 * @typedef {{weight?: number, weightUnit?: "kg" | "lb", reps?: number, duration?: number, why: string}} Suggestion
 * @typedef {{lineId: string, why: string, sets?: Record<string, Suggestion>}} Advice
 * @typedef {{exerciseVariantId: string, reps: number, loadKg: number}} BestLoad
 * @typedef {{weight: number, plates: {weight: number, pairs: number}[]}} Bar
 * @typedef {{kg?: Bar, lb?: Bar}} Gym
 * @typedef {{userId: string, units: "metric" | "imperial", timeZone: string, now: string, today: string, epoch: string,
 *   seq: number, plays: Play[], lastTime: LastTime[], advice: Advice[], bests: BestLoad[],
 *   loadStep?: {default?: number, variants?: Record<string, number>}, gym?: Gym}} Kept
 *
 * @typedef {{name: string, exerciseId?: string, exerciseVariantId?: string}} Substitute
 * @typedef {{sectionId?: string, exerciseId?: string, substitutedBy?: Substitute, set: DoneSet}} SetEntry
 * @typedef {{sectionId?: string, effort: DoneEffort}} EffortEntry
 * @typedef {{_id: string, seenSeq: number, sessionId: string, kind: string, at: string, body: Record<string, any>}} Operation
 * @typedef {{operationId: string, outcome: "done" | "revived" | "refused", session?: Session, sameDay?: string[],
 *   refusal?: {code: string, kind?: string, sentence: string, remedy: string}}} OperationResult
 * @typedef {"kept" | "sent" | "answered" | "refused"} OutboxState
 * @typedef {Operation & {n?: number, state: OutboxState, result?: OperationResult}} Waiting
 *
 * @typedef {{endsAt: number, totalS: number, key: string}} Rest
 * @typedef {{key: string, startedAt: number}} Clock
 * @typedef {{sessionId: string, passed: string[], extra: Turn[], loads: Record<string, Carried>,
 *   substitutes: Record<string, Substitute>, rest?: Rest, clock?: Clock, current?: string, announced: string[]}} State
 * @typedef {{from: number | undefined, weight: number, weightUnit: "kg" | "lb"}} Carried
 */
export {};
