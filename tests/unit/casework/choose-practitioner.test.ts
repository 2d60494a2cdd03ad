import type { Practitioner, OpenTasks } from '../../../shared/directory/staff.ts';
import { describe, expect, it } from 'vitest';
import {
  choosePractitioner,
  listCandidates,
  type TaskToAllocate,
} from '../../../shared/casework/choose-practitioner.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { at } from '../../support/facts.ts';
import { buildPractitioner } from '../../support/directory.ts';

const NOW = at('2026-11-21T09:00Z');

/** Open tasks that are due so many hours from now; null: without a clock. */
const dueIn = (...hours: (number | null)[]): OpenTasks =>
  hours.map((hour, index) => ({
    taskId: `rhi-${index}`,
    dueAt: hour === null ? null : addMs(NOW, hour * HOUR_MS),
  }));

const toAllocate = (
  practitioners: readonly Practitioner[],
  about: Partial<TaskToAllocate> = {},
): TaskToAllocate => ({
  taskId: 'rhi-new',
  team: 'norfolk-norwich',
  dueAt: null,
  child: { childIds: ['ch-1'], placementUrns: ['SC000001'] },
  wished: null,
  known: [],
  staff: { practitioners, absences: [] },
  urgentHours: 24,
  ...about,
});

const [ANNA, BEN, CARL] = [
  buildPractitioner('p-a'),
  buildPractitioner('p-b'),
  buildPractitioner('p-c'),
];

const allocate = (question: TaskToAllocate, loads: Record<string, OpenTasks> = {}) =>
  choosePractitioner(question, new Map(Object.entries(loads)), NOW);

describe('an unallocated task goes to', () => {
  it('the one of the team with the fewest urgent tasks, though others have fewer in all', () => {
    const loads = { 'p-a': dueIn(2), 'p-b': dueIn(70, 71, null), 'p-c': dueIn(-5) };
    expect(allocate(toAllocate([ANNA, BEN, CARL]), loads)).toEqual({
      practitioner: 'p-b',
      basis: 'least-load',
      considered: { candidates: 3, atCap: 0, absent: 0, notIndependent: 0 },
    });
  });

  it('the one with the fewest tasks, when as many are urgent', () => {
    const loads = { 'p-a': dueIn(2, 70), 'p-b': dueIn(-9), 'p-c': dueIn(3, 50, 60) };
    expect(allocate(toAllocate([ANNA, BEN, CARL]), loads).practitioner).toBe('p-b');
  });

  it('in turn, when all have equal caseloads', () => {
    const chosen = Array.from({ length: 60 }, (_, index) =>
      allocate(toAllocate([ANNA, BEN, CARL], { taskId: `rhi-${index}` })),
    );
    const times = (id: string) => chosen.filter((one) => one.practitioner === id).length;
    expect(Math.min(times('p-a'), times('p-b'), times('p-c'))).toBeGreaterThan(10);
  });

  it('the practitioner who knows the child, though others have smaller caseloads', () => {
    const loads = { 'p-a': dueIn(1, 2, 3), 'p-b': dueIn() };
    expect(allocate(toAllocate([ANNA, BEN], { known: ['p-a'] }), loads)).toMatchObject({
      practitioner: 'p-a',
      basis: 'continuity',
    });
  });

  it('the practitioner who knows the child, also of another team of the authority', () => {
    const elsewhere = buildPractitioner('p-e', { teams: ['norfolk-east'] });
    const question = toAllocate([ANNA, elsewhere], { known: ['p-e'] });
    expect(allocate(question)).toEqual({
      practitioner: 'p-e',
      basis: 'continuity',
      considered: { candidates: 1, atCap: 0, absent: 0, notIndependent: 0 },
    });
    expect(listCandidates(question).map(({ practitionerId }) => practitionerId)).toEqual([
      'p-e',
      'p-a',
    ]);
  });

  it('the next who knows the child, when the first is away', () => {
    const away = {
      absenceId: 'abs-1',
      practitionerId: 'p-a',
      from: '2026-11-20',
      until: '2026-11-21',
    };
    const staff = { practitioners: [ANNA, BEN, CARL], absences: [away] };
    const chosen = allocate(toAllocate([], { staff, known: ['p-a', 'p-c'] }), { 'p-c': dueIn(1) });
    expect(chosen).toMatchObject({ practitioner: 'p-c', basis: 'continuity' });
  });
});

describe('a task is never allocated automatically to', () => {
  it.each([
    ['whoever is at their cap', { caseloadCap: 2 }, 'atCap'],
    [
      "the child's key worker",
      { ties: [{ kind: 'key-worker', childId: 'ch-1' }] },
      'notIndependent',
    ],
    [
      'whoever works where the child was missing from, however the URN is written',
      { ties: [{ kind: 'placement', urn: 'sc 000001' }] },
      'notIndependent',
    ],
  ] as const)('%s', (_, about, reason) => {
    const one = buildPractitioner('p-a', about);
    const loads = { 'p-a': dueIn(60, 70) };
    for (const known of [[], ['p-a']]) {
      expect(allocate(toAllocate([one], { known }), loads)).toEqual({
        practitioner: null,
        isForManager: reason === 'atCap' && known.length > 0,
        considered: { candidates: 0, atCap: 0, absent: 0, notIndependent: 0, [reason]: 1 },
      });
    }
  });

  it('a practitioner who is away on that day in London, first and last day included', () => {
    const away = {
      absenceId: 'abs-1',
      practitionerId: 'p-a',
      from: '2026-06-02',
      until: '2026-06-03',
    };
    const question = toAllocate([], { staff: { practitioners: [ANNA], absences: [away] } });
    const chosenAt = (time: string) =>
      choosePractitioner(question, new Map(), at(time)).practitioner;
    expect(chosenAt('2026-06-01T22:59:59.999Z')).toBe('p-a');
    expect(chosenAt('2026-06-01T23:00Z')).toBeNull();
    expect(chosenAt('2026-06-03T22:59:59.999Z')).toBeNull();
    expect(chosenAt('2026-06-03T23:00Z')).toBe('p-a');
  });

  it.each([
    ['managers', { role: 'team-manager' }],
    ['people who left', { inactive: true }],
    ['another team', { teams: ['norfolk-east'] }],
  ] as const)('%s', (_, about) => {
    expect(allocate(toAllocate([buildPractitioner('p-a', about)]))).toEqual({
      practitioner: null,
      isForManager: false,
      considered: { candidates: 0, atCap: 0, absent: 0, notIndependent: 0 },
    });
  });

  it('a practitioner who is tied to another child or another placement is not left out', () => {
    const tied = buildPractitioner('p-a', {
      ties: [
        { kind: 'key-worker', childId: 'ch-2' },
        { kind: 'placement', urn: 'SC000002' },
      ],
    });
    const unknown = { childIds: [], placementUrns: [] };
    expect(allocate(toAllocate([tied])).practitioner).toBe('p-a');
    expect(allocate(toAllocate([tied], { child: unknown })).practitioner).toBe('p-a');
  });
});
