import type { EvidenceView, ListEvidenceQuery } from './evidence-api.ts';

type Asked = Pick<
  ListEvidenceQuery,
  'locality' | 'kind' | 'harm' | 'context' | 'factor' | 'person' | 'handle' | 'place'
>;

/** By what evidence is chosen, and what of it is compared; a missing filter lets everything through. */
const COMPARED: Readonly<
  Record<keyof Asked, (evidence: EvidenceView) => readonly (string | null | undefined)[]>
> = {
  locality: ({ locality }) => [locality],
  kind: ({ kind }) => [kind],
  harm: ({ harm }) => [harm],
  context: ({ context }) => [context],
  factor: ({ factor }) => [factor],
  person: ({ item }) => item?.people.map(({ pseudonym }) => pseudonym) ?? [],
  handle: ({ item }) => [item?.online?.handle],
  place: ({ item }) => [item?.place?.key],
};

const FILTERS = Object.keys(COMPARED) as readonly (keyof Asked)[];

/** Whether evidence is asked for, by what is shown of it: no filter finds out what is not. */
export const isEvidenceAsked =
  (asked: Asked) =>
  (evidence: EvidenceView): boolean =>
    FILTERS.every((name) => {
      const wanted = asked[name];
      return wanted === undefined || COMPARED[name](evidence).includes(wanted);
    });

/** What a listing is told apart by, besides its weeks. */
export const filtersOf = (query: ListEvidenceQuery): Readonly<Record<string, unknown>> => {
  const { authority, from, to } = query;
  const asked = Object.fromEntries(FILTERS.map((name) => [name, query[name]]));
  return { authority, from, to, ...asked };
};
