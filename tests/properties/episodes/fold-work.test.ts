import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../shared/episodes/action.ts';
import { addMs } from '../../../shared/kernel/instant.ts';
import { type ActionOverrides, buildAction, buildAllocation } from '../../support/actions.ts';
import { at } from '../../support/facts.ts';
import { listCurrentActions } from '../../../shared/episodes/rules/current-actions.ts';
import { foldWork } from '../../../shared/episodes/rules/fold-work.ts';

const OPENED_AT = at('2026-11-11T08:10Z');
const minutesLater = (minutes: number) => addMs(OPENED_AT, minutes * 60_000);

const kind = fc.constantFrom(
  'attempt' as const,
  'offer' as const,
  'allocation' as const,
  'hand-back' as const,
  'booking' as const,
  'outcome' as const,
  'referral' as const,
  'referral-told-again' as const,
);

const referral = (referralId: string, status: 'to-be-made' | 'made', about: ActionOverrides) =>
  buildAction({ kind: 'referral', referralId, to: 'mace', status, on: '2026-11-13' }, about);

const actionFor = (which: typeof kind extends fc.Arbitrary<infer K> ? K : never, index: number) => {
  const about = { actionId: `act-${String(index)}`, recordedAt: minutesLater(index) };
  switch (which) {
    case 'attempt':
      return buildAction({ kind: 'attempt', channel: 'phone', result: 'no-answer' }, about);
    case 'offer':
      return buildAction(
        { kind: 'offer', channel: 'phone', to: 'child', response: 'accepted', visitNeeds: null },
        about,
      );
    case 'allocation':
      return buildAllocation(`p-${String(index)}`, about);
    case 'hand-back':
      return buildAllocation(null, about);
    case 'booking':
      return buildAction(
        {
          kind: 'booking',
          bookingId: about.actionId,
          status: 'booked',
          at: minutesLater(index + 600),
          lateReason: null,
        },
        about,
      );
    case 'outcome':
      return buildAction(
        {
          kind: 'outcome',
          outcome: 'completed',
          reason: null,
          lateReason: null,
          parentOffered: null,
          parentGave: null,
          interviewId: `int-${String(index)}`,
          mainTaskId: 'rhi-1',
          covers: [],
          independent: null,
          employer: null,
        },
        about,
      );
    case 'referral':
      return referral(about.actionId, 'to-be-made', about);
    case 'referral-told-again':
      return referral('act-0', 'made', about);
  }
};

/** Some things that were done, one a minute; some of them corrected afterwards, some retracted. */
const someActions = fc
  .array(fc.record({ which: kind, then: fc.constantFrom('stands', 'corrected', 'retracted') }), {
    maxLength: 10,
  })
  .map((done) =>
    done.flatMap(({ which, then }, index): readonly Action[] => {
      const action = actionFor(which, index);
      const about = {
        actionId: `later-${String(index)}`,
        recordedAt: minutesLater(index + 100),
        corrects: action.actionId,
      };
      if (then === 'corrected') return [action, { ...action, ...about }];
      return then === 'retracted' ? [action, buildAction({ kind: 'retraction' }, about)] : [action];
    }),
  );

const shuffled = someActions.chain((actions) =>
  fc.record({
    actions: fc.constant(actions),
    again: fc.shuffledSubarray([...actions, ...actions], { minLength: actions.length * 2 }),
  }),
);

describe('whatever people did about a task', () => {
  it('any order and any repetition of it gives the same work', () => {
    fc.assert(
      fc.property(shuffled, ({ actions, again }) => {
        expect(foldWork(OPENED_AT, again)).toEqual(foldWork(OPENED_AT, actions));
      }),
      { numRuns: 300 },
    );
  });

  it('what was retracted leaves no trace, but in the history and in how often the appointment changed', () => {
    fc.assert(
      fc.property(someActions, (actions) => {
        const retracted = new Set(
          actions.flatMap((action) => (action.kind === 'retraction' ? [action.corrects] : [])),
        );
        const rest = actions.filter(
          (action) => action.kind !== 'retraction' && !retracted.has(action.actionId),
        );
        const [all, without] = [foldWork(OPENED_AT, actions), foldWork(OPENED_AT, rest)];
        const version = without.booking?.version ?? 0;
        expect(all.booking?.version ?? 0).toBeGreaterThanOrEqual(version);
        expect({ ...all, booking: all.booking && { ...all.booking, version } }).toEqual(without);
      }),
    );
  });

  it('each action is current once at most', () => {
    fc.assert(
      fc.property(someActions, (actions) => {
        const beginnings = listCurrentActions(actions).map((one) => one.firstRecordedAt);
        expect(new Set(beginnings).size).toBe(beginnings.length);
      }),
    );
  });

  it('it is unallocated exactly while the last allocation says so', () => {
    fc.assert(
      fc.property(someActions, (actions) => {
        const { allocation, unallocated } = foldWork(OPENED_AT, actions);
        const isOpen = unallocated !== null && unallocated.until === null;
        expect(isOpen).toBe((allocation?.practitioner ?? null) === null);
      }),
    );
  });
});
