import type { Code } from '../directory/code-list.ts';

/** The codes that an authority uses, ended ones among them: everybody's, and its own where nobody else has that code. */
export const catalogueOf = (base: readonly Code[], own: readonly Code[]): readonly Code[] => [
  ...base,
  ...own.filter(
    ({ list, code }) => !base.some((other) => other.list === list && other.code === code),
  ),
];
