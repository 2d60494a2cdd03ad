import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { Instant } from '../kernel/instant.ts';
import { NOT_YOUR_ROLE, type Result } from '../kernel/result.ts';
import { findJoiningReport, type JoinedEpisodes, type JoiningInput } from './joining.ts';
import {
  recordReferenceAction,
  type ReferenceActionDependencies,
  type ReferenceRequest,
} from './record-reference-action.ts';

/**
 * Records that a manager says that two episodes of a reference are one, because the report between them was a mistake;
 * or takes it back. It rewrites nothing: work follows its returns in both directions, and what came in between is where
 * it belongs.
 */
export const joinEpisodes = async (
  dependencies: ReferenceActionDependencies,
  input: JoiningInput,
  caller: Caller,
  now: Instant,
): Promise<Result<JoinedEpisodes>> => {
  if (!hasPermission(caller, 'joinEpisodes')) return NOT_YOUR_ROLE;
  const { episodeId, body } = input;
  const { key, joined, reason } = body;
  const decide: ReferenceRequest['decide'] = (reference, records) => {
    const found = findJoiningReport(reference, records, input, caller);
    if ('refusal' in found) return found;
    const { reportId, corrects } = found.value;
    const detail = { kind: 'joining' as const, joined, reportId };
    return { value: { detail, notificationId: reportId, corrects, texts: { reason } } };
  };
  const request = { episodeId, key, kind: 'joining', content: { joined, reason }, decide } as const;
  const done = await recordReferenceAction(dependencies, request, caller, now);
  if ('refusal' in done) return done;
  const { actionId, episodeIds } = done.value;
  return { value: { actionId, episodeIds: [...episodeIds] } };
};
