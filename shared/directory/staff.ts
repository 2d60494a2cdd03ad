import type { StaffMember } from './person.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Absence, Practitioner, Staff } from './practitioner.ts';
import type { WriteResult } from '../kernel/write-result.ts';

/** The open tasks that somebody has, read consistently, and the version that a new claim must still find. */
export interface Caseload {
  readonly practitionerId: string;
  readonly tasks: readonly { readonly taskId: string; readonly dueAt: Instant | null }[];
  readonly version: number;
}

/** People of the authorities: in the table, begun from the configuration. */
export interface StaffStore {
  /** Everybody of an authority, consistently. People of the configuration who were never stored are stored first. */
  read(authority: string, configured: readonly StaffMember[]): Promise<Staff>;
  /** Stores somebody on the version read (0 for somebody new). */
  put(practitioner: Practitioner): Promise<WriteResult>;
  /** Stores an absence once, however often it is sent. */
  putAbsence(authority: string, absence: Absence): Promise<void>;
  /** Does nothing when there is none. */
  removeAbsence(authority: string, absenceId: string): Promise<void>;
  readCaseload(practitionerId: string): Promise<Caseload>;
}
