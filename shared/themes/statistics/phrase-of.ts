import { type Code, type CodeListName, findCode } from '../../directory/code-list.ts';

/** How a code stands in a sentence. A code that is in no list any more is told by its own words. */
export const phraseOf = (codes: readonly Code[], list: CodeListName, code: string): string => {
  const found = findCode(codes, list, code);
  return found === null ? code.replaceAll('-', ' ') : (found.phrase ?? found.label);
};
