import { randomBytes } from 'node:crypto';
/** 256 bits of the system's own chance: not to be guessed, and safe in a URL. */
export const makeToken: Tokens = () => randomBytes(32).toString('base64url');

/** Makes a token that nobody can guess: 32 random bytes, base64url. */
export type Tokens = () => string;
