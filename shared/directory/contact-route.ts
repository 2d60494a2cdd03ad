import type { Practitioner } from './staff.ts';

export interface ContactRoute {
  readonly medium: 'email' | 'text';
  readonly address: string;
}

/**
 * The way they chose, else the other way if they gave an address for it. Null for somebody who is not
 * known, is inactive, or gave no address.
 */
export const findContactRoute = (person: Practitioner | undefined): ContactRoute | null => {
  if (person === undefined || person.inactive) return null;
  const { email, phone, contactBy } = person;
  const byEmail = email === null ? null : { medium: 'email' as const, address: email };
  const byText = phone === null ? null : { medium: 'text' as const, address: phone };
  return contactBy === 'email' ? (byEmail ?? byText) : (byText ?? byEmail);
};
