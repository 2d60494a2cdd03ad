import type { World } from '../world.ts';
import { checkAlerts } from './alerts.ts';
import { checkChildren } from './children.ts';
import { checkEpisodes } from './episodes.ts';
import { checkFollowed } from './followed.ts';
import { checkForms } from './forms.ts';
import { checkInterviews } from './interviews.ts';
import { checkDetection, checkQueues } from './queues.ts';
import { checkReplies, checkReports } from './replies.ts';
import { checkSeparation } from './separation.ts';
import { checkSameChild } from './same-child.ts';
import { readStoredItems } from './stored-items.ts';
import { checkThemes } from './themes.ts';
import { checkTimescales } from './timescales.ts';
import { checkWithdrawals } from './withdrawals.ts';
import type { Violation } from './violation.ts';

/** Every rule of the domain that does not hold at the end of a run. */
export const findViolations = async (world: World): Promise<readonly Violation[]> => {
  const stored = readStoredItems(world);
  const readers = world.staff.filter(({ role }) => role === 'head-of-service');
  return [
    ...[...world.brokenMeanwhile].map((rule) => ({ rule, seen: '' })),
    ...checkReplies(world, stored),
    ...checkReports(world, stored),
    ...checkEpisodes(world, stored),
    ...checkChildren(stored),
    ...checkWithdrawals(stored),
    ...checkAlerts(world, stored),
    ...checkForms(world, stored),
    ...checkInterviews(stored),
    ...checkQueues(world),
    ...checkDetection(stored),
    ...(await checkThemes(world, stored, readers)),
    ...(await checkTimescales(world, stored, readers)),
    ...(await checkSeparation(world, stored, readers)),
    ...(await checkSameChild(world, stored, readers)),
    ...(await checkFollowed(world, stored, readers)),
  ];
};
