import { findingOf } from '../police-contract/parse-notification.ts';
import type { Episode } from './episode.ts';
import type { Finding } from '../kernel/finding.ts';
import type { Fact } from '../police-contract/notification.ts';

const POINTERS: Partial<Record<Fact['kind'], string>> = {
  reported: '/data/reportedAt',
  updated: '/data/reportedAt',
  returned: '/data/returnedAt',
};

/**
 * The force is told that, under one reference, the child was reported missing after the known
 * return (police contract). The message is accepted and the episode put before a person.
 */
export const warnReportedAfterReturn = (fact: Fact, episode: Episode): readonly Finding[] => {
  const path = POINTERS[fact.kind];
  if (path === undefined || !episode.flags.includes('reported-after-return')) return [];
  return [findingOf('reported-after-return', path)];
};
