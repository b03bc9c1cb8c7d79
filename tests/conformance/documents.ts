// Sections, exercises, sets and the performance log as docs of the project define them.
export type Tempo = {
  eccentric: number | "X";
  eccentric_pause: number | "X";
  concentric: number | "X";
  concentric_pause: number | "X";
};

export interface ExerciseSet {
  _id: string;
  setNumber: number;
  setType: "working" | "warmup" | "drop" | "failure";
  repType: "fixed" | "range" | "time" | "distance" | "calories" | "max";
  weeks?: number[];
  reps?: number;
  repsMin?: number;
  repsMax?: number;
  weight?: number;
  weightMax?: number;
  weightUnit?: "kg" | "lb";
  percentOf1RM?: number;
  percentOfTrainingMax?: number;
  percentOfTopSet?: number;
  percentOfPreviousSet?: number;
  percentMax?: number;
  percentExerciseId?: string;
  rpe?: number;
  rpeMax?: number;
  rir?: number;
  rirMax?: number;
  duration?: number;
  holdTime?: number;
  distance?: number;
  calories?: number;
  miniSets?: { count: number; countMax?: number; reps: number; repsMax?: number; rest: string };
  perSide?: boolean;
  unilateralSide?: "left" | "right";
  tempo?: Tempo;
  restAfter?: string;
  notes?: string;
}

interface PlannedExercise {
  _id: string;
  exerciseId: string;
  exerciseVariantId: string;
  name: string;
  orderIndex: number;
  weeks?: number[];
  restBetweenSets?: string;
  restAfter?: string;
  notes?: string;
  unilateralMode?: "alternating" | "sequential" | "simultaneous";
  supersetGroupId?: string;
  loadPer?: "total" | "hand";
  progressionMethod?:
    | "linear" | "percentage" | "rpe" | "time-under-tension" | "dual-linear" | "widowmaker"
    | "myo-reps" | "amrap" | "pyramid" | "wave-loading" | "cluster-sets" | "rest-pause";
  progression?: {
    increment?: number;
    incrementUnit?: string;
    every: "session" | "week" | "cycle";
    appliesTo: "load" | "reps" | "trainingMax";
    failuresBeforeReset?: number;
    resetPercent?: number;
    stages?: string[];
  };
}

export type Exercise = PlannedExercise &
  ({ type: "strength" | "bodyweight" | "mobility"; sets: ExerciseSet[] } | { type: "tabata" });

export interface Target {
  metric: "pace" | "speed" | "heart-rate" | "power" | "cadence" | "rpe" | "grade" | "vertical-speed" | "elevation-gain";
  low?: number;
  high?: number;
  unit: string;
  basis: "absolute" | "zone" | "percent";
  of?: string;
}

type Movement = "run" | "walk" | "hike" | "bike" | "row" | "swim" | "other";
type Terrain = "road" | "track" | "trail" | "mountain" | "mixed";
export type Phase = "warmup" | "active" | "recovery" | "rest" | "cooldown";

export interface Goal {
  repetitions?: number;
  duration?: number;
  distance?: number;
  elevationGain?: number;
  elevationLoss?: number;
  calories?: number;
  heartRateBelow?: number;
  heartRateAbove?: number;
  open?: boolean;
}

export interface Step {
  type: "step";
  _id: string;
  name?: string;
  phase: Phase;
  goal: Goal;
  targets?: Target[];
  movement?: Movement;
  equipment?: string[];
  terrain?: Terrain;
  exerciseId?: string;
  exerciseVariantId?: string;
  weeks?: number[];
  notes?: string;
}

export interface Block {
  type: "block";
  _id: string;
  rounds: number;
  steps: Step[];
}

interface PlannedSection {
  _id: string;
  name: string;
  orderIndex: number;
  weeks?: number[];
  restAfter?: string;
  notes?: string;
  targets?: Target[];
  exercises?: Exercise[];
}

