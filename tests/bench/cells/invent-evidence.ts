import type { Evidence } from '../../../shared/themes/evidence.ts';
import { buildEvidence } from '../../support/evidence.ts';

const LOCALITIES = ['norwich', 'broadland', 'great-yarmouth', 'breckland', 'north-norfolk'];
const HARMS = [
  'child-criminal-exploitation',
  'substance-misuse',
  'serious-youth-violence',
  'mental-health',
];
const CONTEXTS = ['transport', 'peer-group', 'neighbourhood-public-place'];

const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** As many as a debrief has on average in the demonstration: items and factors, each in a cell of its own. */
export const CELLS_OF_A_DEBRIEF = 6;

/** The evidence of one debrief of a county, spread over its cells of one week. */
export const evidenceOfDebrief = (number: number): readonly Evidence[] =>
  Array.from({ length: CELLS_OF_A_DEBRIEF }, (_, at) =>
    buildEvidence({
      childKey: `child-${number}`,
      locality: pick(LOCALITIES, number),
      theme: {
        kind: 'harm',
        harm: pick(HARMS, number + at),
        context: pick(CONTEXTS, Math.floor(at / 2) + number),
      },
      evidenceId: `evi-${number}-${at}`,
    }),
  );

/** Evidence of that many children in one cell. */
export const evidenceOfCell = (name: string, children: number): readonly Evidence[] =>
  Array.from({ length: children }, (_, at) =>
    buildEvidence({ childKey: `child-${at}`, locality: name, evidenceId: `evi-${name}-${at}` }),
  );
