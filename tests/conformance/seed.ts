// The contract of the workout session: what satisfies these interfaces may come in, and all that comes out does.
// WorkoutSection and WorkoutPerformanceLog are named by the contract and spelled out by the project's documents.
import { WorkoutPerformanceLog, WorkoutSection } from "./documents";

export type ObjectId = string;
export type ISODateString = string;
export type TimeString = string;
export type WorkoutType = "strength" | "running" | "trail-running";
export type WorkoutSessionStatus = "scheduled" | "in-progress" | "completed" | "skipped" | "cancelled";

export interface WorkoutSnapshot {
  name: string;
  type: WorkoutType;
  objective: string;
  sections: WorkoutSection[];
}

export interface WorkoutSession {
  _id: ObjectId;
  userId: ObjectId;
  parentRoutineId: ObjectId;
  routineVersionId: ObjectId;
  routineAssignmentId: ObjectId;
  workoutId: ObjectId;
  scheduledDate: ISODateString;
  scheduledTime: TimeString;
  status: WorkoutSessionStatus;
  completedAt?: ISODateString;
  durationMinutes?: number;
  notes?: string;
  workoutSnapshot: WorkoutSnapshot;
  performanceLog?: WorkoutPerformanceLog;
  createdAt: ISODateString;
  updatedAt: ISODateString;
}

// What the project adds is optional; a literal of this type may hold nothing else.
export interface HouseSnapshot extends WorkoutSnapshot {
  notes?: string;
}

export interface HouseSession extends WorkoutSession {
  workoutSnapshot: HouseSnapshot;
  allDay?: boolean;
  plannedDate?: ISODateString;
  performedDate?: ISODateString;
  planWeek?: number;
  planDay?: number;
  adjustedFrom?: ObjectId;
  startedAt?: ISODateString;
}
