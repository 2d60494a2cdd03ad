import { randomBytes } from 'node:crypto';
import type { Tokens } from '../casework/calendars.ts';

/** 256 bits of the system's own chance: not to be guessed, and safe in a URL. */
export const makeToken: Tokens = () => randomBytes(32).toString('base64url');
