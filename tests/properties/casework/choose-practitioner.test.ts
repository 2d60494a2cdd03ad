import { isAbsentWhenDue, type CareTie, type OpenTasks } from '../../../shared/directory/staff.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choosePractitioner,
  type TaskToAllocate,
} from '../../../shared/casework/choose-practitioner.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { at } from '../../support/facts.ts';
import { shuffle } from '../../support/shuffle.ts';
import { isIndependentOf } from '../../../shared/episodes/rules/interviewer.ts';
import { buildPractitioner } from '../../support/directory.ts';

const NOW = at('2026-11-21T09:00Z');
const IDS = ['p-1', 'p-2', 'p-3', 'p-4', 'p-5'];
const TEAMS = ['norfolk-norwich', 'norfolk-east'];

const anyTie: fc.Arbitrary<CareTie> = fc.oneof(
  fc.record({ kind: fc.constant('key-worker'), childId: fc.constantFrom('ch-1', 'ch-2') }),
  fc.record({ kind: fc.constant('placement'), urn: fc.constantFrom('SC1', 'SC2') }),
);

const anyPerson = fc
  .record({
    id: fc.constantFrom(...IDS),
    teams: fc.subarray(TEAMS),
    role: fc.constantFrom('practitioner', 'practitioner', 'team-manager'),
    inactive: fc.constantFrom(false, false, false, true),
    caseloadCap: fc.option(fc.integer({ min: 1, max: 4 })),
    ties: fc.array(anyTie, { maxLength: 1 }),
  })
  .map(({ id, ...about }) => buildPractitioner(id, about));

const anyAbsence = fc.record({
  absenceId: fc.uuid(),
  practitionerId: fc.constantFrom(...IDS),
  from: fc.constantFrom('2026-11-19', '2026-11-21', '2026-11-22'),
  until: fc.constantFrom('2026-11-20', '2026-11-21', '2026-11-25'),
});

const anyLoad: fc.Arbitrary<OpenTasks> = fc
  .array(fc.option(fc.integer({ min: -60, max: 72 })), { maxLength: 5 })
  .map((hours) =>
    hours.map((hour, index) => ({
      taskId: `rhi-${index}`,
      dueAt: hour === null ? null : addMs(NOW, hour * HOUR_MS),
    })),
  );

const anyQuestion: fc.Arbitrary<TaskToAllocate> = fc.record({
  taskId: fc.uuid(),
  team: fc.constantFrom(...TEAMS),
  dueAt: fc.constantFrom(null, NOW, addMs(NOW, 72 * HOUR_MS)),
  child: fc.record({
    childIds: fc.constantFrom(['ch-1'], []),
    placementUrns: fc.constantFrom(['SC1'], []),
  }),
  wished: fc.constantFrom(null, ...IDS),
  known: fc.shuffledSubarray(IDS),
  staff: fc.record({
    practitioners: fc.uniqueArray(anyPerson, {
      selector: ({ practitionerId }) => practitionerId,
      maxLength: IDS.length,
    }),
    absences: fc.array(anyAbsence, { maxLength: 4 }),
  }),
  urgentHours: fc.constantFrom(0, 24),
});

const anyLoads = fc.tuple(...IDS.map(() => anyLoad)).map((loads) => {
  return new Map(IDS.map((id, index) => [id, loads[index] ?? []]));
});

describe('the allocation policy, whatever the staff and their load', () => {
  const anyone = (question: TaskToAllocate, id: string | null) =>
    question.staff.practitioners.find(({ practitionerId }) => practitionerId === id);

  it('never chooses one at the cap, away, involved in the care, inactive or no practitioner', () => {
    fc.assert(
      fc.property(anyQuestion, anyLoads, (question, loads) => {
        const chosen = anyone(question, choosePractitioner(question, loads, NOW).practitioner);
        if (chosen === undefined) return;
        const { practitionerId: id, caseloadCap, inactive, role } = chosen;
        expect(loads.get(id)?.length ?? 0).toBeLessThan(caseloadCap ?? Infinity);
        const { staff, dueAt } = question;
        expect(isAbsentWhenDue(id, staff.absences, dueAt, NOW)).toBe(false);
        expect(isIndependentOf(chosen, question.child)).toBe(true);
        expect({ inactive, role }).toEqual({ inactive: false, role: 'practitioner' });
      }),
    );
  });

  it('leaves a task unallocated only when the team has no candidate or a manager is to decide, and counts each member once', () => {
    fc.assert(
      fc.property(anyQuestion, anyLoads, (question, loads) => {
        const choice = choosePractitioner(question, loads, NOW);
        const { practitioner: chosen, considered } = choice;
        if (chosen === null && !choice.isForManager) expect(considered.candidates).toBe(0);
        const members = question.staff.practitioners.filter(
          ({ role, inactive, teams }) =>
            role === 'practitioner' &&
            !inactive &&
            question.team !== null &&
            teams.includes(question.team),
        );
        const { candidates, atCap, absent, notIndependent } = considered;
        expect(candidates + atCap + absent + notIndependent).toBe(members.length);
      }),
    );
  });

  it('chooses one of the team, or one who knows the child', () => {
    fc.assert(
      fc.property(anyQuestion, anyLoads, (question, loads) => {
        const choice = choosePractitioner(question, loads, NOW);
        if (choice.practitioner === null) return;
        if (choice.basis === 'child-wish') expect(choice.practitioner).toBe(question.wished);
        else if (choice.basis === 'continuity')
          expect(question.known).toContain(choice.practitioner);
        else expect(anyone(question, choice.practitioner)?.teams).toContain(question.team);
      }),
    );
  });

  it('chooses the same one in whatever order the staff are read', () => {
    fc.assert(
      fc.property(anyQuestion, anyLoads, fc.integer(), (question, loads, seed) => {
        const practitioners = shuffle(question.staff.practitioners, seed);
        const other = { ...question, staff: { ...question.staff, practitioners } };
        expect(choosePractitioner(other, loads, NOW)).toEqual(
          choosePractitioner(question, loads, NOW),
        );
      }),
    );
  });
});
