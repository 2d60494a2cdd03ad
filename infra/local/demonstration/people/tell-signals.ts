import { signalListSchema } from '../../../../shared/signals/signals-api.ts';
import { type Ask, read } from './ask.ts';
import type { Office } from './who-is-who.ts';
import { workTogether } from './work-together.ts';

/** What the service says seems to be emerging, a sentence each; none where nothing is. */
export const tellSignals = async (
  ask: Ask,
  offices: readonly Office[],
): Promise<readonly string[]> => {
  const lists = await workTogether(offices, async ({ authority, headOfService: { token } }) => {
    const path = `/api/v1/signals?authority=${authority}`;
    const { items } = await read(ask, path, token, signalListSchema);
    return items.map(({ sentence }) => sentence);
  });
  return lists.flat();
};
