import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import { ROLES } from '../access/roles.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import { readStaff, type StaffDependencies } from './staff-store.ts';
import { isAbsent, type Practitioner, STAFF_ROLES } from './staff.ts';

export const meSchema = z
  .object({
    id: z.string().meta({ description: 'The subject of the sign-in.' }),
    kind: z.enum(['person', 'machine']).meta({
      description: '`person`: has a staff record in one of the authorities.',
    }),
    name: z.string().nullable().meta({ description: 'As the staff list has it; else null.' }),
    role: z.enum(ROLES).meta({ description: 'What the token may do.' }),
    staffRole: z.enum(STAFF_ROLES).nullable(),
    allAuthorities: z.boolean(),
    authorities: z.array(z.object({ code: gssCodeSchema, name: z.string() })),
    teams: z.array(z.object({ id: z.string(), name: z.string(), authority: gssCodeSchema })),
    awayToday: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = Immutable<z.infer<typeof meSchema>>;

interface Found {
  readonly person: Practitioner;
  readonly isAway: boolean;
}

/** The staff record of the caller, in the first of their authorities that has one. */
const findOwnRecord = async (
  dependencies: StaffDependencies,
  authorities: readonly string[],
  subject: string,
  now: Instant,
): Promise<Found | null> => {
  for (const authority of authorities) {
    const { practitioners, absences } = await readStaff(dependencies, authority);
    const person = practitioners.find(({ practitionerId }) => practitionerId === subject);
    if (person !== undefined) return { person, isAway: isAbsent(subject, absences, now) };
  }
  return null;
};

/** Who a token stands for. */
export const readMe = async (
  dependencies: StaffDependencies,
  { subject, role, authorities }: Caller,
  now: Instant,
): Promise<Result<Me>> => {
  const known = dependencies.directory.authorities;
  const own =
    authorities === 'all' ? known : known.filter(({ code }) => authorities.includes(code));
  const codes = own.map(({ code }) => code);
  const found = await findOwnRecord(dependencies, codes, subject, now);
  const teams = found?.person.teams ?? [];
  return {
    value: {
      id: subject,
      kind: found === null ? 'machine' : 'person',
      name: found?.person.name ?? null,
      role,
      staffRole: found?.person.role ?? null,
      allAuthorities: authorities === 'all',
      authorities: own.map(({ code, name }) => ({ code, name })),
      teams: own.flatMap(({ code, teams: all }) =>
        all
          .filter(({ id }) => teams.includes(id))
          .map(({ id, name }) => ({ id, name, authority: code })),
      ),
      awayToday: found?.isAway ?? false,
    },
  };
};
