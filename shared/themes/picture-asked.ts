import { DEBRIEF_SECTIONS } from '../episodes/debrief.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Code, findCode } from '../directory/code-list.ts';
import type { CodeStore } from '../intelligence/codes.ts';
import { readCatalogue } from '../intelligence/read-catalogue.ts';
import { type Result, NOT_YOUR_AUTHORITY, refuseParameter } from '../kernel/result.ts';
import { authoritiesAskedFor } from '../directory/caller-scope.ts';
import { type DaysAsked, periodAsked, type PeriodAsked } from './period-asked.ts';
import type { Caller } from '../access/caller.ts';
import {
  type Authority,
  type Directory,
  OUTSIDE,
  UNKNOWN_LOCALITY,
} from '../directory/authority.ts';

/** What it takes to understand a question about the picture. */
export interface PicturePorts {
  readonly directory: Directory;
  readonly codes: Pick<CodeStore, 'listCodes'>;
}

/** A question about an authority's picture. */
export interface PictureQuestion extends DaysAsked {
  readonly authority: string;
  readonly locality?: string | undefined;
  readonly harm?: string | undefined;
  readonly context?: string | undefined;
  readonly factor?: string | undefined;
}

/** Of whom it is, and with which codes and weeks it is answered. */
export interface PictureAsked {
  readonly authority: Authority;
  readonly catalogue: readonly Code[];
  readonly period: PeriodAsked;
}

const FACTORS: readonly string[] = [...DEBRIEF_SECTIONS.push, ...DEBRIEF_SECTIONS.pull];

const hasLocality = ({ localities }: Authority, asked: string): boolean =>
  asked === UNKNOWN_LOCALITY || asked === OUTSIDE || localities.some(({ id }) => id === asked);

/** Which code no list has; a code that has ended is still one, and what was told under it still counts. */
const unknownCode = (
  { harm, context, factor }: PictureQuestion,
  catalogue: readonly Code[],
): 'harm' | 'context' | 'factor' | null => {
  if (harm !== undefined && findCode(catalogue, 'harm', harm) === null) return 'harm';
  if (context !== undefined && findCode(catalogue, 'context', context) === null) return 'context';
  return factor === undefined || FACTORS.includes(factor) ? null : 'factor';
};

/** Understands a question about an authority's picture, or says what is wrong with it. */
export const pictureAsked = async (
  { directory, codes }: PicturePorts,
  question: PictureQuestion,
  caller: Caller,
  now: Instant,
): Promise<Result<PictureAsked>> => {
  const scope = authoritiesAskedFor(caller, question.authority, directory);
  if ('refusal' in scope) return scope;
  const authority = directory.authorities.find(({ code }) => code === question.authority);
  if (authority === undefined) return NOT_YOUR_AUTHORITY;
  const period = periodAsked(question, now);
  if ('refusal' in period) return period;
  if (question.locality !== undefined && !hasLocality(authority, question.locality)) {
    return refuseParameter('unknown-locality', 'locality', 'The authority has no such locality.');
  }
  const catalogue = await readCatalogue({ codes, directory }, authority.code);
  const unknown = unknownCode(question, catalogue);
  if (unknown !== null) {
    return refuseParameter('unknown-code', unknown, 'The list has no such code.');
  }
  return { value: { authority, catalogue, period: period.value } };
};
