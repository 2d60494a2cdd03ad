/*
 * The timescales once more, from what is stored raw: the messages of the police as they came and the actions of people as
 * they were recorded. Shares no code with the product, so that a mistake in its rules cannot hide itself. Only to which
 * authority a reference belongs is taken from the product's own state.
 */

export type RawItem = Readonly<Record<string, unknown>>;

/** What is recounted, under the names that `GET /timescales` has for it. */
export interface Recount {
  episodes: number;
  completed: number;
  completedWithin72h: number;
  declined: number;
  notPossible: number;
  open: number;
  openLate: number;
  notMeasurable: number;
  withdrawn: number;
  offered: number;
  offeredWithin72h: number;
  interviews: number;
}

interface Message {
  readonly id: string;
  readonly kind: string;
  readonly time: number;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Action {
  readonly actionId: string;
  readonly kind: string;
  readonly happenedAt: string;
  readonly recordedAt: string;
  readonly corrects: string | null;
  readonly notificationId: string;
  readonly outcome?: string;
  readonly interviewId?: string | null;
  readonly returnedAt?: string | null;
}

interface Reference {
  readonly force: string;
  readonly subject: string;
  readonly messages: readonly Message[];
}

const LIMIT_MS = 72 * 60 * 60 * 1000;

const sortRecorded = (messages: readonly Message[]): readonly Message[] =>
  messages.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));

const readMessage = (body: string): Message & { force: string; subject: string } => {
  const event = JSON.parse(body) as Record<string, string> & { data: Message['data'] };
  return {
    id: String(event['id']),
    kind: String(event['type']).split('.').at(-2) ?? '',
    time: Date.parse(String(event['time'])),
    data: event.data,
    force: String(event['source']).split(':').at(-1) ?? '',
    subject: String(event['subject']).trim(),
  };
};

const readTime = (message: Message | undefined, field: string): number | null => {
  const value = message?.data[field];
  return typeof value === 'string' ? Date.parse(value) : null;
};

/** The last that was said of a time, by any of these kinds. */
const findTime = (
  messages: readonly Message[],
  kinds: readonly string[],
  field: string,
): number | null =>
  readTime(
    sortRecorded(messages).findLast((one) => kinds.includes(one.kind) && field in one.data),
    field,
  );

/** Whether a report opens a further absence: the child was home before it (police contract). */
const opensFurther = (
  report: Message,
  before: readonly Message[],
  all: readonly Message[],
): boolean => {
  const reportedAt = readTime(report, 'reportedAt') ?? Number.NaN;
  return all.some((one) => {
    const returnedAt = one.kind === 'returned' ? readTime(one, 'returnedAt') : null;
    if (returnedAt === null || returnedAt >= reportedAt) return false;
    const isAfterReport = before.some(
      (other) => (readTime(other, 'reportedAt') ?? 0) <= returnedAt,
    );
    return isAfterReport || (one.time < report.time && before.length === 0);
  });
};

interface Occasion {
  readonly reports: Message[];
  readonly messages: Message[];
}

const splitOccasions = ({ messages }: Reference): readonly Occasion[] => {
  const sorted = sortRecorded(messages);
  const occasions: Occasion[] = [{ reports: [], messages: [] }];
  const reports: Message[] = [];
  for (const report of sorted.filter(({ kind }) => kind === 'reported')) {
    if (opensFurther(report, reports, sorted)) occasions.push({ reports: [], messages: [] });
    occasions.at(-1)?.reports.push(report);
    reports.push(report);
  }
  const startOf = ({ reports: own }: Occasion): number =>
    readTime(sortRecorded(own).at(-1), 'reportedAt') ?? Number.POSITIVE_INFINITY;
  for (const message of sorted) {
    const at = readTime(message, message.kind === 'found' ? 'foundAt' : 'returnedAt') ?? 0;
    const owner =
      message.kind === 'found' || message.kind === 'returned'
        ? occasions.findLast((one) => startOf(one) <= at)
        : message.kind === 'reported'
          ? occasions.find(({ reports: own }) => own.includes(message))
          : occasions.findLast(
              ({ reports: [first] }) => first !== undefined && first.time <= message.time,
            );
    (owner ?? occasions[0])?.messages.push(message);
  }
  return occasions.filter((one) => one.messages.length > 0);
};

const listCurrent = (actions: readonly Action[]): readonly Action[] => {
  const replaced = new Set(actions.map(({ corrects }) => corrects));
  return actions
    .filter(({ kind, actionId }) => kind !== 'retraction' && !replaced.has(actionId))
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
};

const CHANGES = ['reported', 'found', 'returned', 'cancelled'];

const findCancelled = ({ messages }: Occasion): Message | null => {
  const last = sortRecorded(messages).findLast(({ kind }) => CHANGES.includes(kind));
  return last?.kind === 'cancelled' ? last : null;
};

interface Counted {
  readonly authority: string;
  readonly returnedMs: number;
  readonly fromMs: number;
  readonly isWithdrawn: boolean;
  readonly current: readonly Action[];
}

/** A cancellation as a duplicate holds only while the reference it names has something that is not cancelled. */
const isCancelled = (
  occasion: Occasion,
  force: string,
  occasionsOf: (force: string, subject: string) => readonly Occasion[],
): boolean => {
  const cancelled = findCancelled(occasion);
  if (cancelled === null) return false;
  if (cancelled.data['reason'] !== 'duplicate') return true;
  const { duplicateOf } = cancelled.data;
  const named = typeof duplicateOf === 'string' ? duplicateOf.trim() : '';
  return occasionsOf(force, named).some((one) => findCancelled(one) === null);
};

