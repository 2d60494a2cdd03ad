import { parse } from 'postcode';
import type { Directory } from './authority.ts';

/** Whose area a postcode lies in. */
export interface PostcodeArea {
  readonly authority: string;
  readonly locality: string;
}

const areasOf = (directory: Directory): ReadonlyMap<string, PostcodeArea> =>
  new Map(
    directory.authorities.flatMap((authority) =>
      authority.localities.flatMap((locality) =>
        locality.postcodes.map((code): [string, PostcodeArea] => [
          code,
          { authority: authority.code, locality: locality.id },
        ]),
      ),
    ),
  );

const cache = new WeakMap<Directory, ReadonlyMap<string, PostcodeArea>>();

const cachedAreasOf = (directory: Directory): ReadonlyMap<string, PostcodeArea> => {
  const known = cache.get(directory);
  if (known !== undefined) return known;
  const areas = areasOf(directory);
  cache.set(directory, areas);
  return areas;
};

/** The area by sector (`NR1 1`), else by district (`NR1`); null when it is not one of ours. */
export const findPostcodeArea = (
  directory: Directory,
  postcode: string | null | undefined,
): PostcodeArea | null => {
  if (postcode === null || postcode === undefined) return null;
  const parsed = parse(postcode);
  if (!parsed.valid) return null;
  const areas = cachedAreasOf(directory);
  return (
    areas.get(parsed.sector) ?? areas.get(parsed.outcode) ?? areas.get(parsed.district) ?? null
  );
};
