import { addMs, type Instant, toInstant, MINUTE_MS } from '../kernel/instant.ts';
import { refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
import { readInstant } from '../kernel/rfc3339.ts';
import type { Caller } from '../access/caller.ts';
import type { Action, ActionKind } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { type Decided, recordAction } from './record-action.ts';
import { refuseOthersCorrection } from './may-correct.ts';
import { refuseBeforeEpisode } from './refuse-too-early.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

interface WorkBody {
  readonly key: string;
  readonly taskVersion: number;
  readonly happenedAt?: string | undefined;
  readonly corrects?: string | undefined;
  readonly correctionReason?: string | undefined;
}

export interface WorkInput<Body> {
  readonly taskId: string;
  readonly body: Body;
}

export interface Work {
  readonly record: TaskRecord;
  readonly actionId: string;
  readonly happenedAt: Instant;
  readonly corrected: Action | null;
}

export const parseInstant = (text: string, path: string): Result<Instant> => {
  const reading = readInstant(text);
  if (reading.outcome === 'read') return { value: toInstant(reading.ms) };
  return reading.outcome === 'no-offset'
    ? refuseBody(
        'time-without-offset',
        path,
        'Enter the time with its offset from UTC, such as `Z` or `+01:00`.',
      )
    : refuseBody(
        'invalid-value',
        path,
        'Enter a date and time in RFC 3339 format, with an offset.',
      );
};

/** How far ahead of ours the clock of a phone can be. */
const CLOCK_AHEAD_MS = 5 * MINUTE_MS;

/** Refuses times in the future. `otherwise` is used when `text` is left out. */
export const parsePastInstant = (
  text: string | undefined,
  path: string,
  now: Instant,
  otherwise = now,
): Result<Instant> => {
  const moment = text === undefined ? { value: otherwise } : parseInstant(text, path);
  if ('refusal' in moment || moment.value <= now) return moment;
  if (moment.value <= addMs(now, CLOCK_AHEAD_MS)) return { value: now };
  return refuseBody('in-the-future', path, 'Enter a time that is not in the future.');
};

const findCorrected = (
  actions: readonly Action[],
  kind: ActionKind,
  { corrects, correctionReason }: WorkBody,
): Result<Action | null> => {
  if (corrects === undefined) {
    return correctionReason === undefined
      ? { value: null }
      : refuseBody('missing-field', '/corrects', 'Enter the id of the action to correct.');
  }
  const corrected = listCurrentActions(actions).find(({ actionId }) => actionId === corrects);
  if (corrected?.kind !== kind) {
    return refuseBody(
      'unknown-action',
      '/corrects',
      'This task has no current action of this kind with this id.',
    );
  }
  return correctionReason === undefined
    ? refuseBody('reason-needed', '/correctionReason', 'Enter why you are correcting the action.')
    : { value: corrected };
};

/** Of a correction that leaves it out, the time stays. An offer and an outcome have stricter rules of their own. */
const readHappenedAt = (
  task: RhiTask,
  kind: ActionKind,
  body: WorkBody,
  now: Instant,
  corrected: Action | null,
): Result<Instant> => {
  const otherwise = corrected?.happenedAt ?? now;
  const happenedAt = parsePastInstant(body.happenedAt, '/happenedAt', now, otherwise);
  if ('refusal' in happenedAt || kind === 'outcome' || kind === 'offer') return happenedAt;
  const tooEarly = refuseBeforeEpisode(task, happenedAt.value, '/happenedAt');
  return refuseBrokenRules(tooEarly) ?? happenedAt;
};

const STAY_TRUE: readonly ActionKind[] = ['attempt', 'offer', 'note'];

/** That somebody tried, offered or noted stays true whatever happened to the task since they opened the form. */
const staysTrue = (kind: ActionKind, { corrects }: WorkBody): boolean =>
  STAY_TRUE.includes(kind) && corrects === undefined;

/**
 * Checks the rules that all kinds of action share: the task is not withdrawn, the time is not in
 * the future, and a correction names a current action and a reason. `decide` checks the rules of
 * the kind. `mayFollowWithdrawal`: what can be recorded although police have cancelled the episode.
 */
export const recordWork = <Body extends WorkBody>(
  dependencies: CaseworkDependencies,
  kind: ActionKind,
  { taskId, body }: WorkInput<Body>,
  caller: Caller,
  now: Instant,
  decide: (work: Work) => Result<Decided> | Promise<Result<Decided>>,
  mayFollowWithdrawal: (task: RhiTask) => boolean = () => false,
): Promise<Result<RecordedActionView>> => {
  const { key, taskVersion: seen, ...content } = body;
  const taskVersion = staysTrue(kind, body) ? null : seen;
  const request = { taskId, key, taskVersion, kind, content };
  return recordAction(dependencies, request, caller, now, async (record, actionId) => {
    if (record.task.state === 'withdrawn' && !mayFollowWithdrawal(record.task)) {
      return refuseBody(
        'task-withdrawn',
        '',
        'The task is withdrawn: there is no interview to offer.',
      );
    }
    const corrected = findCorrected(record.actions, kind, body);
    if ('refusal' in corrected) return corrected;
    const notTheirs =
      corrected.value &&
      (await refuseOthersCorrection(dependencies, record, corrected.value, caller));
    if (notTheirs !== null) return notTheirs;
    const happenedAt = readHappenedAt(record.task, kind, body, now, corrected.value);
    if ('refusal' in happenedAt) return happenedAt;
    const decided = await decide({
      record,
      actionId,
      happenedAt: happenedAt.value,
      corrected: corrected.value,
    });
    if ('refusal' in decided) return decided;
    const { texts, ...decision } = decided.value;
    return {
      value: {
        happenedAt: happenedAt.value,
        corrects: corrected.value?.actionId ?? null,
        texts: { ...texts, correctionReason: body.correctionReason },
        ...decision,
      },
    };
  });
};
