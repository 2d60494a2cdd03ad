import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import { ROLES } from '../access/roles.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { Authority } from './authority.ts';
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
    deputy: z.string().nullable().meta({ description: 'Who stands in while you are away.' }),
    deputyOf: z
      .array(z.object({ practitionerId: z.string(), name: z.string(), awayToday: z.boolean() }))
      .meta({ description: 'For whom you stand in while they are away.' }),
  })
  .meta({ id: 'Me' });
export type Me = Immutable<z.infer<typeof meSchema>>;

interface Found {
  readonly person: Practitioner;
  readonly isAway: boolean;
  readonly deputyOf: Me['deputyOf'];
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
    if (person === undefined) continue;
    const isAwayToday = (id: string): boolean => isAbsent(id, absences, now);
    const deputyOf = practitioners
      .filter(({ deputy, inactive }) => deputy === subject && !inactive)
      .map(({ practitionerId, name }) => ({
        practitionerId,
        name,
        awayToday: isAwayToday(practitionerId),
      }));
    return { person, isAway: isAwayToday(subject), deputyOf };
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
  return {
    value: {
      id: subject,
      role,
      allAuthorities: authorities === 'all',
      authorities: own.map(({ code, name }) => ({ code, name })),
      ...(found === null ? MACHINE : viewPerson(found, own)),
    },
  };
};

type OfRecord = Omit<Me, 'id' | 'role' | 'allAuthorities' | 'authorities'>;

const MACHINE: OfRecord = {
  kind: 'machine',
  name: null,
  staffRole: null,
  teams: [],
  awayToday: false,
  deputy: null,
  deputyOf: [],
};

const viewPerson = (
  { person, isAway, deputyOf }: Found,
  authorities: readonly Authority[],
): OfRecord => ({
  kind: 'person',
  name: person.name,
  staffRole: person.role,
  teams: authorities.flatMap(({ code, teams }) =>
    teams
      .filter(({ id }) => person.teams.includes(id))
      .map(({ id, name }) => ({ id, name, authority: code })),
  ),
  awayToday: isAway,
  deputy: person.deputy,
  deputyOf,
});
