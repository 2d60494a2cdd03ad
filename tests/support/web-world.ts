import type { Directory } from '../../shared/directory/directory.ts';
import { createWebApp } from '../../functions/web/app.ts';
import type { Fault } from '../../shared/platform/fault.ts';
import type { WebDependencies } from '../../functions/web/web-context.ts';
import { addMs, HOUR_MS, type Instant, toInstant } from '../../shared/kernel/instant.ts';
import { DORSET, DORSET_FORCE, NORFOLK, NORFOLK_FORCE, RECEIVED_AT } from './messages.ts';
import { expectDescribed } from './openapi-check.ts';
import type { Caller } from '../../shared/access/caller.ts';
import {
  type AuditedAccess,
  type AuditedRequest,
  createAuditTrail,
} from '../../shared/access/audit.ts';
import { createAccessItem } from '../../shared/access/access-tokens.ts';
import { createMemoryAccessTokens } from '../../infra/local/memory/memory-access-tokens.ts';
import { createCounty } from './county.ts';
import { buildAuthority } from './directory.ts';
import { BASE_CODES } from './debriefs.ts';

/** Two authorities of two forces; Norfolk has two teams and a locality without one. */
export const DIRECTORY: Directory = {
  authorities: [
    buildAuthority({
      code: NORFOLK,
      name: 'Norfolk',
      localities: [
        { id: 'norwich', name: 'Norwich', postcodes: ['NR1', 'NR2', 'NR3'] },
        { id: 'great-yarmouth', name: 'Great Yarmouth', postcodes: ['NR30'] },
        { id: 'kings-lynn', name: "King's Lynn", postcodes: ['PE30'] },
      ],
      teams: [
        { id: 'norfolk-norwich', name: 'Norwich', localities: ['norwich'] },
        { id: 'norfolk-coast', name: 'Coast', localities: ['great-yarmouth'] },
      ],
    }),
    buildAuthority({
      code: DORSET,
      name: 'Dorset',
      localities: [{ id: 'weymouth', name: 'Weymouth', postcodes: ['DT4'] }],
      teams: [{ id: 'dorset-west', name: 'West', localities: ['weymouth'] }],
    }),
  ],
  codes: BASE_CODES,
  placeholders: [],
  bankHolidays: [],
  forces: [
    {
      code: NORFOLK_FORCE,
      name: 'Norfolk Constabulary',
      authorities: [NORFOLK],
      defaultAuthority: NORFOLK,
    },
    {
      code: DORSET_FORCE,
      name: 'Dorset Police',
      authorities: [DORSET],
      defaultAuthority: DORSET,
    },
  ],
};

const callers = {
  practitioner: { subject: 'p-1', role: 'practitioner', authorities: [NORFOLK] },
  manager: { subject: 'm-1', role: 'manager', authorities: [NORFOLK] },
  lead: { subject: 'l-1', role: 'lead', authorities: [NORFOLK] },
  operator: { subject: 'o-1', role: 'operator', authorities: 'all' },
  auditor: { subject: 'a-1', role: 'auditor', authorities: 'all' },
  dorsetManager: { subject: 'm-2', role: 'manager', authorities: [DORSET] },
  norfolkOperator: { subject: 'o-2', role: 'operator', authorities: [NORFOLK] },
} as const satisfies Record<string, Caller>;
export type CallerName = keyof typeof callers;

/** When tokens of these tests expire, and when a request is made unless a test says otherwise. */
export const EXPIRES_AT: Instant = toInstant(Date.parse('2026-12-31T00:00:00Z'));
export const NOW: Instant = addMs(RECEIVED_AT, HOUR_MS);

/** What GOV.UK Notify brings when it calls. */
export const CALLBACK_TOKEN = 'token-of-the-callback-of-notify-0123';

export const tokenOf = (name: CallerName): string => `token-of-${name}`;

/** What came back, as a client sees it. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** How a request is made: by whom (null: no token), and when. */
export interface RequestOptions {
  readonly as?: CallerName | null;
  readonly at?: Instant;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is text already. */
  readonly send?: unknown;
}

const requestOf = (asking: RequestOptions): RequestInit => {
  const { as = 'practitioner', method = 'GET', headers = {}, send } = asking;
  return {
    method,
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${tokenOf(as)}` }),
      ...(send === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(send === undefined ? {} : { body: typeof send === 'string' ? send : JSON.stringify(send) }),
  };
};

const bodyIn = (text: string, contentType: string | null): unknown => {
  if (text === '') return null;
  return contentType?.includes('json') === true ? (JSON.parse(text) as unknown) : text;
};

/** The application of a county, with a callback of Notify; `change` replaces what it works with. */
export const createWebWorld = (
  change: (dependencies: WebDependencies) => Partial<WebDependencies> = () => ({}),
) => {
  const county = createCounty({ directory: DIRECTORY, start: RECEIVED_AT });
  const { stores, ports, sweepAt } = county;
  const { themes } = ports;
  const faults: Fault[] = [];
  const audited: (Omit<AuditedRequest, 'records'> & AuditedAccess)[] = [];
  const refused: AuditedRequest[] = [];
  const undeliverable: string[] = [];
  let tokens = 0;
  const auditTrail = createAuditTrail(county.runtime.tables.audit);
  const dependencies: WebDependencies = {
    ...ports,
    authenticator: createMemoryAccessTokens(
      Object.entries(callers).map(([name, caller]) =>
        createAccessItem(tokenOf(name as CallerName), caller, EXPIRES_AT),
      ),
    ),
    audit: {
      ...auditTrail,
      append: async (request) => {
        await auditTrail.append(request);
        const { records, ...said } = request;
        audited.push(...records.map((record) => ({ ...said, ...record })));
        if (request.outcome === 'refused') refused.push(request);
      },
    },
    makeToken: () => `calendar-token-${(tokens += 1)}`,
    publicUrl: 'https://homeward.example',
    notify: {
      readCallbackToken: () => Promise.resolve(CALLBACK_TOKEN),
      reportUndeliverable: (reference) => void undeliverable.push(reference),
    },
    readOutbox: null,
    reportFault: (fault) => void faults.push(fault),
  };
  const app = createWebApp({ ...dependencies, ...change(dependencies) });
  let received = 0;
  let requestCount = 0;

  /** Takes messages in, one a second from `RECEIVED_AT` on. */
  const receive = async (...events: readonly unknown[]): Promise<void> => {
    for (const event of events) {
      received += 1;
      await county.receive(event, addMs(RECEIVED_AT, received * 1000));
    }
  };

  /** Asks, and checks that the answer is one that the OpenAPI document describes. */
  const ask = async (path: string, asking: RequestOptions = {}): Promise<Reply> => {
    requestCount += 1;
    const bindings = {
      now: asking.at ?? NOW,
      requestId: `request-${requestCount}`,
      address: '192.0.2.7',
    };
    const response = await app.request(path, requestOf(asking), bindings);
    const text = await response.text();
    const body = bodyIn(text, response.headers.get('content-type'));
    expectDescribed(asking.method ?? 'GET', path, response, body);
    return { status: response.status, headers: response.headers, body };
  };

  return { app, stores, themes, faults, audited, refused, undeliverable, receive, ask, sweepAt };
};
export type WebWorld = ReturnType<typeof createWebWorld>;
