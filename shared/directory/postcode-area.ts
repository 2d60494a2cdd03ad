import { parse } from 'postcode';
import type { Directory } from './directory.ts';

export interface PostcodeArea {
  readonly authority: string;
  readonly locality: string;
}

const listAreas = (directory: Directory): ReadonlyMap<string, PostcodeArea> =>
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

const readAreas = (directory: Directory): ReadonlyMap<string, PostcodeArea> => {
  const known = cache.get(directory);
  if (known !== undefined) return known;
  const areas = listAreas(directory);
  cache.set(directory, areas);
  return areas;
};

/** The area of the postcode's sector (`NR1 1`), else of its district (`NR1`); null outside the authorities of the directory. */
export const findPostcodeArea = (
  directory: Directory,
  postcode: string | null | undefined,
): PostcodeArea | null => {
  if (postcode === null || postcode === undefined) return null;
  const parsed = parse(postcode);
  if (!parsed.valid) return null;
  const areas = readAreas(directory);
  return (
    areas.get(parsed.sector) ?? areas.get(parsed.outcode) ?? areas.get(parsed.district) ?? null
  );
};
