import type { Code } from '../directory/code-list.ts';

/** Codes that authorities added for themselves. */
export interface CodeStore {
  /** Of one authority, in the order of lists and codes. */
  listCodes(authority: string): Promise<readonly Code[]>;
  putCode(code: Code & { readonly authority: string }): Promise<void>;
}

/** Turns what people are called into pseudonyms: the same word in the same authority gives the same one. */
export interface Pseudonyms {
  /**
   * Of a nickname, a handle, a place's description; upper and lower case, accents and spaces do not matter, nor does a
   * handle's `@`. A nickname and a handle that are written alike have two.
   */
  pseudonymOf(
    authority: string,
    kind: 'nickname' | 'handle' | 'place',
    word: string,
  ): Promise<string>;
}
