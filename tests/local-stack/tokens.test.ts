import type { StaffMember, StaffRole } from '../../shared/directory/staff.ts';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOrCreateTokens, listTokenHolders } from '../../infra/local/access/tokens.ts';
import { temporaryFolder } from './support/assembly.ts';

const ROLES = {
  practitioner: 'token-p',
  manager: 'token-m',
  lead: 'token-l',
  operator: 'token-o',
  auditor: 'token-a',
};

const person = (practitionerId: string, role: StaffRole = 'practitioner'): StaffMember => ({
  practitionerId,
  name: `Test ${practitionerId}`,
  role,
  teams: [],
  caseloadCap: null,
  email: null,
  phone: null,
  contactBy: 'email',
  deputy: null,
  employer: null,
});

const AUTHORITIES = [
  {
    code: 'E10000020',
    people: [
      person('ann'),
      person('mo', 'team-manager'),
      person('hal', 'head-of-service'),
      person('dee', 'director'),
    ],
  },
  { code: 'E10000014', people: [person('ben')] },
];

describe('the tokens of the local stack', () => {
  it('are all different, and the same again after a restart', () => {
    const file = join(temporaryFolder(), 'tokens.json');
    const before = readOrCreateTokens(file, ['ann', 'ben']);
    const all = [...Object.values(before.roles), ...Object.values(before.people)];
    expect(new Set(all).size).toBe(7);
    expect(readOrCreateTokens(file, ['ann', 'ben'])).toEqual(before);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('of a file without tokens of staff are kept, and staff get theirs', () => {
    const file = join(temporaryFolder(), 'tokens.json');
    writeFileSync(file, JSON.stringify(ROLES));
    const { roles, people } = readOrCreateTokens(file, ['ann']);
    expect(roles).toEqual(ROLES);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...ROLES, people });
    expect(Object.keys(people)).toEqual(['ann']);
  });

  it('of somebody who leaves the configuration are not given out, but are theirs when they return', () => {
    const file = join(temporaryFolder(), 'tokens.json');
    const first = readOrCreateTokens(file, ['ann', 'ben']);
    expect(Object.keys(readOrCreateTokens(file, ['ben']).people)).toEqual(['ben']);
    expect(readOrCreateTokens(file, ['ann', 'ben'])).toEqual(first);
  });
});

describe('who the tokens give access to', () => {
  const ids = AUTHORITIES.flatMap(({ people }) => people.map((one) => one.practitionerId));
  const tokens = readOrCreateTokens(null, ids);
  const callers = listTokenHolders(tokens, AUTHORITIES).map(({ caller }) => [
    caller.subject,
    caller.role,
    caller.authorities,
  ]);

  it('is one caller for each role', () => {
    expect(callers.slice(0, 5)).toEqual([
      ['local-practitioner', 'practitioner', ['E10000020']],
      ['local-manager', 'manager', ['E10000020']],
      ['local-lead', 'lead', ['E10000020']],
      ['local-operator', 'operator', 'all'],
      ['local-auditor', 'auditor', 'all'],
    ]);
  });

  it('is each person of the authorities, of their own only, as manager if they manage', () => {
    expect(callers.slice(5)).toEqual([
      ['ann', 'practitioner', ['E10000020']],
      ['mo', 'manager', ['E10000020']],
      ['hal', 'manager', ['E10000020']],
      ['dee', 'manager', ['E10000020']],
      ['ben', 'practitioner', ['E10000014']],
    ]);
  });

  it('is everyone by their own token', () => {
    const byToken = listTokenHolders(tokens, AUTHORITIES).map(({ token }) => token);
    expect(byToken).toEqual([...Object.values(tokens.roles), ...Object.values(tokens.people)]);
  });
});
