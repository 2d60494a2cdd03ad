import { cancellationInForce } from './cancellation.ts';
import { dueAtOf } from './deadline.ts';
import { recordedAt } from './fact-order.ts';
import { taskIdOf } from './identity.ts';
import type { Instant } from './instant.ts';
import type { Members } from './members.ts';
import type { Fact } from './notification.ts';
import type { RhiTask } from './rhi-task.ts';

/** How often the due time was set or changed, in the force's order of events. */
const countDueChanges = (ordered: readonly Fact[]): number => {
  const returns = ordered.flatMap((fact) =>
    fact.kind === 'returned' ? [fact.data.returnedAt] : [],
  );
  return returns.filter((returnedAt, index) => returnedAt !== returns[index - 1]).length;
};

const withdrawnBy = (ordered: readonly Fact[]): RhiTask['withdrawn'] => {
  const cancelled = cancellationInForce(ordered);
  return cancelled === null ? null : { reason: cancelled.data.reason, at: recordedAt(cancelled) };
};

/**
 * The RHI task of an episode: opened by `found` (no clock yet) or `returned` (the clock runs from
 * the return, however late the message), withdrawn by a cancellation, reopened by a later fact.
 * It is offered on every occasion: no level of risk and no short absence leaves it out (DfE 2014).
 */
export const foldTask = (
  episodeId: string,
  ordered: readonly Fact[],
  members: Members,
  team: string | null,
): RhiTask | null => {
  if (!ordered.some(({ kind }) => kind === 'found' || kind === 'returned')) return null;
  const returnedAt: Instant | null = members.returned.returnedAt ?? null;
  const withdrawn = withdrawnBy(ordered);
  return {
    taskId: taskIdOf(episodeId),
    state: withdrawn === null ? 'open' : 'withdrawn',
    foundAt: members.found.foundAt ?? null,
    returnedAt,
    dueAt: returnedAt === null ? null : dueAtOf(returnedAt),
    dueVersion: countDueChanges(ordered),
    team,
    withdrawn,
  };
};
