import type { Caller } from '../access/caller.ts';
import { readStaffMember } from '../directory/staff-store.ts';
import type { ActionDetail, OutcomeKind } from '../episodes/action.ts';
import type { Result } from '../kernel/result.ts';
import { checkIndependence } from './check-independence.ts';
import type { Work } from './record-work.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

/** What an outcome says of whoever held the interview; both null when none was held. */
export type Interviewer = Pick<
  ActionDetail & { readonly kind: 'outcome' },
  'independent' | 'employer'
>;

interface InterviewerInput {
  readonly outcome: OutcomeKind;
  readonly childAskedFor?: string | undefined;
}

const readEmployer = async (
  dependencies: CaseworkDependencies,
  { stored }: TaskRecord,
  { subject }: Caller,
): Promise<string | null> => {
  const authority = stored.episode.responsibleAuthority;
  const employer = (await readStaffMember(dependencies, authority, subject))?.employer ?? null;
  if (employer === null) return null;
  return employer.kind === 'provider' ? employer.name : employer.code;
};

/** Whoever corrects an interview that somebody else held says nothing of its interviewer. */
export const readInterviewer = async (
  dependencies: CaseworkDependencies,
  { outcome, childAskedFor }: InterviewerInput,
  { record, corrected }: Work,
  caller: Caller,
): Promise<Result<Interviewer>> => {
  if (outcome !== 'completed') return { value: { independent: null, employer: null } };
  const isHeld = corrected?.kind === 'outcome' && corrected.outcome === 'completed';
  if (isHeld && corrected.by !== caller.subject) {
    const { independent, employer } = corrected;
    return { value: { independent, employer } };
  }
  const independent = await checkIndependence(dependencies, record, caller, childAskedFor);
  if ('refusal' in independent) return independent;
  const employer = await readEmployer(dependencies, record, caller);
  return { value: { independent: independent.value, employer } };
};