const readReferences = (items: readonly RawItem[]): readonly Reference[] => {
  const messages = items
    .filter((item) => item['entity'] === 'notification')
    .map((item) => readMessage(String(item['body'])));
  return [...Map.groupBy(messages, ({ force, subject }) => `${force}/${subject}`).values()].map(
    (own) => ({ force: own[0]?.force ?? '', subject: own[0]?.subject ?? '', messages: own }),
  );
};

const listCounted = (items: readonly RawItem[]): readonly Counted[] => {
  const references = readReferences(items);
  const actions = items
    .filter((item) => item['entity'] === 'action')
    .map((item) => item['action'] as Action);
  const authorities = new Map<string, string>();
  for (const item of items) {
    if (item['entity'] !== 'episode') continue;
    const { force, reference, responsibleAuthority } = item['episode'] as Record<string, string>;
    authorities.set(`${force}/${reference}`, responsibleAuthority ?? '');
  }
  const split = new Map(
    references.map((one) => [`${one.force}/${one.subject}`, splitOccasions(one)]),
  );
  const occasionsOf = (force: string, subject: string) => split.get(`${force}/${subject}`) ?? [];
  const byNotification = Map.groupBy(actions, ({ notificationId }) => notificationId);
  return references.flatMap(({ force, subject }) =>
    occasionsOf(force, subject).flatMap((occasion) => {
      const { messages } = occasion;
      const current = listCurrent(messages.flatMap(({ id }) => byNotification.get(id) ?? []));
      const said = current.findLast(({ kind }) => kind === 'return')?.returnedAt ?? null;
      const returnedMs =
        findTime(messages, ['returned'], 'returnedAt') ?? (said === null ? null : Date.parse(said));
      if (returnedMs === null) return [];
      const foundMs = findTime(messages, ['found', 'returned'], 'foundAt');
      const reportedMs = findTime(messages, ['reported', 'updated'], 'reportedAt');
      return [
        {
          authority: authorities.get(`${force}/${subject}`) ?? '',
          returnedMs,
          fromMs: foundMs === null ? (reportedMs ?? returnedMs) : Math.min(foundMs, returnedMs),
          isWithdrawn: isCancelled(occasion, force, occasionsOf),
          current,
        },
      ];
    }),
  );
};

const findOutcome = (current: readonly Action[]): Action | null => {
  const outcomes = current.filter(({ kind }) => kind === 'outcome');
  const find = (wanted: string) => outcomes.findLast(({ outcome }) => outcome === wanted);
  return find('completed') ?? find('declined') ?? outcomes.at(-1) ?? null;
};

const countEnd = (
  { current, fromMs, returnedMs }: Counted,
  nowMs: number,
): readonly (keyof Recount)[] => {
  const outcome = findOutcome(current);
  if (outcome === null) return nowMs > returnedMs + LIMIT_MS ? ['open', 'openLate'] : ['open'];
  if (outcome.outcome === 'declined') return ['declined'];
  if (outcome.outcome !== 'completed') return ['notPossible'];
  const heldMs = Date.parse(outcome.happenedAt);
  if (heldMs < fromMs) return ['notMeasurable'];
  return heldMs <= returnedMs + LIMIT_MS ? ['completed', 'completedWithin72h'] : ['completed'];
};

const countOffer = ({ current, fromMs, returnedMs }: Counted): readonly (keyof Recount)[] => {
  const times = current
    .filter(
      ({ kind, outcome }) => kind === 'offer' || (kind === 'outcome' && outcome !== 'not-possible'),
    )
    .map(({ happenedAt }) => Date.parse(happenedAt));
  if (times.length === 0) return [];
  const first = Math.min(...times);
  return first >= fromMs && first <= returnedMs + LIMIT_MS
    ? ['offered', 'offeredWithin72h']
    : ['offered'];
};

export interface RecountPeriod {
  readonly authority: string;
  /** Returned from then on, and before `to`, as the answer of the API says. */
  readonly from: string;
  readonly to: string;
  readonly now: string;
}

/** `items`: all of the core table. */
export const recountTimescales = (
  items: readonly RawItem[],
  { authority, from, to, now }: RecountPeriod,
): Recount => {
  const counts: Recount = {
    episodes: 0,
    completed: 0,
    completedWithin72h: 0,
    declined: 0,
    notPossible: 0,
    open: 0,
    openLate: 0,
    notMeasurable: 0,
    withdrawn: 0,
    offered: 0,
    offeredWithin72h: 0,
    interviews: 0,
  };
  const interviews = new Set<string>();
  for (const one of listCounted(items)) {
    const isWithin = one.returnedMs >= Date.parse(from) && one.returnedMs < Date.parse(to);
    if (one.authority !== authority || !isWithin) continue;
    if (one.isWithdrawn) {
      counts.withdrawn += 1;
      continue;
    }
    const end = countEnd(one, Date.parse(now));
    const offer = end.includes('notMeasurable') ? [] : countOffer(one);
    for (const name of ['episodes', ...end, ...offer] as const) counts[name] += 1;
    if (end.includes('completed')) interviews.add(String(findOutcome(one.current)?.interviewId));
  }
  return { ...counts, interviews: interviews.size };
};
