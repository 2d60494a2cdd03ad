import type { StaffMember, Practitioner } from '../../../shared/directory/staff.ts';
import { chooseEscalationRecipients } from '../../../shared/directory/escalation-recipients.ts';
import { describe, expect, it } from 'vitest';
import { buildAllocation } from '../../support/actions.ts';
import { at } from '../../support/facts.ts';
import { foldWork } from '../../../shared/episodes/rules/fold-work.ts';
import { buildStaffMember } from '../../support/directory.ts';

const staff = (
  id: string,
  role: StaffMember['role'],
  about: Partial<Practitioner> = {},
): Practitioner => ({
  ...buildStaffMember(id, { role }),
  authority: 'E10000020',
  ties: [],
  inactive: false,
  version: 1,
  ...about,
});

const P1 = staff('p-1', 'practitioner');
const P2 = staff('p-2', 'practitioner');
const NORWICH = staff('m-norwich', 'team-manager', { teams: ['norfolk-norwich'] });
const NORWICH_2 = staff('m-norwich-2', 'team-manager', { teams: ['norfolk-norwich'] });
const BROADLAND = staff('m-broadland', 'team-manager', { teams: ['norfolk-broadland'] });
const HEAD = staff('head', 'head-of-service');
const DIRECTOR = staff('director', 'director');
const ALL = [P1, P2, NORWICH, BROADLAND, HEAD, DIRECTOR];

const buildTask = (
  practitioner: string | null,
  team: string | null = 'norfolk-norwich',
): Parameters<typeof chooseEscalationRecipients>[1] => ({
  team,
  ...foldWork(at('2026-11-11T06:10Z'), [buildAllocation(practitioner)]),
});

const listNotified = (...about: Parameters<typeof chooseEscalationRecipients>) =>
  chooseEscalationRecipients(...about).map(({ practitionerId }) => practitionerId);

describe('An escalation of a task notifies', () => {
  it('the practitioner who has it, and no other', () => {
    expect(listNotified(['practitioner'], buildTask('p-2'), ALL)).toEqual(['p-2']);
  });

  it('the manager of its team, and no other manager', () => {
    expect(listNotified(['team-manager'], buildTask('p-1'), ALL)).toEqual(['m-norwich']);
  });

  it('every manager of its team', () => {
    const people = [...ALL, NORWICH_2];
    expect(listNotified(['team-manager'], buildTask('p-1'), people)).toEqual([
      'm-norwich',
      'm-norwich-2',
    ]);
  });

  it('every manager of the authority when it has no team, or its team no manager', () => {
    const everyManager = ['m-broadland', 'm-norwich'];
    expect(listNotified(['team-manager'], buildTask('p-1', null), ALL)).toEqual(everyManager);
    expect(listNotified(['team-manager'], buildTask('p-1', 'norfolk-west'), ALL)).toEqual(
      everyManager,
    );
  });

  it('the manager instead of the practitioner while it is unallocated', () => {
    expect(listNotified(['practitioner'], buildTask(null), ALL)).toEqual(['m-norwich']);
    expect(
      listNotified(['practitioner'], { team: 'norfolk-norwich', allocation: null }, ALL),
    ).toEqual(['m-norwich']);
  });

  it('no one twice, also when two roles are the same person', () => {
    expect(listNotified(['practitioner', 'team-manager'], buildTask(null), ALL)).toEqual([
      'm-norwich',
    ]);
  });

  it('no one who has left: the next higher role is notified instead', () => {
    const gone = { ...NORWICH, inactive: true };
    expect(
      listNotified(['practitioner'], buildTask('p-1'), [{ ...P1, inactive: true }, NORWICH]),
    ).toEqual(['m-norwich']);
    expect(listNotified(['team-manager'], buildTask('p-1'), [P1, gone, HEAD, DIRECTOR])).toEqual([
      'head',
    ]);
    expect(listNotified(['team-manager'], buildTask('p-1'), [P1, gone, DIRECTOR])).toEqual([
      'director',
    ]);
  });

  it('never a lower role in place of a higher one', () => {
    expect(listNotified(['director'], buildTask('p-1'), [P1, NORWICH, HEAD])).toEqual([]);
  });

  it('no one when there is no one', () => {
    expect(
      listNotified(['practitioner', 'team-manager', 'head-of-service'], buildTask('p-1'), []),
    ).toEqual([]);
  });
});
