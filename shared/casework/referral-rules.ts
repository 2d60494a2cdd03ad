import { type BrokenRule, brokenIf } from '../kernel/broken-rule.ts';
import type { ReferralStep, ReferredTo } from '../episodes/referral.ts';

/** What is said of a referral. */
interface ReferralTold extends ReferralStep {
  readonly to: ReferredTo;
}

/** What stands of the same referral, and the London day `YYYY-MM-DD` on which this is recorded. */
export interface ReferralCourse {
  /** To whom it went so far; null for a new one, and when this corrects what raised it. */
  readonly wentTo: ReferredTo | null;
  readonly before: readonly ReferralStep[];
  readonly after: readonly ReferralStep[];
  readonly today: string;
}

const dayRules = (on: string, { before, after, today }: ReferralCourse): readonly BrokenRule[] => [
  ...brokenIf(on > today, 'in-the-future', '/on', 'That day has not come yet.'),
  ...brokenIf(
    before.some((step) => step.on > on) || after.some((step) => step.on < on),
    'days-in-wrong-order',
    '/on',
    'What was recorded of this referral before lies on a later day, or what came after on an earlier one.',
  ),
];

const statusRules = (
  { status }: ReferralTold,
  { before, after }: ReferralCourse,
): readonly BrokenRule[] => [
  ...brokenIf(
    status === 'to-be-made' && before.length > 0,
    'invalid-value',
    '/status',
    'The referral was raised already: say what became of it.',
  ),
  ...brokenIf(
    before.some((step) => step.status === 'closed') || (status === 'closed' && after.length > 0),
    'referral-closed',
    '/status',
    'Nothing follows once a referral is closed: correct that, or raise another one.',
  ),
];

/**
 * What is wrong with what is said of a referral. The National Referral Mechanism needs no consent of a child, so none is
 * asked for (Home Office, Modern Slavery: Statutory Guidance).
 */
export const referralRules = (
  told: ReferralTold,
  course: ReferralCourse,
): readonly BrokenRule[] => [
  ...brokenIf(
    course.wentTo !== null && told.to !== course.wentTo,
    'invalid-value',
    '/to',
    'This referral goes to somebody else: raise another one.',
  ),
  ...statusRules(told, course),
  ...dayRules(told.on, course),
];
