import { addMs, type Instant, instantFromMs } from '../kernel/instant.ts';
import { refuseBody, type Result } from '../kernel/result.ts';
import { readInstant } from '../kernel/rfc3339.ts';
import type { Caller } from '../access/caller.ts';
import type { Action, ActionKind } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { type Decided, recordAction } from './record-action.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

/** What every body has by which somebody does something to a task. */
interface WorkBody {
  readonly key: string;
  readonly taskVersion: number;
  readonly happenedAt?: string | undefined;
  readonly corrects?: string | undefined;
  readonly correctionReason?: string | undefined;
}

/** What somebody sends about a task. */
export interface WorkInput<Body> {
  readonly taskId: string;
  readonly body: Body;
}

/** What the rules of one kind of action decide on, after those that hold for all. */
export interface Work {
  readonly record: TaskRecord;
  readonly actionId: string;
  readonly happenedAt: Instant;
  /** The standing action of the same kind that this one corrects. */
  readonly corrected: Action | null;
}

/** Reads a moment that somebody tells, at `path` of the body. */
export const parseInstant = (text: string, path: string): Result<Instant> => {
  const reading = readInstant(text);
  if (reading.outcome === 'read') return { value: instantFromMs(reading.ms) };
  return reading.outcome === 'no-offset'
    ? refuseBody('time-without-offset', path, 'Say the offset from UTC, e.g. `Z` or `+01:00`.')
    : refuseBody('invalid-value', path, 'This is no RFC 3339 time.');
};

/** So far may the clock of somebody's telephone be ahead of ours: what it calls now is now. */
const CLOCK_AHEAD_MS = 5 * 60_000;

/** Reads when something happened: not in the future; when it was not told, `otherwise`. */
export const parsePastInstant = (
  text: string | undefined,
  path: string,
  now: Instant,
  otherwise = now,
): Result<Instant> => {
  const moment = text === undefined ? { value: otherwise } : parseInstant(text, path);
  if ('refusal' in moment || moment.value <= now) return moment;
  if (moment.value <= addMs(now, CLOCK_AHEAD_MS)) return { value: now };
  return refuseBody('in-the-future', path, 'It has not happened yet.');
};

const findCorrected = (
  actions: readonly Action[],
  kind: ActionKind,
  { corrects, correctionReason }: WorkBody,
): Result<Action | null> => {
  if (corrects === undefined) {
    return correctionReason === undefined
      ? { value: null }
      : refuseBody('missing-field', '/corrects', 'Say which action is corrected.');
  }
  const corrected = listCurrentActions(actions).find(({ actionId }) => actionId === corrects);
  if (corrected?.kind !== kind) {
    return refuseBody('unknown-action', '/corrects', 'No such action stands on this task.');
  }
  return correctionReason === undefined
    ? refuseBody('reason-needed', '/correctionReason', 'Say why it is corrected.')
    : { value: corrected };
};

/**
 * Records what a practitioner or manager did to a task, by the rules that hold for every kind: not on
 * a withdrawn task, not in the future, and a correction names what it corrects and why. `decide` adds
 * those of the kind.
 */
export const recordWork = <Body extends WorkBody>(
  ports: CaseworkDependencies,
  kind: ActionKind,
  { taskId, body }: WorkInput<Body>,
  caller: Caller,
  now: Instant,
  decide: (work: Work) => Result<Decided> | Promise<Result<Decided>>,
): Promise<Result<RecordedActionView>> => {
  const { key, taskVersion, ...content } = body;
  const request = { taskId, key, taskVersion, kind, content };
  return recordAction(ports, request, caller, now, async (record, actionId) => {
    if (record.task.state === 'withdrawn') {
      return refuseBody('task-withdrawn', '', 'The episode was cancelled: its task is withdrawn.');
    }
    const happenedAt = parsePastInstant(body.happenedAt, '/happenedAt', now);
    if ('refusal' in happenedAt) return happenedAt;
    const corrected = findCorrected(record.actions, kind, body);
    if ('refusal' in corrected) return corrected;
    const decided = await decide({
      record,
      actionId,
      happenedAt: happenedAt.value,
      corrected: corrected.value,
    });
    if ('refusal' in decided) return decided;
    const { texts, ...answer } = decided.value;
    return {
      value: {
        happenedAt: happenedAt.value,
        corrects: corrected.value?.actionId ?? null,
        texts: { ...texts, correctionReason: body.correctionReason },
        ...answer,
      },
    };
  });
};
