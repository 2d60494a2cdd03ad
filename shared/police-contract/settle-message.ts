import type { Finding } from '../kernel/finding.ts';
import { contentHashOf } from '../kernel/content-hash.ts';
import { findingOf } from './finding-texts.ts';
import { type Findings, listFindings } from './findings-list.ts';
import { type ParseContext, receiverOf } from './member-rule.ts';
import type { JsonBody } from './read-json.ts';
import { readForceOnly, readParts, type ReadableParts } from './readable-parts.ts';
import { type Spot } from './take-members.ts';
import { isObject } from '../kernel/json.ts';

/** Why a message cannot be used. Findings are sorted by path; there is at least one. */
export type RejectedMessage = {
  readonly outcome: 'rejected';
  readonly errors: readonly Finding[];
} & ReadableParts;

/** What a message tells, with what was set aside of it. Findings are sorted by path. */
export interface TakenMessage<Told> {
  readonly outcome: 'usable';
  readonly told: Told;
  readonly warnings: readonly Finding[];
  /** SHA-256 (hex) of the canonical content, to tell a repeat from a re-used id. */
  readonly contentHash: string;
}

/** Settles what becomes of a body that was read as JSON: what `read` makes of it with warnings, or errors. */
export const settleMessage = <Told>(
  body: string,
  json: JsonBody,
  context: ParseContext,
  read: (event: unknown, spot: Spot) => Told | null,
): TakenMessage<Told> | RejectedMessage => {
  if (json.outcome === 'unreadable') {
    const parts = readForceOnly(body, context.forces);
    return { outcome: 'rejected', errors: [findingOf(json.code, '')], ...parts };
  }
  const findings: Findings = { errors: [...json.errors], warnings: [] };
  const receiver = receiverOf(context);
  const told = read(json.value, { path: '', severity: 'errors', findings, receiver });
  if (told === null || findings.errors.length > 0) {
    const parts = isObject(json.value)
      ? readParts(json.value, context.forces, json.doubled)
      : readForceOnly(body, context.forces);
    return { outcome: 'rejected', errors: listFindings(findings.errors), ...parts };
  }
  return {
    outcome: 'usable',
    told,
    warnings: listFindings(findings.warnings),
    contentHash: contentHashOf(json.value),
  };
};