export type WorkoutSection = PlannedSection &
  (
    | {
        type: "warmup";
        targetMuscleGroups?: string[];
        duration?: number | string;
        distance?: number;
        intensity?: "light" | "moderate";
      }
    | { type: "cooldown"; duration?: number | string; distance?: number; stretchingFocus?: string[] }
    | { type: "basic" }
    | { type: "emom"; emomDuration: number; rounds: number; alternating?: boolean; restBetweenRounds?: string }
    | { type: "tabata"; workInterval: string; restInterval: string; rounds: number }
    | {
        type: "circuit";
        rounds: number;
        restBetweenRounds: string;
        restBetweenExercises?: string;
        timeCap?: string;
      }
    | { type: "amrap"; timeCap: string }
    | {
        type: "intervals";
        rounds: number;
        workDistance?: number;
        workDuration?: string;
        restDistance?: number;
        restDuration?: string;
        restType?: "jog" | "walk" | "static";
        intensity: "aerobic" | "threshold" | "race-pace" | "vo2max" | "anaerobic";
        skipLastRest?: boolean;
      }
    | { type: "tempo"; distance?: number; duration?: string; targetPace?: string }
    | { type: "fartlek"; duration: string; description: string }
    | {
        type: "hill_repeats";
        repeats: number;
        hillLength?: number;
        workDuration?: string;
        elevationGain?: number;
        restType: "jog_down" | "walk_down" | "static";
        restDuration?: string;
        movement?: Movement;
        equipment?: string[];
      }
    | {
        type: "run";
        distance?: number;
        duration?: string;
        elevationGain?: number;
        elevationLoss?: number;
        terrain?: Terrain;
        movement?: Movement;
        equipment?: string[];
      }
    | { type: "steps"; rounds: number; steps: (Step | Block)[] }
  );

export interface Performance {
  reps?: number;
  weight?: number;
  weightUnit?: "kg" | "lb";
  rpe?: number;
  rir?: number;
  duration?: number;
  holdTime?: number;
  miniSets?: { reps: number; rest?: number }[];
  distance?: number;
  gradeAdjustedDistance?: number;
  movingDuration?: number;
  elevationGain?: number;
  elevationLoss?: number;
  averageHeartRate?: number;
  maxHeartRate?: number;
  averagePower?: number;
  averageCadence?: number;
  calories?: number;
}

export interface ExerciseName {
  exerciseId?: string;
  exerciseVariantId?: string;
  name: string;
}

export interface PerformedSet {
  _id: string;
  setId?: string;
  added?: boolean;
  setNumber: number;
  setType: "working" | "warmup" | "drop" | "failure";
  round?: number;
  unilateralSide?: "left" | "right";
  performance: Performance;
  suggested?: {
    weight?: number;
    weightUnit?: "kg" | "lb";
    reps?: number;
    duration?: number;
    distance?: number;
    why: string;
  };
  asPlanned?: boolean;
  notes?: string;
  performedAt?: string;
}

export interface PerformedExercise {
  _id?: string;
  exerciseId?: string;
  added?: boolean;
  exercise?: ExerciseName;
  orderIndex: number;
  sets: PerformedSet[];
  notes?: string;
  substitutedBy?: ExerciseName;
  skipped?: { reason: string; notes?: string };
}

export interface Effort {
  _id: string;
  stepId?: string;
  added?: boolean;
  round: number;
  innerRound?: number;
  phase: Phase;
  performance: Performance;
  performedAt?: string;
}

export interface WorkoutPerformanceLog {
  sections: {
    sectionId: string;
    orderIndex: number;
    exercises: PerformedExercise[];
    efforts?: Effort[];
    result?: { rounds?: number; reps?: number; duration?: number };
  }[];
  references?: { referenceValueId: string; kind: string; value: number | number[]; unit: string }[];
  feedback?: {
    rpe?: number;
    feeling?: number;
    pain?: { area: string; side?: "left" | "right"; level: number; exerciseId?: string }[];
    reason?: "illness" | "injury" | "pain" | "fatigue" | "no-time" | "travel" | "equipment" | "weather" | "other";
    notes?: string;
  };
}
