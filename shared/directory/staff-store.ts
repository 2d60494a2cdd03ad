import * as z from 'zod';
import { type Item, type ItemKey, LAST, MOST_WRITES, type Table } from '../database/table.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import type { Directory } from './directory.ts';
import {
  type Absence,
  absenceSchema,
  type Caseload,
  openTaskSchema,
  type Practitioner,
  practitionerSchema,
  type Staff,
  type StaffChange,
  staffChangeSchema,
  type StaffMember,
} from './staff.ts';
import { FaultError } from '../kernel/fault-error.ts';

/** What of a member of staff every request asks about. */
export interface Employment {
  readonly inactive: boolean;
  /** Works for a provider or another authority. */
  readonly isExternal: boolean;
}

export interface StaffStore {
  /** Reads consistently. Staff of the directory who were never stored are stored first. */
  read(authority: string, configured: readonly StaffMember[]): Promise<Staff>;
  /** With the change as a fact, if it is known who made it. */
  put(practitioner: Practitioner, made?: Omit<StaffChange, 'after'>): Promise<WriteResult>;
  readChange(
    authority: string,
    practitionerId: string,
    version: number,
  ): Promise<StaffChange | null>;
  /** Oldest first. */
  listChanges(authority: string, practitionerId: string): Promise<readonly StaffChange[]>;
  putAbsence(authority: string, absence: Absence): Promise<void>;
  removeAbsence(authority: string, absenceId: string): Promise<void>;
  readCaseload(practitionerId: string): Promise<Caseload>;
  /** Consistently. Null of somebody whom the authority has never stored. */
  readEmployment(authority: string, practitionerId: string): Promise<Employment | null>;
}

/** Practitioners and absences of an authority, so that one query reads them. */
export const staffPartition = (authority: string): string => `staff#${authority}`;

export const ABSENCES_FROM = 'absence#';

export const absenceKey = (authority: string, absenceId: string): ItemKey => ({
  pk: staffPartition(authority),
  sk: `${ABSENCES_FROM}${absenceId}`,
});

export const practitionerKey = (authority: string, practitionerId: string): ItemKey => ({
  pk: staffPartition(authority),
  sk: `person#${practitionerId}`,
});

export const caseloadPartition = (practitionerId: string): string => `caseload#${practitionerId}`;

export const CASELOAD_HEAD = 'head';

export const caseKey = (practitionerId: string, taskId: string): ItemKey => ({
  pk: caseloadPartition(practitionerId),
  sk: taskId,
});

const buildPractitionerItem = (practitioner: Practitioner): Item => ({
  ...practitionerKey(practitioner.authority, practitioner.practitionerId),
  entity: 'practitioner',
  ...practitioner,
});

/** Apart from the staff list, which is read whole again and again. */
const changeKey = (authority: string, practitionerId: string, version: number): ItemKey => ({
  pk: `staff-change#${authority}#${practitionerId}`,
  sk: String(version).padStart(6, '0'),
});

const buildChangeItem = (change: StaffChange): Item => ({
  ...changeKey(change.after.authority, change.after.practitionerId, change.after.version),
  entity: 'staff-change',
  change,
});

const buildAbsenceItem = (authority: string, absence: Absence): Item => ({
  ...absenceKey(authority, absence.absenceId),
  entity: 'absence',
  ...absence,
});

export const createPractitioner = (authority: string, person: StaffMember): Practitioner => ({
  ...person,
  authority,
  ties: [],
  inactive: false,
  version: 1,
});

const MOST_ROUNDS = 8;

const filterByEntity = (items: readonly Item[], entity: string): readonly Item[] =>
  items.filter((item) => item['entity'] === entity);

const parseStaff = (items: readonly Item[]): Staff => ({
  practitioners: filterByEntity(items, 'practitioner').map((item) =>
    practitionerSchema.parse(item),
  ),
  absences: filterByEntity(items, 'absence').map((item) => absenceSchema.parse(item)),
});

const findNeverStored = (
  items: readonly Item[],
  authority: string,
  configured: readonly StaffMember[],
): readonly StaffMember[] => {
  const stored = new Set(items.map(({ sk }) => sk));
  return configured.filter(
    ({ practitionerId }) => !stored.has(practitionerKey(authority, practitionerId).sk),
  );
};

