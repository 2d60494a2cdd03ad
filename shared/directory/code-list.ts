/** Lists of codes that are data: kept with days of validity, and extended by each authority for itself. */
export const CODE_LISTS = [
  'harm',
  'context',
  'place-type',
  'item-class',
  'provenance',
  'role',
  'transport',
  'platform',
] as const;
export type CodeListName = (typeof CODE_LISTS)[number];

/** One code of a list. */
export interface Code {
  readonly list: CodeListName;
  /** Kebab-case, unique in its list. */
  readonly code: string;
  /** As people read it. */
  readonly label: string;
  /** As it stands in a sentence: "children told of … ", "… at transport hubs"; the label when null. */
  readonly phrase: string | null;
  /** Of a place type: everybody may know the name of such a place. */
  readonly publicPlace: boolean;
  /** First and last London day, `YYYY-MM-DD`, on which it can be used; null for no bound. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** Null for everybody's; else the authority that added it for itself. */
  readonly authority: string | null;
}

/** Whether a code can be used for what was told on a London day. */
export const isValidOn = ({ validFrom, validUntil }: Code, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);

/** The code of a list, whether it is valid now or was once; null when there is none. */
export const findCode = (codes: readonly Code[], list: CodeListName, code: string): Code | null =>
  codes.find((other) => other.list === list && other.code === code) ?? null;
