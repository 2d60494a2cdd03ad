import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import {
  MESSAGE_MEDIA,
  MESSAGE_TEMPLATES,
  type TemplateName,
  formatTemplateName,
} from '../../../shared/messaging/message-templates.ts';

const SERVICE = '11111111-1111-4111-8111-111111111111';
export const SECRET = '22222222-2222-4222-8222-222222222222';
export const API_KEY = `homeward-${SERVICE}-${SECRET}`;

const NAMES = MESSAGE_TEMPLATES.flatMap((template) =>
  MESSAGE_MEDIA.map((medium) => formatTemplateName(template, medium)),
);

/** An id for each template, as Notify would give it. */
export const TEMPLATE_IDS = Object.fromEntries(
  NAMES.map((name, index) => [name, `33333333-3333-4333-8333-${String(index).padStart(12, '0')}`]),
) as Record<TemplateName, string>;

/** What goes wrong with the next message: before Notify has taken it, or with the answer only. */
export type Fault =
  | { readonly status: number; readonly error: string; readonly message: string }
  | 'answer-lost'
  | 'not-json';

export interface AcceptedMessage {
  readonly id: string;
  readonly type: 'email' | 'sms';
  readonly reference: string;
  readonly address: string;
  readonly templateId: string;
  readonly personalisation: Readonly<Record<string, string>>;
}

export interface NotifyTemplate {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly subject: string | null;
  readonly body: string;
}

/** A small server that speaks as much of Notify's API, version 2, as its client is used for. */
export interface NotifyServer {
  readonly url: string;
  readonly accepted: AcceptedMessage[];
  readonly faults: Fault[];
  readonly templates: NotifyTemplate[];
  stop(): Promise<void>;
}

const postSchema = z.object({
  template_id: z.enum(Object.values(TEMPLATE_IDS)),
  email_address: z.string().optional(),
  phone_number: z.string().optional(),
  reference: z.string(),
  personalisation: z.record(z.string(), z.string()),
});

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

const refuse = (response: ServerResponse, status: number, error: string, message: string): void => {
  answer(response, status, { status_code: status, errors: [{ error, message }] });
};

/** The token names the service and is signed: this server only looks whether it is one of that service. */
const isAuthorised = (request: IncomingMessage): boolean => {
  const [, claims = ''] = (request.headers.authorization ?? '').split('.');
  return Buffer.from(claims, 'base64url').toString().includes(SERVICE);
};

const addressProblem = (type: AcceptedMessage['type'], address: string): string | null => {
  if (type === 'email')
    return address.includes('@') ? null : 'email_address Not a valid email address';
  return /[a-z]/i.test(address) ? 'phone_number Must not contain letters or symbols' : null;
};

const takeMessage = async (
  server: Pick<NotifyServer, 'accepted' | 'faults'>,
  type: AcceptedMessage['type'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const post = postSchema.parse(JSON.parse(await text(request)));
  const fault = server.faults.shift();
  if (typeof fault === 'object') {
    refuse(response, fault.status, fault.error, fault.message);
    return;
  }
  const address = (type === 'email' ? post.email_address : post.phone_number) ?? '';
  const problem = addressProblem(type, address);
  if (problem !== null) {
    refuse(response, 400, 'ValidationError', problem);
    return;
  }
  const id = `44444444-4444-4444-8444-${String(server.accepted.length).padStart(12, '0')}`;
  const { reference, personalisation, template_id: templateId } = post;
  server.accepted.push({ id, type, reference, address, templateId, personalisation });
  if (fault === 'answer-lost') request.socket.destroy();
  else if (fault === 'not-json') response.end('<html>');
  else answer(response, 201, { id, reference });
};

const findMessages = (
  accepted: readonly AcceptedMessage[],
  query: URLSearchParams,
): readonly AcceptedMessage[] =>
  accepted.filter(
    ({ type, reference }) =>
      type === query.get('template_type') && reference === query.get('reference'),
  );

export const startNotifyServer = async (): Promise<NotifyServer> => {
  const state = {
    accepted: [] as AcceptedMessage[],
    faults: [] as Fault[],
    templates: [] as NotifyTemplate[],
  };
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://notify');
    const what = `${request.method ?? ''} ${pathname}`;
    if (!isAuthorised(request)) refuse(response, 403, 'AuthError', 'Invalid token');
    else if (what === 'POST /v2/notifications/email')
      await takeMessage(state, 'email', request, response);
    else if (what === 'POST /v2/notifications/sms')
      await takeMessage(state, 'sms', request, response);
    else if (what === 'GET /v2/notifications')
      answer(response, 200, {
        notifications: findMessages(state.accepted, searchParams),
        links: {},
      });
    else if (what === 'GET /v2/templates') answer(response, 200, { templates: state.templates });
    else refuse(response, 404, 'NoResultFound', 'No result found');
  };
  const server = createServer((request, response) => {
    route(request, response).catch(() => {
      refuse(response, 500, 'Exception', 'Internal server error');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...state,
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => {
          if (error === undefined) resolve();
          else reject(error);
        });
      }),
  };
};
