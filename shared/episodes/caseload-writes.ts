import { CASELOAD_HEAD, caseKey, caseloadPartition } from '../directory/staff-store.ts';
import type { Caseload } from '../directory/staff.ts';
import type { TableWrite } from '../database/table.ts';
import type { StoredEpisode } from './episode.ts';

const openCase = (stored: StoredEpisode | null) => {
  const task = stored?.episode.task;
  const practitioner = task?.allocation?.practitioner ?? null;
  if (task?.state !== 'open' || practitioner === null) return null;
  return { practitioner, taskId: task.taskId, dueAt: task.dueAt };
};

/**
 * The caseload of a practitioner holds their open tasks. It is written in the transaction of the
 * state.
 */
export const buildCaseWrites = (
  previous: StoredEpisode | null,
  next: StoredEpisode,
): readonly TableWrite[] => {
  const [had, has] = [openCase(previous), openCase(next)];
  const moved = had?.practitioner !== has?.practitioner;
  return [
    ...(had !== null && moved ? [{ remove: caseKey(had.practitioner, had.taskId) }] : []),
    ...(has !== null && (moved || had?.dueAt !== has.dueAt)
      ? [
          {
            put: {
              ...caseKey(has.practitioner, has.taskId),
              entity: 'case',
              taskId: has.taskId,
              dueAt: has.dueAt,
            },
          },
        ]
      : []),
  ];
};

export const buildClaimWrites = (claim: Caseload | null): readonly TableWrite[] =>
  claim === null
    ? []
    : [
        {
          put: {
            pk: caseloadPartition(claim.practitionerId),
            sk: CASELOAD_HEAD,
            entity: 'caseload',
            version: claim.version + 1,
          },
          onlyIf: claim.version === 0 ? 'absent' : { version: claim.version },
        },
      ];
