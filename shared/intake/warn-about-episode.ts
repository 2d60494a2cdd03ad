import { type Fact, sortFacts } from '../episodes/fact.ts';
import type { Occasion } from '../episodes/rules/split-occasions.ts';
import { contradict } from '../episodes/rules/descriptions.ts';
import { mergeFacts } from '../episodes/rules/merge-facts.ts';
import { listDisorders } from '../episodes/rules/order-of-times.ts';
import type { Finding } from '../police-contract/finding.ts';
import { createFinding } from '../police-contract/findings.ts';

/** A pointer into what the notification holds, else to the whole of it. */
const MAIN_FIELDS: Readonly<Record<Fact['kind'], string>> = {
  reported: '/data/reportedAt',
  updated: '/data',
  found: '/data/foundAt',
  returned: '/data/returnedAt',
  cancelled: '/data/reason',
};

const hasField = ({ data }: Fact, pointer: string): boolean =>
  pointer
    .split('/')
    .slice(2)
    .reduce<unknown>(
      (inner, field) =>
        typeof inner === 'object' && inner !== null
          ? (inner as Readonly<Record<string, unknown>>)[field]
          : undefined,
      data,
    ) !== undefined;

const warnOrderOfTimes = (fact: Fact, { facts, earlier }: Occasion): readonly Finding[] => {
  if (fact.kind === 'cancelled') return [];
  const disorders = listDisorders(mergeFacts(sortFacts(facts), sortFacts(earlier)));
  const [own = MAIN_FIELDS[fact.kind]] = disorders.filter((pointer) => hasField(fact, pointer));
  return disorders.length === 0 ? [] : [createFinding('order-of-times', own)];
};

/** A report that opened a further episode of the reference. A correction of it is none. */
const isOpening = ({ kind, id }: Fact, { facts, earlier }: Occasion): boolean =>
  kind === 'reported' &&
  earlier.length > 0 &&
  sortFacts(facts).find((one) => one.kind === 'reported')?.id === id;

/** What was known of the child before this report, by the order in which the force recorded it. */
const isReuse = (fact: Fact, { facts, earlier }: Occasion): boolean => {
  if (fact.kind !== 'reported' || fact.data.child === undefined) return false;
  const ordered = sortFacts(facts);
  const before = ordered.slice(
    0,
    ordered.findIndex(({ id }) => id === fact.id),
  );
  const { child } = mergeFacts(before, sortFacts(earlier));
  return child !== null && contradict(child, fact.data.child);
};

/** What the force is told of the episode that its notification belongs to (police contract). */
export const warnAboutEpisode = (fact: Fact, occasion: Occasion): readonly Finding[] => [
  ...(isOpening(fact, occasion) ? [createFinding('further-occasion', '/data/reportedAt')] : []),
  ...(isReuse(fact, occasion) ? [createFinding('reference-reused', '/data/child')] : []),
  ...warnOrderOfTimes(fact, occasion),
];
