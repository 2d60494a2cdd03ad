import type { MessageMedium } from './message-template.ts';
import type { Practitioner } from '../directory/practitioner.ts';

/** Where a message goes. */
export interface Reach {
  readonly medium: MessageMedium;
  readonly address: string;
}

/**
 * How somebody is reached: as they chose, else by the other way if they gave one. Null for somebody
 * who is not known, has left, or gave no address.
 */
export const reachOf = (person: Practitioner | undefined): Reach | null => {
  if (person === undefined || person.inactive) return null;
  const { email, phone, contactBy } = person;
  const byEmail = email === null ? null : { medium: 'email' as const, address: email };
  const byText = phone === null ? null : { medium: 'text' as const, address: phone };
  return contactBy === 'email' ? (byEmail ?? byText) : (byText ?? byEmail);
};
