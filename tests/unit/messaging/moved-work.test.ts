import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { finishWork } from '../../../infra/local/memory/memory-runtime.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import { splitRecord } from '../../../shared/episodes/reference-record.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { createCounty } from '../../support/county.ts';
import { buildStaffMember, employ } from '../../support/directory.ts';
import { at, buildReportedFact, buildReturnedFact, buildUpdatedFact } from '../../support/facts.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readValue } from '../../support/results.ts';
import { buildOutcomeBody } from '../../support/work-bodies.ts';

const FIRST = makeEpisodeId('E23000024', 'NC-2026-000001');
const PRACTITIONER = { subject: 'p-1', role: 'practitioner', authorities: [NORFOLK] } as const;

const absent = (number: number, day: string, backOn: string, receivedAt?: string) => {
  const received = receivedAt === undefined ? {} : { receivedAt: at(receivedAt) };
  return [
    buildReportedFact(
      { reportedAt: at(`${day}T20:00Z`) },
      { id: `reported-${number}`, time: `${day}T20:05Z`, ...received },
    ),
    buildReturnedFact(
      { returnedAt: at(`${backOn}T08:00Z`) },
      { id: `returned-${number}`, time: `${backOn}T08:05Z`, ...received },
    ),
  ];
};

let county: ReturnType<typeof createCounty>;
beforeEach(async () => {
  county = createCounty({
    directory: employ(NORFOLK, [
      buildStaffMember('p-1', { teams: ['norfolk-norwich'] }),
      buildStaffMember('m-1', { role: 'team-manager', teams: ['norfolk-norwich'] }),
      buildStaffMember('m-2', { role: 'team-manager', teams: ['norfolk-broadland'] }),
      buildStaffMember('head', { role: 'head-of-service' }),
    ]),
  });
  await county.receiveFacts(...absent(2, '2026-11-14', '2026-11-15'));
  const { taskVersion } = (await county.stores.episodes.readState(FIRST)) ?? { taskVersion: 0 };
  const body = { ...buildOutcomeBody('held', { happenedAt: '2026-11-16T10:00:00Z' }), taskVersion };
  const input = { taskId: toTaskId(FIRST), body };
  readValue(await recordOutcome(county.ports, input, PRACTITIONER, at('2026-11-16T12:00Z')));
  await finishWork(county.runtime);
});

const receiveEarlierAbsence = async (): Promise<void> => {
  await county.receiveFacts(...absent(1, '2026-11-10', '2026-11-11', '2026-11-21T09:00Z'));
  await finishWork(county.runtime);
};

const listMoved = () => county.runtime.messages.filter(({ template }) => template === 'work-moved');

describe('when a late message moves recorded work to another episode', () => {
  it('whoever holds one of the tasks and their manager get a message about the one that has it now', async () => {
    await receiveEarlierAbsence();
    const [, second] = splitRecord(await county.stores.episodes.readReference(FIRST));
    expect(second?.stored?.episode.task?.outcome?.outcome).toBe('completed');
    expect(
      listMoved()
        .map(({ address }) => address)
        .sort(),
    ).toEqual(['m-1@council.example', 'p-1@council.example']);
    const reference = formatTaskReference(toTaskId(second?.episodeId ?? ''));
    for (const { subject, body } of listMoved()) {
      expect(subject).toBe(`Work has moved: ${reference}`);
      expect(body).toContain('work that was recorded for one return home interview');
      expect(body).toContain(`Reference: ${reference}`);
      expect(body).toContain(toTaskId(second?.episodeId ?? ''));
      expect(body).not.toMatch(/\bSam\b/);
    }
  });

  it('each gets one message, however often police repeat it', async () => {
    await receiveEarlierAbsence();
    await receiveEarlierAbsence();
    expect(listMoved()).toHaveLength(2);
  });
});

describe('a message that moves no work', () => {
  it('tells nobody of any', async () => {
    await county.receiveFacts(
      buildUpdatedFact(
        { riskLevel: 'high' },
        { id: 'update', time: '2026-11-16T20:00Z', receivedAt: at('2026-11-21T09:00Z') },
      ),
      ...absent(3, '2026-11-24', '2026-11-25'),
    );
    await finishWork(county.runtime);
    expect(listMoved()).toEqual([]);
  });
});
