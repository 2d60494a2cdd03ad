import { foldOnlyEpisode } from '../../support/ids.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import { formatStoredEpisode } from '../../../shared/episodes/episode.ts';
import type { Item } from '../../../shared/database/table.ts';
import type { Authority } from '../../../shared/directory/authority.ts';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { buildAllocation } from '../../support/actions.ts';
import { buildFoundFact, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { RHI_LIMIT_MS } from '../../../shared/episodes/rules/deadline.ts';
import { listDueLevels } from '../../../shared/episodes/rules/ladder.ts';
import { buildNextState } from '../../../shared/episodes/rules/next-state.ts';
import { stateKey, buildStateListKeys } from '../../../shared/episodes/episode-items.ts';

/** Tasks of the same kind, numbered on. */
export interface OpenTasks {
  readonly name: string;
  readonly count: number;
  /** When each is due. */
  readonly dueAt: (number: number) => Instant;
  /** Every level that is due by then was raised. */
  readonly raisedUntil: Instant;
}

const pickPostcode = (authority: Authority, number: number): string => {
  const all = authority.localities.flatMap(({ postcodes }) => postcodes);
  const place = all[number % all.length] ?? 'NR3';
  return place.includes(' ') ? `${place}AA` : `${place} 1AA`;
};

const findForce = ({ forces }: Directory, { code }: Authority): string =>
  forces.find(({ authorities }) => authorities.includes(code))?.code ?? '';

const createFacts = (
  directory: Directory,
  authority: Authority,
  tasks: OpenTasks,
  number: number,
) => {
  const returnedAt = addMs(tasks.dueAt(number), -RHI_LIMIT_MS);
  const recordedAt = addMs(returnedAt, HOUR_MS / 6);
  const reference = `${tasks.name}-${number}`;
  const about = { reference, force: findForce(directory, authority), time: recordedAt };
  const place = { postcode: pickPostcode(authority, number) };
  return [
    buildReportedFact(
      {
        reportedAt: addMs(returnedAt, -9 * HOUR_MS),
        missingFrom: { kind: 'home', place },
        responsibleAuthority: authority.code,
      },
      { ...about, id: `${reference}-reported`, time: addMs(returnedAt, -8 * HOUR_MS) },
    ),
    buildFoundFact(
      { foundAt: addMs(returnedAt, -HOUR_MS) },
      { ...about, id: `${reference}-found`, time: addMs(returnedAt, -HOUR_MS / 2) },
    ),
    buildReturnedFact({ returnedAt }, { ...about, id: `${reference}-returned` }),
  ];
};

const pickPractitioner = ({ people }: Authority, number: number): string => {
  const all = people.filter(({ role }) => role === 'practitioner');
  return all[number % all.length]?.practitionerId ?? 'unknown';
};

/** The state of a task as the product would have stored it, with the authorities taking turns. */
const createStateItem = (directory: Directory, tasks: OpenTasks, number: number): Item => {
  const authority = directory.authorities[number % directory.authorities.length];
  if (authority === undefined) throw new Error('The directory holds no authority.');
  const facts = createFacts(directory, authority, tasks, number);
  const recordedAt = facts[1]?.receivedAt ?? tasks.raisedUntil;
  const kept = buildAllocation(pickPractitioner(authority, number), { recordedAt });
  const episode = foldOnlyEpisode(facts, directory, [kept]);
  const raised = listDueLevels(episode, [], authority.settings, tasks.raisedUntil);
  const stored = buildNextState(
    null,
    {
      episode,
      childId: `child-${episode.episodeId}`,
      childKeys: [],
      contradicting: [],
      formerChildIds: [],
      raised,
    },
    directory,
  );
  return {
    ...stateKey(episode.episodeId),
    entity: 'episode',
    ...formatStoredEpisode(stored),
    ...buildStateListKeys(stored, recordedAt),
  };
};

/** The items of those tasks, made one by one. */
export const createItems = function* (
  directory: Directory,
  tasks: OpenTasks,
): Generator<Item, undefined> {
  for (let number = 0; number < tasks.count; number++)
    yield createStateItem(directory, tasks, number);
};
