import { toInstant, toMs, type Instant, MINUTE_MS } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import { readInstant } from '../kernel/rfc3339.ts';
import { FORCE, source } from './event-schemas.ts';
import { createFinding } from './findings.ts';
import { BIRTH, INSTANT } from './fields.ts';
import { createProblem, readField, type Path, type Problem } from './parse-leniently.ts';
import type { Finding } from './finding.ts';

export interface Receiver {
  /** When the message arrived. Times in it can be at most five minutes later. */
  readonly now: Instant;
  readonly forces: ReadonlySet<string>;
  readonly authorities: ReadonlySet<string>;
  /** Words that stand for an identifier that is not known, as `readPlaceholderWord` gives them. */
  readonly placeholders: ReadonlySet<string>;
}

const TOLERANCE_MS = 5 * MINUTE_MS;

export const INSTANTS: readonly Path[] = [
  ['time'],
  ['data', 'reportedAt'],
  ['data', 'lastSeen', 'at'],
  ['data', 'foundAt'],
  ['data', 'returnedAt'],
  ['data', 'preventionInterview', 'at'],
  ['data', 'gradedAt'],
];
const BORN: Path = ['data', 'child', 'dateOfBirth'];
const AUTHORITIES: readonly Path[] = [
  ['data', 'responsibleAuthority'],
  ['data', 'hostAuthority'],
];

const isAhead = (value: unknown, nowMs: number): boolean => {
  if (typeof value !== 'string') return false;
  const reading = readInstant(value);
  return reading.outcome === 'read' && reading.ms > nowMs + TOLERANCE_MS;
};

const isBornLater = (value: unknown, nowMs: number): boolean =>
  typeof value === 'string' && value > toLondonDate(toInstant(nowMs + TOLERANCE_MS));

export const checkByReceiver = (event: unknown, { now, forces }: Receiver): readonly Problem[] => {
  const nowMs = toMs(now);
  const force = source.safeParse(readField(event, ['source'])).data;
  return [
    ...INSTANTS.filter((path) => isAhead(readField(event, path), nowMs)).map((path) =>
      createProblem('in-the-future', path, INSTANT),
    ),
    ...(isBornLater(readField(event, BORN), nowMs)
      ? [createProblem('invalid-value', BORN, BIRTH)]
      : []),
    ...(force !== undefined && !forces.has(force)
      ? [createProblem('unknown-force', ['source'], FORCE)]
      : []),
  ];
};

/** An authority that is not ours is kept, with a warning, for a person to check. */
export const warnUnknownAuthorities = (
  event: unknown,
  { authorities }: Receiver,
): readonly Finding[] =>
  AUTHORITIES.flatMap((path) => {
    const code = readField(event, path);
    if (typeof code !== 'string' || authorities.has(code)) return [];
    return [createFinding('unknown-authority', `/${path.map(String).join('/')}`)];
  });
