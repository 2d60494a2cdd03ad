import type { Item } from '../../../../shared/database/table.ts';
import type { MatchDecision } from '../../../../shared/episodes/rules/child-matches.ts';

/** Since the last time that it was taken back, every responsible authority said `same`. */
const holds = (decisions: readonly MatchDecision[]): boolean => {
  const from = decisions.findLastIndex(({ decision }) => decision === 'undo') + 1;
  const agreed = new Set<string>();
  let held = false;
  for (const { decision, authorities, responsible } of decisions.slice(from)) {
    if (decision !== 'same') agreed.clear();
    else for (const authority of authorities) agreed.add(authority);
    held ||= decision === 'same' && responsible.every((authority) => agreed.has(authority));
  }
  return held;
};

const readPair = (pk: string): readonly string[] => pk.replace(/^match#/, '').split('.');

/** Worked out from what people said, by code that shares nothing with the product's rules. */
export const createChildNames = (items: readonly Item[]): ((childId: string) => string) => {
  const names = new Map<string, string>();
  const nameChild = (childId: string): string => names.get(childId) ?? childId;
  const said = items.toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
  for (const [pk, decisions] of Map.groupBy(said, (item) => item.pk)) {
    if (!holds(decisions.map((item) => item['decision'] as MatchDecision))) continue;
    const [one = '', other = ''] = readPair(pk);
    const [kept, gone] = [nameChild(one), nameChild(other)];
    for (const id of [...names.keys(), one, other]) if (nameChild(id) === gone) names.set(id, kept);
    names.set(gone, kept);
  }
  return nameChild;
};
