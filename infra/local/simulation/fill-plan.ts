import { addMs, DAY_MS } from '../../../shared/kernel/instant.ts';
import { toLondonDate } from '../../../shared/kernel/london-time.ts';
import type { Desk, FilledForm } from './desk.ts';

/** Mostly within the working days that an authority allows. */
const drawPlanDate = ({ random, now }: Desk): string =>
  toLondonDate(addMs(now, random.integer(0, 4) * DAY_MS));

export const fillAcknowledgement = (desk: Desk): FilledForm | null => {
  const { random, escalations } = desk;
  if (escalations.length === 0) return null;
  const { escalationId } = random.pick(escalations);
  return {
    path: `/api/v1/escalations/${escalationId}/acknowledge`,
    body: { note: 'I see to it.', planDate: drawPlanDate(desk) },
    covers: [],
  };
};

export const fillRenewal = (desk: Desk): FilledForm | null => {
  const { random, escalations } = desk;
  if (escalations.length === 0) return null;
  const { escalationId } = random.pick(escalations);
  return {
    path: `/api/v1/escalations/${escalationId}/renew-plan`,
    body: { planDate: drawPlanDate(desk), reason: 'The family is away.' },
    covers: [],
  };
};
