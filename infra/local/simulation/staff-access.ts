import { type AccessItem, createAccessItem } from '../../../shared/access/access-tokens.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import { toInstant } from '../../../shared/kernel/instant.ts';
import type { Worker } from './world.ts';

const VALID_UNTIL = toInstant(Date.UTC(2030, 0, 1));

export const listWorkers = ({ authorities }: Directory): readonly Worker[] =>
  authorities.flatMap(({ code, people }) =>
    people.map((person) => ({
      ...person,
      authority: code,
      token: `token-of-${person.practitionerId}`,
      caller: {
        subject: person.practitionerId,
        role: person.role === 'practitioner' ? 'practitioner' : 'manager',
        authorities: [code],
      },
    })),
  );

export const createAccess = (
  workers: readonly Worker[],
  change: (caller: Caller) => Caller,
): readonly AccessItem[] =>
  workers.map(({ token, caller }) => createAccessItem(token, change(caller), VALID_UNTIL));
