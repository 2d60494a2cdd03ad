import { type Directory, findAuthoritySettings } from '../../../shared/directory/directory.ts';
import {
  createEpisodeStore,
  type EpisodeRecord,
  type EpisodeStore,
} from '../../../shared/episodes/episode-store.ts';
import { makeEpisodeId } from '../../../shared/episodes/episode.ts';
import { foldEpisode } from '../../../shared/episodes/rules/fold-episode.ts';
import { listDueLevels } from '../../../shared/episodes/rules/ladder.ts';
import { hashContent } from '../../../shared/kernel/hash.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { createAlertStore } from '../../../shared/messaging/alert-store.ts';
import type { FeedMessage } from '../demonstration/feed-message.ts';
import type { MemoryRuntime } from '../memory/memory-runtime.ts';

export interface RunFacts {
  /** What was put on the queue, each as often as it was sent. */
  readonly sent: readonly FeedMessage[];
  readonly directory: Directory;
  readonly now: Instant;
}

const requireThat = (holds: boolean, sentence: string): readonly string[] =>
  holds ? [] : [sentence];

const readId = (message: FeedMessage): string | null => {
  try {
    const { id } = JSON.parse(message.body) as { readonly id?: unknown };
    return typeof id === 'string' ? id : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** A message that was cut off before its force is kept for an operator: there is no queue for its reply. */
const namesItsForce = ({ body, force }: FeedMessage): boolean =>
  body.includes(`urn:police:${force}`);

const checkReplies = ({ replies }: MemoryRuntime, { sent }: RunFacts): readonly string[] => {
  const contents = new Map<string, string>();
  const changed = replies.filter(({ event }) => {
    const [id, content] = [String(event['id']), hashContent(event)];
    const before = contents.get(id) ?? content;
    contents.set(id, before);
    return before !== content;
  });
  const expected = sent.filter(namesItsForce).length;
  return [
    ...requireThat(
      contents.size === expected,
      `Every message gets exactly one reply: ${expected} messages, ${contents.size} replies.`,
    ),
    ...requireThat(
      changed.length === 0,
      'A reply that is sent again has the same content as the first time.',
    ),
  ];
};

const listAccepted = ({ replies }: MemoryRuntime): ReadonlySet<string> =>
  new Set(
    replies
      .filter(({ event }) => String(event['type']).includes('.accepted.'))
      .map(({ event }) => String((event['data'] as Record<string, unknown>)['notificationId'])),
  );

const checkFacts = (
  { facts, stored, actions }: EpisodeRecord,
  expected: ReadonlySet<string>,
  directory: Directory,
): readonly string[] => {
  const ids = facts.map(({ id }) => id);
  const folded = facts.length === 0 ? null : foldEpisode(facts, directory, actions);
  return [
    ...requireThat(new Set(ids).size === ids.length, 'No notification is two facts.'),
    ...requireThat(
      ids.length === expected.size && ids.every((id) => expected.has(id)),
      `Every accepted notification is a fact: ${expected.size} accepted, ${ids.length} facts.`,
    ),
    ...requireThat(
      hashContent(stored?.episode ?? null) === hashContent(folded),
      'The state of an episode is the fold of its facts.',
    ),
  ];
};

const checkTask = ({ stored }: EpisodeRecord, { directory, now }: RunFacts): readonly string[] => {
  if (stored === null) return [];
  const { episode, raised } = stored;
  const { task } = episode;
  const cameBack = episode.foundAt !== null || episode.returnedAt !== null;
  const { ladder } = findAuthoritySettings(directory, episode.responsibleAuthority);
  const keys = raised.map(({ level, dueVersion }) => `${dueVersion}/${level}`);
  return [
    ...requireThat(
      !cameBack || (task !== null && (task.state === 'open' || task.withdrawn !== null)),
      'Every child who was found or returned has an open task, or one that was withdrawn with a reason.',
    ),
    ...requireThat(
      new Set(keys).size === keys.length,
      'A level of the ladder is raised once for a due version.',
    ),
    ...requireThat(
      listDueLevels(task, raised, ladder, now).length === 0,
      'Every level that is due was raised.',
    ),
  ];
};

const checkEpisode = async (
  episodes: EpisodeStore,
  run: RunFacts,
  messages: readonly FeedMessage[],
  accepted: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const [first] = messages;
  if (first === undefined) return [];
  const record = await episodes.read(makeEpisodeId(first.force, first.reference));
  const ids = messages.flatMap((one) => readId(one) ?? []);
  const expected = new Set(ids.filter((id) => accepted.has(id)));
  return [...checkFacts(record, expected, run.directory), ...checkTask(record, run)].map(
    (sentence) => `${first.reference}: ${sentence}`,
  );
};

const listPeople = ({ authorities }: Directory): readonly string[] =>
  authorities.flatMap(({ people }) => people.map(({ practitionerId }) => practitionerId));

const checkMessages = async (
  runtime: MemoryRuntime,
  { directory, now }: RunFacts,
): Promise<readonly string[]> => {
  const alerts = createAlertStore(runtime.tables.core);
  const pending = await Promise.all(listPeople(directory).map((id) => alerts.readPending(id)));
  const overdue = pending.flatMap((one) => one.alerts.filter(({ sendAt }) => sendAt <= now));
  const references = runtime.messages.map(({ reference }) => reference);
  return [
    ...requireThat(
      overdue.length === 0,
      `Nobody waits for a message whose time has come: ${overdue.length} alerts wait.`,
    ),
    ...requireThat(
      new Set(references).size === references.length,
      'No message is sent to a person twice.',
    ),
  ];
};

const checkQueues = ({ queues, streamFailures }: MemoryRuntime): readonly string[] => [
  ...requireThat(
    queues.notifications.size() === 0 && queues.evidence.size() === 0,
    'Nothing is left on a queue.',
  ),
  ...requireThat(
    queues.notifications.deadLetters().length === 0 && queues.evidence.deadLetters().length === 0,
    'No message is in a dead-letter queue, because none of them is at fault.',
  ),
  ...requireThat(streamFailures().length === 0, 'The stream gave up no record.'),
];

/** Every rule that does not hold at the end of a run, as a sentence. */
export const findViolations = async (
  runtime: MemoryRuntime,
  run: RunFacts,
): Promise<readonly string[]> => {
  const episodes = createEpisodeStore(runtime.tables.core);
  const accepted = listAccepted(runtime);
  const byEpisode = Map.groupBy(run.sent, ({ force, reference }) => `${force}/${reference}`);
  const ofEpisodes = await Promise.all(
    [...byEpisode.values()].map((messages) => checkEpisode(episodes, run, messages, accepted)),
  );
  return [
    ...checkReplies(runtime, run),
    ...ofEpisodes.flat(),
    ...(await checkMessages(runtime, run)),
    ...checkQueues(runtime),
  ];
};
