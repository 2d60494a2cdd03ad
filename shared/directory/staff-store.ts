import * as z from 'zod';
import type { StaffMember } from './person.ts';
import type { Staff } from './practitioner.ts';
import type { Caseload, StaffStore } from './staff.ts';
import {
  absenceItem,
  begunWith,
  practitionerItem,
  storedAbsence,
  storedCase,
  storedPractitioner,
  absenceKey,
  ABSENCES_FROM,
  CASELOAD_HEAD,
  caseloadPartition,
  personKey,
  staffPartition,
} from './stored-staff.ts';
import { type Item, MOST_WRITES, type Table, LAST } from '../database/table.ts';

/** So many times the people of the configuration are looked for; others may be storing them too. */
const ROUNDS = 8;

const ofEntity = (items: readonly Item[], entity: string): readonly Item[] =>
  items.filter((item) => item['entity'] === entity);

const staffOf = (items: readonly Item[]): Staff => ({
  practitioners: ofEntity(items, 'practitioner').map((item) => storedPractitioner.parse(item)),
  absences: ofEntity(items, 'absence').map((item) => storedAbsence.parse(item)),
});

const neverStored = (
  items: readonly Item[],
  authority: string,
  configured: readonly StaffMember[],
): readonly StaffMember[] => {
  const stored = new Set(items.map(({ sk }) => sk));
  return configured.filter(
    ({ practitionerId }) => !stored.has(personKey(authority, practitionerId).sk),
  );
};

/** Whoever is stored already is never written again, so that what was changed through the API stays. */
const readStaff = async (
  table: Table,
  authority: string,
  configured: readonly StaffMember[],
): Promise<Staff> => {
  for (let round = 1; round <= ROUNDS; round++) {
    const items = await table.readPartition(staffPartition(authority), ABSENCES_FROM, LAST);
    const missing = neverStored(items, authority, configured);
    if (missing.length === 0) return staffOf(items);
    await table.transact(
      missing.slice(0, MOST_WRITES).map((person) => ({
        put: practitionerItem(begunWith(authority, person)),
        onlyIf: 'absent',
      })),
    );
  }
  throw new Error('The people of the configuration could not be stored.');
};

const caseloadHead = z.object({ version: z.number() });

const readCaseload = async (table: Table, practitionerId: string): Promise<Caseload> => {
  const items = await table.readPartition(caseloadPartition(practitionerId), CASELOAD_HEAD, LAST);
  const [head] = ofEntity(items, 'caseload');
  return {
    practitionerId,
    tasks: ofEntity(items, 'case').map((item) => storedCase.parse(item)),
    version: head === undefined ? 0 : caseloadHead.parse(head).version,
  };
};

/** The people of the authorities, their absences and caseloads, in the core table. */
export const createStaffStore = (table: Table): StaffStore => ({
  read: (authority, configured) => readStaff(table, authority, configured),
  put: async (practitioner) => {
    const { version } = practitioner;
    const done = await table.transact([
      {
        put: practitionerItem({ ...practitioner, version: version + 1 }),
        onlyIf: version === 0 ? 'absent' : { version },
      },
    ]);
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
  putAbsence: async (authority, absence) => {
    const put = absenceItem(authority, absence);
    const done = await table.transact([{ put, onlyIf: 'absent' }]);
    if (done.outcome === 'contended')
      throw new Error('Another write of this absence is under way.');
  },
  removeAbsence: async (authority, absenceId) => {
    const done = await table.transact([{ remove: absenceKey(authority, absenceId) }]);
    if (done.outcome !== 'written') throw new Error('Another write of this absence is under way.');
  },
  readCaseload: (practitionerId) => readCaseload(table, practitionerId),
});
