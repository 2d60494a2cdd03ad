import { instantFromMs, type Instant } from '../kernel/instant.ts';
import type { Fact } from '../police-contract/notification.ts';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Later `time` later; equal times by `id`, as text by UTF-16 code units (police contract). */
export const compareFacts = (a: Fact, b: Fact): number =>
  compareText(a.time, b.time) || compareText(a.id, b.id);

/** The set of facts in the contract's order, each notification once. Never the order of arrival. */
export const orderFacts = (facts: readonly Fact[]): readonly Fact[] => {
  const once = new Map(facts.map((fact) => [fact.id, fact]));
  return [...once.values()].sort(compareFacts);
};

/** In order of arrival, for showing what changed when. */
export const orderByArrival = (facts: readonly Fact[]): readonly Fact[] =>
  [...facts].sort((a, b) => compareText(a.receivedAt, b.receivedAt) || compareFacts(a, b));

/** When the force recorded it, to the millisecond. */
export const readRecordedAt = (fact: Fact): Instant =>
  instantFromMs(Date.parse(`${fact.time.slice(0, 23)}Z`));
