import type { Directory } from './authority.ts';
import { type Result, NOT_YOUR_AUTHORITY, refuseParameter } from '../kernel/result.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
const isKnownAuthority = (directory: Directory, code: string): boolean =>
  directory.authorities.some((authority) => authority.code === code);

/** The authorities to answer for: the one that was asked for, or all of the caller's. */
export const authoritiesAskedFor = (
  caller: Caller,
  asked: string | undefined,
  directory: Directory,
): Result<readonly string[]> => {
  if (asked !== undefined) {
    if (!belongsTo(caller, asked)) return NOT_YOUR_AUTHORITY;
    if (isKnownAuthority(directory, asked)) return { value: [asked] };
    return refuseParameter('unknown-authority', 'authority', 'No authority has this code.');
  }
  if (caller.authorities !== 'all') return { value: caller.authorities };
  return { value: directory.authorities.map(({ code }) => code) };
};

/** The forces whose rejected messages the caller may see; `null`: those of no readable force. */
export const forcesOf = (caller: Caller, directory: Directory): readonly (string | null)[] => {
  const known = directory.forces.filter(({ authorities }) =>
    authorities.some((authority) => belongsTo(caller, authority)),
  );
  const codes = known.map(({ code }) => code);
  return caller.authorities === 'all' ? [...codes, null] : codes;
};
