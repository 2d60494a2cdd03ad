import type { CurrentAction } from './standing-actions.ts';
import type { Referral } from './referral.ts';

/** What of a referral stands, in the order in which it was told. */
export type ReferralAction = CurrentAction & { readonly kind: 'referral' };

/** The standing actions of referrals among those of a task. */
export const listReferralActions = (
  standing: readonly CurrentAction[],
): readonly ReferralAction[] =>
  standing.filter((action): action is ReferralAction => action.kind === 'referral');

const referralOf = (referralId: string, told: readonly ReferralAction[]): readonly Referral[] => {
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { status, on } = last;
  return [{ referralId, to: first.to, status, on, raisedOn: first.on }];
};

/** The referrals of a task, each with its latest status, in the order in which they were raised. */
export const foldReferrals = (standing: readonly CurrentAction[]): readonly Referral[] =>
  [...Map.groupBy(listReferralActions(standing), ({ referralId }) => referralId)].flatMap(
    ([referralId, told]) => referralOf(referralId, told),
  );
