import { describe, expect, it } from 'vitest';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { type AlertWorld, createAlertWorld } from '../../support/alert-world.ts';
import { at, buildUpdatedFact } from '../../support/facts.ts';

const MORNING = at('2026-11-12T09:00Z');

const read = (world: AlertWorld, recipient: string) => world.readEmails(recipient, MORNING);

describe('whoever loses a task', () => {
  const worldAfterTask = async () => {
    const world = createAlertWorld({ 'p-2': { name: 'Alex Marsh' } });
    const { taskId } = await world.addTask();
    const reference = formatTaskReference(taskId);
    await world.sendAlerts('p-1', MORNING);
    return { world, taskId, reference };
  };

  it('reads who has it now, and not that it is theirs', async () => {
    const { world, taskId, reference } = await worldAfterTask();
    await world.takeOver(taskId, 'p-2', MORNING);
    const [message = '', ...more] = await read(world, 'p-1');
    expect(more).toEqual([]);
    expect(message).toContain(`No longer with you: ${reference}`);
    expect(message).toContain('Who has it now: Alex Marsh');
    expect(message).not.toContain('continue');
    expect(await read(world, 'p-2')).toEqual([]);
  });

  it('reads that nobody has it yet, when a manager took it away', async () => {
    const { world, taskId } = await worldAfterTask();
    await world.give(taskId, null, MORNING);
    expect((await read(world, 'p-1'))[0]).toContain('Who has it now: nobody yet');
  });

  it('reads which authority has it, when the episode moved', async () => {
    const { world } = await worldAfterTask();
    const about = { reference: 'NC-2026-000001', id: 'moves', time: '2026-11-12T08:59Z' };
    await world.receiveFacts(buildUpdatedFact({ responsibleAuthority: 'E06000059' }, about));
    const [message = ''] = await read(world, 'p-1');
    expect(message).toContain('Who has it now: Dorset');
    expect(message).not.toContain('Marsh');
  });

  it('reads nothing when it is theirs again before the message is sent', async () => {
    const { world, taskId } = await worldAfterTask();
    await world.give(taskId, 'p-2', MORNING);
    await world.give(taskId, 'p-1', MORNING);
    const messages = await read(world, 'p-1');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('Reallocated to you');
    expect(await read(world, 'p-2')).toHaveLength(1);
  });
});

describe('whoever gets a task that somebody else had', () => {
  it('reads what happened before', async () => {
    const world = createAlertWorld();
    const { taskId } = await world.addTask();
    await world.book(taskId, at('2026-11-13T16:00Z'), at('2026-11-12T08:00Z'));
    await world.give(taskId, 'p-2', MORNING);
    expect((await read(world, 'p-2'))[0]).toContain(
      'Done so far: appointment at 4pm on Friday 13 November',
    );
  });

  it('reads that nothing was done, when that is so', async () => {
    const world = createAlertWorld();
    const { taskId } = await world.addTask();
    await world.give(taskId, 'p-2', MORNING);
    expect((await read(world, 'p-2'))[0]).toContain('Done so far: nothing yet');
  });

  it('reads nothing when they have it no more before the message is sent', async () => {
    const world = createAlertWorld();
    const { taskId } = await world.addTask();
    await world.give(taskId, 'p-2', MORNING);
    await world.give(taskId, 'p-1', MORNING);
    const messages = await read(world, 'p-2');
    expect(messages.filter((message) => message.includes('Reallocated to you'))).toEqual([]);
  });
});
