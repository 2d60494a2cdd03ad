import type { ItemEvidence } from './item-evidence.ts';
import type { Point } from '../kernel/point.ts';

/** Of a place, what may be seen by those who see no child. */
export interface PlaceShown {
  /** By which the place is known again; null unless the place is public and can be found by it. */
  readonly key: string | null;
  /** Whether everybody may know of it: then only name, postcode and point are told. */
  readonly isPublic: boolean;
  readonly name: string | null;
  readonly postcode: string | null;
  readonly point: Point | null;
  readonly placeType: string | null;
}

/** Whether a place type is of places whose name everybody may know. */
export type IsPublicType = (placeType: string) => boolean;

const latestOf = <Value>(
  evidence: readonly ItemEvidence[],
  valueOf: (item: ItemEvidence['item']) => Value | null | undefined,
): Value | null =>
  [...evidence]
    .sort((a, b) => (`${a.toldAt} ${a.evidenceId}` < `${b.toldAt} ${b.evidenceId}` ? -1 : 1))
    .map(({ item }) => valueOf(item))
    .findLast((value) => value !== null && value !== undefined) ?? null;

/** Where somebody lives says who they are: only the type of such a place is shown. */
const hidden = (placeType: string | null): PlaceShown => ({
  key: null,
  isPublic: false,
  name: null,
  postcode: null,
  point: null,
  placeType,
});

/**
 * What may be shown of a place of which the evidence tells. It is public when somebody said so by its type, and nobody
 * said otherwise. The latest name, postcode, point and type win.
 */
export const showPlace = (
  evidence: readonly ItemEvidence[],
  isPublicType: IsPublicType,
): PlaceShown => {
  const types = new Set(evidence.flatMap(({ item }) => item.placeType ?? []));
  const secret = latestOf(evidence, ({ placeType }) =>
    placeType === null || isPublicType(placeType) ? null : placeType,
  );
  if (secret !== null || types.size === 0) return hidden(secret);
  const name = latestOf(evidence, ({ place }) => place?.name);
  const postcode = latestOf(evidence, ({ place }) => place?.postcode);
  const point = latestOf(evidence, ({ place }) => place?.point);
  const onlyDescribed = name === null && postcode === null && point === null;
  return {
    key: onlyDescribed ? null : latestOf(evidence, ({ place }) => place?.key),
    isPublic: true,
    name,
    postcode,
    point,
    placeType: latestOf(evidence, ({ placeType }) => placeType),
  };
};