/** Nobody who is stored is overwritten, so that changes made through the API stay. */
const readOrStore = async (
  table: Table,
  authority: string,
  configured: readonly StaffMember[],
): Promise<Staff> => {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const items = await table.readPartition(staffPartition(authority), ABSENCES_FROM, LAST);
    const missing = findNeverStored(items, authority, configured);
    if (missing.length === 0) return parseStaff(items);
    await table.transact(
      missing.slice(0, MOST_WRITES).map((person) => ({
        put: buildPractitionerItem(createPractitioner(authority, person)),
        onlyIf: 'absent',
      })),
    );
  }
  throw new FaultError('write-conflict', 'The staff of the directory could not be stored.');
};

const caseloadHeadSchema = z.object({ version: z.number() });

const readCaseload = async (table: Table, practitionerId: string): Promise<Caseload> => {
  const items = await table.readPartition(caseloadPartition(practitionerId), CASELOAD_HEAD, LAST);
  const [head] = filterByEntity(items, 'caseload');
  return {
    practitionerId,
    tasks: filterByEntity(items, 'case').map((item) => openTaskSchema.parse(item)),
    version: head === undefined ? 0 : caseloadHeadSchema.parse(head).version,
  };
};

export const createStaffStore = (table: Table): StaffStore => ({
  read: (authority, configured) => readOrStore(table, authority, configured),
  put: async (practitioner, made) => {
    const { version } = practitioner;
    const after = { ...practitioner, version: version + 1 };
    const done = await table.transact([
      {
        put: buildPractitionerItem(after),
        onlyIf: version === 0 ? 'absent' : { version },
      },
      ...(made === undefined
        ? []
        : [{ put: buildChangeItem({ ...made, after }), onlyIf: 'absent' as const }]),
    ]);
    return done.outcome === 'written' ? 'written' : 'conflict';
  },
  readChange: async (authority, practitionerId, version) => {
    const item = await table.get(changeKey(authority, practitionerId, version));
    return item === null ? null : staffChangeSchema.parse(item['change']);
  },
  listChanges: async (authority, practitionerId) => {
    const { pk } = changeKey(authority, practitionerId, 0);
    const items = await table.readPartition(pk, ' ', LAST);
    return items.map((item) => staffChangeSchema.parse(item['change']));
  },
  putAbsence: async (authority, absence) => {
    const put = buildAbsenceItem(authority, absence);
    const done = await table.transact([{ put, onlyIf: 'absent' }]);
    if (done.outcome === 'contended')
      throw new FaultError('write-conflict', 'The absence is being written elsewhere.');
  },
  removeAbsence: async (authority, absenceId) => {
    const done = await table.transact([{ remove: absenceKey(authority, absenceId) }]);
    if (done.outcome !== 'written')
      throw new FaultError('write-conflict', 'The absence is being written elsewhere.');
  },
  readCaseload: (practitionerId) => readCaseload(table, practitionerId),
  readEmployment: async (authority, practitionerId) => {
    const item = await table.get(practitionerKey(authority, practitionerId));
    return (
      item && {
        inactive: item['inactive'] === true,
        isExternal: (item['employer'] ?? null) !== null,
      }
    );
  },
});

export interface StaffDependencies {
  readonly staff: StaffStore;
  readonly directory: Directory;
}

type ReadStaffDependencies = Pick<StaffDependencies, 'directory'> & {
  readonly staff: Pick<StaffStore, 'read'>;
};

export const readStaff = (
  { staff, directory }: ReadStaffDependencies,
  authority: string,
): Promise<Staff> =>
  staff.read(authority, directory.authorities.find(({ code }) => code === authority)?.people ?? []);

export const readStaffMember = async (
  dependencies: ReadStaffDependencies,
  authority: string,
  practitionerId: string,
): Promise<Practitioner | null> => {
  const { practitioners } = await readStaff(dependencies, authority);
  return practitioners.find((one) => one.practitionerId === practitionerId) ?? null;
};

export type StaffReader = (authority: string) => Promise<Staff>;

/** Reads the staff of each authority once in a run. A read that failed is tried again by the next caller. */
export const createStaffReader = (dependencies: ReadStaffDependencies): StaffReader => {
  const reads = new Map<string, Promise<Staff>>();
  const readNow = async (authority: string): Promise<Staff> => {
    try {
      return await readStaff(dependencies, authority);
    } catch (error) {
      reads.delete(authority);
      throw error;
    }
  };
  return (authority) => {
    const read = reads.get(authority) ?? readNow(authority);
    reads.set(authority, read);
    return read;
  };
};
