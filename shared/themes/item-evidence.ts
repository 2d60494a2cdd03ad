import type { Evidence } from './evidence.ts';

/** Evidence that is an intelligence item. */
export type ItemEvidence = Evidence & { readonly item: NonNullable<Evidence['item']> };

/** Those that are intelligence items: push and pull factors have no place and no time. */
export const itemsOf = (evidence: readonly Evidence[]): readonly ItemEvidence[] =>
  evidence.filter((one): one is ItemEvidence => one.item !== null);
