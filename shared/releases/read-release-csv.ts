import type { Answer } from '../kernel/result.ts';
import { readRelease } from './read-releases.ts';
import type { ReleaseReadPorts } from './release-ports.ts';
import { writeReleaseCsv } from './write-release-csv.ts';
import type { Caller } from '../access/caller.ts';

/** A release of one of the caller's authorities, as CSV. */
export const readReleaseCsv = async (
  ports: ReleaseReadPorts,
  releaseId: string,
  caller: Caller,
): Promise<Answer<string>> => {
  const read = await readRelease(ports, releaseId, caller);
  if ('refusal' in read) return read;
  const { authority } = read.answer;
  const known = ports.directory.authorities.find(({ code }) => code === authority);
  return { answer: writeReleaseCsv(read.answer, known?.name ?? authority) };
};
