import type { Members } from './report-data.ts';
import type { Telling } from './telling.ts';
import { writeInUtc } from './london.ts';

/** A CloudEvents envelope of the police contract, with its data. */
export interface PoliceEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: string;
  readonly data: Members;
}

/** Puts what was recorded into the envelope of the contract. */
export const wrapTelling = (
  told: Telling,
  envelope: { id: string; force: string; reference: string },
): PoliceEvent => ({
  specversion: '1.0',
  id: envelope.id,
  source: `urn:police:${envelope.force}`,
  type: `uk.police.missing-child.${told.kind}.v1`,
  subject: envelope.reference,
  time: writeInUtc(told.at),
  datacontenttype: 'application/json',
  data: told.data,
});
