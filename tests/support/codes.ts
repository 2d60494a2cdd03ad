import { readDirectory } from '../../infra/directory.ts';
import type { Code } from '../../shared/domain/intelligence/code-list.ts';

/** Everybody's codes, as they are shipped. */
export const BASE_CODES: readonly Code[] = readDirectory().codes;
