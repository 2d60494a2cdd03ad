import { readDirectory } from '../../infra/directory.ts';
import type { Code } from '../../shared/directory/code.ts';

/** Everybody's codes, as they are shipped. */
export const BASE_CODES: readonly Code[] = readDirectory().codes;

/** A code that an authority may add for itself: in use for ever, unless a test says otherwise. */
export const buildCode = (about: Partial<Code> = {}): Code => ({
  list: 'platform',
  code: 'chatty',
  label: 'Chatty',
  phrase: null,
  publicPlace: false,
  validFrom: null,
  validUntil: null,
  authority: null,
  ...about,
});
