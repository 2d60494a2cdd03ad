import type { Result } from '../kernel/result.ts';
import { readRelease } from './read-releases.ts';
import type { ReleaseReadPorts } from './release-ports.ts';
import { writeReleaseCsv } from './write-release-csv.ts';
import type { Caller } from '../access/caller.ts';

/** A release of one of the caller's authorities, as CSV. */
export const readReleaseCsv = async (
  ports: ReleaseReadPorts,
  releaseId: string,
  caller: Caller,
): Promise<Result<string>> => {
  const read = await readRelease(ports, releaseId, caller);
  if ('refusal' in read) return read;
  const { authority } = read.value;
  const known = ports.directory.authorities.find(({ code }) => code === authority);
  return { value: writeReleaseCsv(read.value, known?.name ?? authority) };
};
