import type { LadderLevel } from '../../../shared/directory/ladder.ts';
import { STAFF_ROLES, type StaffRole } from '../../../shared/directory/staff.ts';
import type { Random } from '../demonstration/random.ts';

type DrawnLevel = Pick<LadderLevel, 'level' | 'from' | 'afterHours' | 'when' | 'to'> &
  Partial<LadderLevel>;

const drawRoles = (random: Random): readonly StaffRole[] => {
  const from = random.integer(0, STAFF_ROLES.length - 1);
  return STAFF_ROLES.slice(from, from + random.integer(1, 2));
};

const drawReminders = (random: Random): readonly DrawnLevel[] => {
  const to = () => drawRoles(random);
  const hours = (least: number, most: number) => random.integer(least, most);
  return [
    {
      level: 'is-home',
      from: 'found',
      afterHours: hours(1, 30),
      when: 'return-unconfirmed',
      to: to(),
      repeatEveryHours: random.happens(0.5) ? hours(6, 30) : null,
      mustAcknowledge: random.happens(0.5),
    },
    { level: 'nobody', from: 'opening', afterHours: hours(0, 6), when: 'unallocated', to: to() },
    { level: 'not-tried', from: 'return', afterHours: hours(2, 48), when: 'no-attempt', to: to() },
    {
      level: 'nothing-said',
      from: 'appointment',
      afterHours: hours(1, 6),
      when: 'appointment-unrecorded',
      to: to(),
    },
    { level: 'soon', from: 'due', afterHours: -hours(1, 24), when: 'no-outcome', to: to() },
  ];
};

const drawBreaches = (random: Random): readonly DrawnLevel[] => {
  const to = () => drawRoles(random);
  return [
    {
      level: 'late',
      from: 'due',
      afterHours: 0,
      when: 'no-outcome',
      to: to(),
      mustAcknowledge: true,
    },
    {
      level: 'late-unseen',
      from: 'late',
      afterHours: random.integer(1, 12),
      when: 'unacknowledged',
      to: to(),
    },
    {
      level: 'very-late',
      from: 'due',
      afterHours: random.integer(12, 48),
      when: 'no-outcome',
      to: to(),
      stoppedBy: random.happens(0.5) ? ['late'] : [],
    },
    {
      level: 'not-kept',
      from: 'plan',
      afterHours: 0,
      when: 'no-outcome',
      to: ['whoever-acknowledged', 'role-above'],
      mustAcknowledge: true,
    },
  ];
};

/** A ladder of an authority's own: some reminders, and what follows when a task is late. */
export const drawLadder = (random: Random): readonly DrawnLevel[] => [
  ...drawReminders(random).filter(() => random.happens(0.7)),
  ...drawBreaches(random),
];

/** A ladder of children who are missing, some of them from the report on. */
export const drawMissingLadder = (random: Random): readonly DrawnLevel[] => {
  const to = () => drawRoles(random);
  const of = { from: 'report', when: 'still-missing', mustAcknowledge: true } as const;
  return [
    {
      ...of,
      level: 'young',
      afterHours: 0,
      to: to(),
      onlyFor: { youngerThan: random.integer(10, 16), riskLevels: ['high'] },
    },
    { ...of, level: 'missing', afterHours: random.integer(2, 48), to: to(), stoppedBy: ['young'] },
    {
      ...of,
      level: 'long-missing',
      afterHours: random.integer(24, 72),
      to: to(),
      repeatEveryHours: random.integer(12, 60),
      stoppedBy: random.happens(0.5) ? ['long-missing'] : [],
    },
    {
      ...of,
      level: 'missing-not-kept',
      from: 'plan',
      afterHours: 0,
      to: ['whoever-acknowledged', 'role-above'],
    },
  ];
};
