import { type Directory, directorySchema } from '../../../shared/directory/directory.ts';
import type { Area } from '../demonstration/county.ts';
import { FAMILY_NAMES, GIVEN_NAMES } from '../demonstration/names.ts';
import type { Random } from '../demonstration/random.ts';
import { drawLadder, drawMissingLadder } from './random-ladder.ts';

/** Authorities and forces that are drawn, with the areas whose police send messages. */
export interface RandomDirectory {
  readonly directory: Directory;
  readonly areas: readonly Area[];
}

interface DrawnLocality {
  readonly id: string;
  readonly postcodes: string[];
}

const POSTCODE_AREAS = ['NR', 'PE', 'IP', 'CB', 'DT', 'BH', 'HD', 'WF'];
const SCHOOL_AUTHORITIES = ['926', '874', '935', '873', '838', '839', '382', '384'];
const SHORTEST_CODE = 6;

const listNumbers = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => from + at);

/** Sometimes a sector of a district belongs to the next locality: the sector counts. */
const drawLocalities = (random: Random, letters: string): readonly DrawnLocality[] => {
  const count = random.integer(1, 3);
  const localities = listNumbers(0, count).map((at) => ({
    id: `${letters.toLowerCase()}-${at}`,
    name: `${letters} part ${at}`,
    postcodes: listNumbers(at * 3 + 1, random.integer(1, 3)).map((number) => `${letters}${number}`),
    ...(random.happens(0.6)
      ? { centre: { latitude: 51 + random.uniform(0, 2), longitude: random.uniform(0, 1.5) } }
      : {}),
  }));
  const [first, last] = [localities[0], localities.at(-1)];
  if (first !== undefined && last !== undefined && first !== last && random.happens(0.4))
    last.postcodes.push(`${first.postcodes[0] ?? ''} 9`);
  return localities;
};

const drawTeams = (random: Random, prefix: string, localities: readonly DrawnLocality[]) => {
  const together = localities.length > 1 && random.happens(0.4);
  const groups = together ? [localities] : localities.map((one) => [one]);
  return groups.map((group, at) => ({
    id: `${prefix}-team-${at}`,
    name: `Team ${at}`,
    localities: group.map(({ id }) => id),
  }));
};

const drawPerson = (random: Random, id: string, role: string, teams: readonly string[]) => ({
  practitionerId: id,
  name: `${random.pick(GIVEN_NAMES.other)} ${random.pick(FAMILY_NAMES)}`,
  role,
  teams: [...teams],
  caseloadCap: role === 'practitioner' && random.happens(0.5) ? random.integer(1, 4) : null,
  email: `${id}@council.example`,
  phone: random.happens(0.5) ? '07700 900123' : null,
  contactBy: 'email',
});

/** Some teams have no manager, some authorities no director: then the next higher role is notified. */
const drawPeople = (random: Random, prefix: string, teams: readonly { id: string }[]) => [
  ...teams.flatMap(({ id }) =>
    listNumbers(1, random.integer(1, 3)).map((number) =>
      drawPerson(random, `${id}-p${number}`, 'practitioner', [id]),
    ),
  ),
  ...teams
    .filter(() => random.happens(0.85))
    .map(({ id }) => drawPerson(random, `${id}-manager`, 'team-manager', [id])),
  drawPerson(random, `${prefix}-head`, 'head-of-service', []),
  ...(random.happens(0.7) ? [drawPerson(random, `${prefix}-director`, 'director', [])] : []),
];

const drawSettings = (random: Random) => ({
  contactAttempts: random.integer(1, 3),
  hoursBetweenAttempts: random.integer(0, 4),
  urgentHours: random.integer(6, 48),
  quietHours: random.happens(0.3) ? null : { from: '21:00', until: '07:00' },
  ...(random.happens(0.4) ? {} : { ladder: drawLadder(random) }),
  ...(random.happens(0.5) ? {} : { missingLadder: drawMissingLadder(random) }),
  detection: { scan: { replications: 99, historyWeeks: 12 } },
});

const drawAuthority = (random: Random, at: number) => {
  const letters = POSTCODE_AREAS[at] ?? 'NR';
  const prefix = `authority-${at}`;
  const localities = drawLocalities(random, letters);
  const teams = drawTeams(random, prefix, localities);
  return {
    code: `E1000${String(at + 1).padStart(SHORTEST_CODE - 2, '0')}`,
    name: `Authority ${at}`,
    localities,
    teams,
    people: drawPeople(random, prefix, teams),
    settings: drawSettings(random),
  };
};

const drawForces = (random: Random, codes: readonly string[]) => {
  const count = Math.min(codes.length, random.integer(1, 2));
  return listNumbers(0, count).map((at) => {
    const served = codes.filter((_, index) => index % count === at);
    return {
      code: `E2300000${at + 1}`,
      name: `Force ${at}`,
      authorities: served,
      defaultAuthority: random.pick(served),
    };
  });
};

const toArea = (
  { code, localities }: { code: string; localities: readonly { postcodes: readonly string[] }[] },
  at: number,
  forces: readonly { code: string; authorities: readonly string[] }[],
): Area => ({
  authority: code,
  force: forces.find(({ authorities }) => authorities.includes(code))?.code ?? '',
  referencePrefix: `R${at}`,
  schoolAuthority: SCHOOL_AUTHORITIES[at] ?? '926',
  districts: Object.fromEntries(
    localities.flatMap(({ postcodes }) =>
      postcodes.filter((one) => !one.includes(' ')).map((one) => [one, 1]),
    ),
  ),
});

/** Two to four authorities with localities, teams, staff and settings; one or two forces that they share. */
export const drawDirectory = (random: Random, codes: Directory['codes']): RandomDirectory => {
  const authorities = listNumbers(0, random.integer(2, 4)).map((at) => drawAuthority(random, at));
  const forces = drawForces(
    random,
    authorities.map(({ code }) => code),
  );
  return {
    directory: directorySchema.parse({ authorities, forces, codes }),
    areas: authorities.map((authority, at) => toArea(authority, at, forces)),
  };
};
