import type { FindingCode } from '../finding.ts';

interface Situation {
  readonly send: string;
  readonly follows: string;
  /** What the reply to the last message warns of. */
  readonly warnings: readonly FindingCode[];
}

/** What happens at a force, what its system sends then, and what follows. Each is played in the tests. */
export const SITUATIONS = {
  'A child is reported missing': {
    send: '`reported`, with all that is known. What is not known is left out: it can follow.',
    follows: 'The child is missing.',
    warnings: [],
  },
  'More becomes known, or the risk changes': {
    send: '`updated`, with what is new only. `null` clears what was wrong.',
    follows: 'The member is replaced; all else stays.',
    warnings: [],
  },
  'The child is found': {
    send: '`found`, at once, also when the child is not home yet.',
    follows: 'The task of the return home interview opens, without a deadline.',
    warnings: [],
  },
  'The child is home, or wherever they are to stay': {
    send: '`returned`, with the instant of the return. `custody`, `health` and `abroad` are returns too.',
    follows: 'The 72 hours run from `returnedAt`.',
    warnings: [],
  },
  'A time or another member was wrong': {
    send: 'The same `type` again, with a new `id`, a later `time` and the right value.',
    follows: 'The later one counts; the deadline moves with the return.',
    warnings: [],
  },
  'The child is away again after a return': {
    send: '`reported`, under a new reference or the same one.',
    follows: 'An episode of its own, with its own deadline and interview.',
    warnings: ['further-occasion'],
  },
  'The child was found and is away again before coming home': {
    send: '`reported` under the same reference.',
    follows: 'The child is missing again, in the same episode.',
    warnings: [],
  },
  'The report was a mistake': {
    send: '`cancelled` with `reported-in-error` or `not-missing`.',
    follows: 'The task is withdrawn.',
    warnings: [],
  },
  'It was not a mistake after all': {
    send: '`reported`, `found` or `returned`, with a `time` after the cancellation.',
    follows: 'The task is open again.',
    warnings: [],
  },
  'The same child has two references': {
    send: '`cancelled` with `duplicate` under the one, with the other as `duplicateOf`.',
    follows: 'One task stays, under the other reference.',
    warnings: [],
  },
  'The other reference is not known to us, or is cancelled too': {
    send: 'The same.',
    follows: 'The task stays open, before a person: no child is left without an offer.',
    warnings: ['duplicate-unresolved'],
  },
  'The child is found dead': {
    send: '`found` with the `condition` `deceased`.',
    follows: 'Every open task of the child is withdrawn, and the head of service is told at once.',
    warnings: [],
  },
  'A reference was used for another child': {
    send: 'Please take a new reference. If it has happened: `reported` with the whole of the other child.',
    follows: 'Nothing of the first child is shown under the second; a person looks at it.',
    warnings: ['further-occasion', 'reference-reused'],
  },
  'Nobody knows the birth date, or one of the names': {
    send: '`reported` without it; `ageEstimate` or `nameAsGiven` if you have them.',
    follows: 'Taken like any other, and a person completes it.',
    warnings: [],
  },
  'You are not sure that a message arrived': {
    send: 'The same message again, with the same `id`.',
    follows: 'The reply `duplicate`; nothing changes.',
    warnings: [],
  },
} as const satisfies Readonly<Record<string, Situation>>;

export type SituationName = keyof typeof SITUATIONS;

const createRow = ([name, { send, follows, warnings }]: [string, Situation]): string => {
  const codes = warnings.map((code) => `\`${code}\``).join(', ');
  return `| ${name} | ${send} | ${follows} | ${codes || 'none'} |`;
};

export const createSituationsTable = (): string =>
  [
    '| what happens | what to send | what follows | warnings |',
    '|---|---|---|---|',
    ...Object.entries(SITUATIONS).map(createRow),
  ].join('\n');
