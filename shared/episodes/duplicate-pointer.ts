import type { Item, TableWrite } from '../database/table.ts';
import { readReference } from '../police-contract/clean-text.ts';
import { duplicatePointerKey, readPointingId } from './episode-items.ts';
import type { EpisodeIds } from './episode-ids.ts';
import type { Fact } from './fact.ts';

/** The first episode of the reference of the same force that a cancellation names; null for none, and for its own. */
export const findNamedReference = (
  ids: EpisodeIds,
  { force, reference }: Pick<Fact, 'force' | 'reference'>,
  duplicateOf: string | undefined,
): string | null => {
  if (duplicateOf === undefined) return null;
  const named = ids.makeEpisodeId(force, readReference(duplicateOf));
  return named === ids.makeEpisodeId(force, reference) ? null : named;
};

const ENTITY = 'duplicate-pointer';

/**
 * A reference that was called a duplicate leaves its id with the one that it names, so that it is looked at again when that
 * one changes. It stays when the cancellation is corrected: to look once too often does no harm.
 */
export const buildPointerWrites = (ids: EpisodeIds, fact: Fact): readonly TableWrite[] => {
  const named =
    fact.kind === 'cancelled' ? findNamedReference(ids, fact, fact.data.duplicateOf) : null;
  const pointing = ids.makeEpisodeId(fact.force, fact.reference);
  return named === null
    ? []
    : [{ put: { ...duplicatePointerKey(named, pointing), entity: ENTITY } }];
};

export const listPointing = (items: readonly Item[]): readonly string[] =>
  items.filter(({ entity }) => entity === ENTITY).map(readPointingId);
