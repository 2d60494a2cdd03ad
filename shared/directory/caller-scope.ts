import { type Result, NOT_YOUR_AUTHORITY, refuseParameter } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import type { Directory } from './directory.ts';

const isKnownAuthority = (directory: Directory, code: string): boolean =>
  directory.authorities.some((authority) => authority.code === code);

export const listRequestedAuthorities = (
  caller: Caller,
  requested: string | undefined,
  directory: Directory,
): Result<readonly string[]> => {
  if (requested !== undefined) {
    if (!belongsTo(caller, requested)) return NOT_YOUR_AUTHORITY;
    if (isKnownAuthority(directory, requested)) return { value: [requested] };
    return refuseParameter('unknown-authority', 'authority', 'No authority has this code.');
  }
  if (caller.authorities !== 'all') return { value: caller.authorities };
  return { value: directory.authorities.map(({ code }) => code) };
};

export const listCallerForces = (
  caller: Caller,
  directory: Directory,
): readonly (string | null)[] => {
  const known = directory.forces.filter(({ authorities }) =>
    authorities.some((authority) => belongsTo(caller, authority)),
  );
  const codes = known.map(({ code }) => code);
  return caller.authorities === 'all' ? [...codes, null] : codes;
};
