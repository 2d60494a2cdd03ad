import * as z from 'zod';
import type { StackDescription } from '../../infra/local/stack-description.ts';

export interface StaffReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Somebody of an authority at the API of a running stack, with their own token. */
export type AskAs = (
  practitionerId: string,
  method: string,
  path: string,
  body?: object,
) => Promise<StaffReply>;

export const createStaffClient =
  (stack: StackDescription): AskAs =>
  async (practitionerId, method, path, body) => {
    const token = stack.people[practitionerId];
    if (token === undefined) throw new Error(`The stack knows no ${practitionerId}.`);
    const response = await fetch(`${stack.web}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: z.looseObject({}).parse(await response.json()) };
  };
