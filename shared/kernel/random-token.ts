import { randomBytes } from 'node:crypto';
/** 256 random bits, safe in a URL. */
export const makeToken: Tokens = () => randomBytes(32).toString('base64url');

export type Tokens = () => string;
