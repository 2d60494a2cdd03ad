import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildStaffMember } from '../../support/directory.ts';
import { at, buildCancelledFact, buildFoundFact, buildReturnedFact } from '../../support/facts.ts';
import type { Practitioner } from '../../../shared/directory/staff.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import { buildEpisodeWrite, writeAllocation } from '../../support/returned-episodes.ts';

const NORFOLK = 'E10000020';
const CONFIGURED = [
  buildStaffMember('p-1', { caseloadCap: 12 }),
  buildStaffMember('p-2', { teams: ['norfolk-east'] }),
];

const absence = (absenceId: string, practitionerId: string) => ({
  absenceId,
  practitionerId,
  from: '2026-11-21',
  until: '2026-11-28',
});

/** What every store of people must do, in memory and on DynamoDB alike. */
export const describeStaff = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`a store of staff ${name}`, () => {
    let stores: CoreStores;
    let staff: CoreStores['staff'];
    beforeEach(async () => {
      stores = await open();
      ({ staff } = stores);
    });

    const find = async (id: string): Promise<Practitioner> => {
      const { practitioners } = await staff.read(NORFOLK, CONFIGURED);
      const found = practitioners.find(({ practitionerId }) => practitionerId === id);
      if (found === undefined) throw new Error('There is nobody of this id.');
      return found;
    };

    it('starts with the staff of the configuration, active and without ties', async () => {
      const read = await staff.read(NORFOLK, CONFIGURED);
      expect(read.absences).toEqual([]);
      expect(read.practitioners).toEqual(
        CONFIGURED.map((one) => ({
          ...one,
          authority: NORFOLK,
          ties: [],
          inactive: false,
          version: 1,
        })),
      );
    });

    it('keeps later changes, whatever the configuration says', async () => {
      await staff.put({ ...(await find('p-1')), inactive: true, caseloadCap: 3 });
      const changed = { inactive: true, caseloadCap: 3, version: 2 };
      expect(await find('p-1')).toMatchObject(changed);
      const other = [buildStaffMember('p-1', { caseloadCap: 99 }), buildStaffMember('p-2')];
      expect((await staff.read(NORFOLK, other)).practitioners[0]).toMatchObject(changed);
    });

    it('adds staff who join the configuration later, and keeps those who leave it', async () => {
      await staff.read(NORFOLK, CONFIGURED);
      const { practitioners } = await staff.read(NORFOLK, [buildStaffMember('p-3')]);
      expect(practitioners.map(({ practitionerId }) => practitionerId)).toEqual([
        'p-1',
        'p-2',
        'p-3',
      ]);
    });

    it('starts with more staff than fit in one transaction', async () => {
      const many = Array.from({ length: 130 }, (_, index) => buildStaffMember(`p-${1000 + index}`));
      expect((await staff.read(NORFOLK, many)).practitioners).toHaveLength(130);
    });

    it('starts once when several read at once', async () => {
      const reads = await Promise.all([1, 2, 3].map(() => staff.read(NORFOLK, CONFIGURED)));
      for (const { practitioners } of reads) {
        expect(practitioners.map(({ version }) => version)).toEqual([1, 1]);
      }
    });

    it('keeps the staff of authorities apart', async () => {
      await staff.read(NORFOLK, CONFIGURED);
      expect((await staff.read('E06000059', [])).practitioners).toEqual([]);
    });

    it('stores somebody on the version that was read, and refuses an older one', async () => {
      const read = await find('p-1');
      expect(await staff.put({ ...read, name: 'Changed first' })).toBe('written');
      expect(await staff.put({ ...read, name: 'Changed second' })).toBe('conflict');
      expect(await find('p-1')).toMatchObject({ name: 'Changed first', version: 2 });
    });

    it('stores somebody new, with whom they care for, and not a second time', async () => {
      const joined: Practitioner = {
        ...buildStaffMember('p-9'),
        authority: NORFOLK,
        ties: [
          { kind: 'key-worker', childId: 'ch-1' },
          { kind: 'placement', urn: 'SC000001' },
        ],
        inactive: false,
        version: 0,
      };
      expect(await staff.put(joined)).toBe('written');
      expect(await staff.put(joined)).toBe('conflict');
      expect(await find('p-9')).toEqual({ ...joined, version: 1 });
    });

    it('stores an absence once, however often it is sent', async () => {
      await staff.putAbsence(NORFOLK, absence('abs-1', 'p-1'));
      await staff.putAbsence(NORFOLK, absence('abs-1', 'p-1'));
      await staff.putAbsence(NORFOLK, absence('abs-2', 'p-2'));
      const { absences } = await staff.read(NORFOLK, CONFIGURED);
      expect(absences).toEqual([absence('abs-1', 'p-1'), absence('abs-2', 'p-2')]);
    });

    describe('and their caseloads', () => {
      const returned = buildReturnedFact({}, { reference: 'NC-1' });
      const episodeId = makeEpisodeId('E23000024', 'NC-1');
      const task = { taskId: toTaskId(episodeId), dueAt: '2026-11-14T08:00:00.000Z' };
      beforeEach(() => stores.episodes.write(buildEpisodeWrite([returned])));

      it('are empty for a practitioner who never had a task', async () => {
        expect(await staff.readCaseload('p-1')).toEqual({
          practitionerId: 'p-1',
          tasks: [],
          version: 0,
        });
      });

      it('follow a task from one to the next', async () => {
        await writeAllocation(stores.episodes, episodeId, 'p-1');
        expect((await staff.readCaseload('p-1')).tasks).toEqual([task]);
        const later = { recordedAt: at('2026-11-12T11:00:00Z') };
        await writeAllocation(stores.episodes, episodeId, 'p-2', later);
        expect((await staff.readCaseload('p-1')).tasks).toEqual([]);
        expect((await staff.readCaseload('p-2')).tasks).toEqual([task]);
      });

      it('lose a task that is withdrawn', async () => {
        await writeAllocation(stores.episodes, episodeId, 'p-1');
        const { stored } = await stores.episodes.read(episodeId);
        const cancelled = buildCancelledFact({}, { reference: 'NC-1' });
        const written = await stores.episodes.write({
          ...buildEpisodeWrite([returned, cancelled]),
          previous: stored,
        });
        expect(written).toEqual({ outcome: 'written' });
        expect((await staff.readCaseload('p-1')).tasks).toEqual([]);
      });

      it('are claimed by one of two writes that were decided on the same load', async () => {
        const claim = await staff.readCaseload('p-1');
        const write = (reference: string) =>
          stores.episodes.write({
            ...buildEpisodeWrite([buildFoundFact({}, { reference, id: `found-${reference}` })]),
            claim,
          });
        expect(await write('NC-2')).toEqual({ outcome: 'written' });
        expect(await write('NC-3')).toEqual({ outcome: 'conflict' });
        expect((await staff.readCaseload('p-1')).version).toBe(1);
      });
    });
  });
};
