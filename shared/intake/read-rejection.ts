import type { RejectionDetail } from './rejection-api.ts';
import type { RejectionStore } from './rejections.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import { listCallerForces } from '../directory/caller-scope.ts';
import { viewRejection } from './view-rejection.ts';
import type { Caller } from '../access/caller.ts';
import type { Directory } from '../directory/directory.ts';

interface Dependencies {
  readonly rejections: RejectionStore;
  readonly directory: Directory;
}

/** A rejected message, whole. */
export const readRejection = async (
  { rejections, directory }: Dependencies,
  rejectionId: string,
  caller: Caller,
): Promise<Result<RejectionDetail>> => {
  const rejection = await rejections.get(rejectionId);
  if (rejection === null) return NOT_FOUND;
  const visible =
    caller.authorities === 'all' || listCallerForces(caller, directory).includes(rejection.force);
  return visible ? { value: { ...viewRejection(rejection), body: rejection.body } } : NOT_FOUND;
};
