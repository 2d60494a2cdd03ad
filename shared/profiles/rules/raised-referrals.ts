import type { Episode } from '../../episodes/episode.ts';
import {
  REFERRAL_STATUSES,
  REFERRED_TO,
  type ReferralStatus,
  type ReferredTo,
} from '../../episodes/referral.ts';

/** Referrals to one service that were raised from debriefs, by what became of them since. */
export interface RaisedReferrals {
  readonly to: ReferredTo;
  readonly raised: number;
  readonly byStatus: Readonly<Record<ReferralStatus, number>>;
}

/**
 * Referrals raised from debriefs with children of a locality on London days `from` to `to`, both included; a service to
 * which none was raised is left out.
 */
export const raisedReferrals = (
  episodes: readonly Episode[],
  locality: string,
  { from, to }: { readonly from: string; readonly to: string },
): readonly RaisedReferrals[] => {
  const raised = episodes
    .filter((episode) => episode.locality === locality)
    .flatMap(({ task }) => task?.referrals ?? [])
    .filter(({ raisedOn }) => from <= raisedOn && raisedOn <= to);
  return REFERRED_TO.flatMap((service) => {
    const alike = raised.filter((referral) => referral.to === service);
    if (alike.length === 0) return [];
    const byStatus = Object.fromEntries(
      REFERRAL_STATUSES.map((known) => [
        known,
        alike.filter(({ status }) => status === known).length,
      ]),
    ) as Record<ReferralStatus, number>;
    return [{ to: service, raised: alike.length, byStatus }];
  });
};
