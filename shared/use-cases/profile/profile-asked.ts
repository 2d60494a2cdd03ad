import type { LocalityProfileQuery } from '../../contracts/api/locality-profile.ts';
import type { Authority } from '../../domain/authority.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Code } from '../../domain/intelligence/code-list.ts';
import { nextDay } from '../../domain/london-time.ts';
import { profileWeeks, type ProfileWeeks } from '../../domain/profile/profile-weeks.ts';
import { addWeeks, weekOf, weekOfDate } from '../../domain/themes/iso-week.ts';
import type { Caller } from '../../ports.ts';
import type { Answer } from '../read/answer.ts';
import { pictureAsked, type PicturePorts } from '../themes/picture-asked.ts';
import { localityNames } from '../themes/view-labels.ts';

/** Of which locality and weeks a profile is asked. */
export interface ProfileAsked {
  readonly authority: Authority;
  readonly locality: { readonly id: string; readonly name: string };
  readonly catalogue: readonly Code[];
  readonly weeks: ProfileWeeks;
}

/** The weeks up to the last one that is over, both by the end of the day asked for and now. */
const weeksUpTo = (to: string | undefined, now: Instant): ProfileWeeks => {
  const lastOver = addWeeks(weekOf(now), -1);
  const asked = to === undefined ? lastOver : addWeeks(weekOfDate(nextDay(to)), -1);
  return profileWeeks(asked < lastOver ? asked : lastOver);
};

/** Understands of which locality a profile is asked, or says what is wrong with the question. */
export const profileAsked = async (
  ports: PicturePorts,
  { authority, locality, to }: Pick<LocalityProfileQuery, 'authority' | 'locality' | 'to'>,
  caller: Caller,
  now: Instant,
): Promise<Answer<ProfileAsked>> => {
  const picture = await pictureAsked(ports, { authority, locality }, caller, now);
  if ('refusal' in picture) return picture;
  const { authority: found, catalogue } = picture.answer;
  const name = localityNames(found)[locality] ?? locality;
  return {
    answer: {
      authority: found,
      locality: { id: locality, name },
      catalogue,
      weeks: weeksUpTo(to, now),
    },
  };
};
