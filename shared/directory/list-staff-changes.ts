import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import type { Immutable } from '../kernel/immutable.ts';
import type { Result } from '../kernel/result.ts';
import { listRequestedAuthorities } from './caller-scope.ts';
import type { StaffDependencies } from './staff-store.ts';
import { staffChangeSchema } from './staff.ts';

export const staffChangeListSchema = z
  .object({ items: z.array(staffChangeSchema.meta({ id: 'StaffChange' })) })
  .meta({ id: 'StaffChangeList' });
export type StaffChangeList = Immutable<z.infer<typeof staffChangeListSchema>>;

/** Who changed what of somebody, before and after, in the caller's authorities. */
export const listStaffChanges = async (
  { staff, directory }: StaffDependencies,
  practitionerId: string,
  caller: Caller,
): Promise<Result<StaffChangeList>> => {
  const scope = listRequestedAuthorities(caller, undefined, directory);
  if ('refusal' in scope) return scope;
  const lists = await Promise.all(
    scope.value.map((authority) => staff.listChanges(authority, practitionerId)),
  );
  return { value: { items: lists.flat() } };
};
