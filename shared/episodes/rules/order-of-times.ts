import { DAY_MS, type Instant, measureElapsedMs } from '../../kernel/instant.ts';
import { toLondonDate } from '../../kernel/london-time.ts';
import type { MergedFacts } from './merge-facts.ts';

const YEAR_MS = 366 * DAY_MS;

const isAfter = (one: Instant | null | undefined, other: Instant | null | undefined): boolean =>
  typeof one === 'string' && typeof other === 'string' && one > other;

const isFarApart = (one: Instant | null | undefined, other: Instant | null | undefined): boolean =>
  typeof one === 'string' &&
  typeof other === 'string' &&
  Math.abs(measureElapsedMs(one, other)) > YEAR_MS;

/**
 * JSON pointers to times that cannot follow each other (police contract): found before the report or after the return,
 * seen after the report, returned before the report, born after it, and a return more than a year from the report.
 */
export const listDisorders = ({
  report,
  firstReportedAt,
  lastSeenInReport,
  child,
  found,
  returned,
}: MergedFacts): readonly string[] => {
  const { reportedAt } = report;
  const { returnedAt } = returned;
  const isBornLater =
    typeof child?.dateOfBirth === 'string' &&
    typeof reportedAt === 'string' &&
    child.dateOfBirth > toLondonDate(reportedAt);
  return [
    ...(isAfter(found.foundAt, returnedAt) || isAfter(firstReportedAt, found.foundAt)
      ? ['/data/foundAt']
      : []),
    ...(isAfter(lastSeenInReport, reportedAt) ? ['/data/lastSeen/at'] : []),
    ...(isAfter(reportedAt, returnedAt) || isFarApart(reportedAt, returnedAt)
      ? ['/data/returnedAt']
      : []),
    ...(isBornLater ? ['/data/child/dateOfBirth'] : []),
  ];
};
