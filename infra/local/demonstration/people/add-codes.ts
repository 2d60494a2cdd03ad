import { codeViewSchema } from '../../../../shared/intelligence/code-api.ts';
import { NORFOLK } from '../county.ts';
import { type Ask, tell } from './ask.ts';
import { PLANTED_PLATFORM } from './planted-patterns.ts';
import type { Office } from './who-is-who.ts';

/** An authority extends the codes for itself: the platform of which its children begin to speak. */
export const addOwnCodes = async (ask: Ask, offices: readonly Office[]): Promise<void> => {
  const office = offices.find(({ authority }) => authority === NORFOLK.authority);
  if (office === undefined) return;
  const body = { authority: office.authority, ...PLANTED_PLATFORM };
  const request = { method: 'PUT', path: '/api/v1/codes', body } as const;
  await tell(ask, request, office.headOfService.token, codeViewSchema);
};
