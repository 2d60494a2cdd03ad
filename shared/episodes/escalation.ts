import { type Instant } from '../kernel/instant.ts';

/** That a person of the right role has taken a level up. */
export interface Acknowledgement {
  readonly by: string;
  readonly at: Instant;
  /** `YYYY-MM-DD`, by when it is to be put right. */
  readonly planDate: string;
}

/** A level that was raised: once for a task and a due version, never twice. */
export interface RaisedLevel {
  readonly level: string;
  readonly dueVersion: number;
  readonly dueAt: Instant | null;
  /** When it was to be raised, whenever a sweep came by. */
  readonly at: Instant;
  readonly raisedAt: Instant;
  readonly acknowledged: Acknowledgement | null;
}

/** `esc-<episode>.<due version>.<level>`: from it, the escalation can be found. */
export const createEscalationId = (
  taskId: string,
  { dueVersion, level }: Pick<RaisedLevel, 'dueVersion' | 'level'>,
): string => `${taskId.replace(/^rhi-/, 'esc-')}.${String(dueVersion)}.${level}`;

/** The task of an escalation's id. */
export const readEscalationTaskId = (escalationId: string): string =>
  escalationId.replace(/^esc-/, 'rhi-').replace(/\..*$/, '');

/** A raised level as it is listed and acknowledged. */
export interface Escalation extends RaisedLevel {
  readonly escalationId: string;
  readonly taskId: string;
  readonly episodeId: string;
  readonly authority: string;
  readonly team: string | null;
  readonly mustAcknowledge: boolean;
  /** Ids of the practitioners who are told. */
  readonly notified: readonly string[];
}
