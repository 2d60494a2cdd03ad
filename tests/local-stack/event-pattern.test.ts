import { describe, expect, it } from 'vitest';
import { readPattern } from '../../infra/local/sources/event-pattern.ts';

const refuse = (why: string): Error => new Error(why);
const matches = (pattern: unknown, event: unknown): boolean =>
  readPattern(JSON.stringify(pattern), refuse)(event);

const event = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { entity: { S: 'notification' }, tags: ['a', 'b'], note: { NULL: true } } },
};
const entity = (condition: unknown[]) => ({ dynamodb: { NewImage: { entity: { S: condition } } } });

describe('the filter of a stream', () => {
  it.each([
    ['a listed value', entity(['rejection', 'notification']), true],
    ['no listed value', entity(['rejection']), false],
    ['every named member', { eventName: ['INSERT'], ...entity(['notification']) }, true],
    ['only some named members', { eventName: ['REMOVE'], ...entity(['notification']) }, false],
    ['a prefix', entity([{ prefix: 'noti' }]), true],
    ['another prefix', entity([{ prefix: 'reje' }]), false],
    ['a suffix', entity([{ suffix: 'cation' }]), true],
    ['anything but others', entity([{ 'anything-but': ['rejection'] }]), true],
    ['anything but itself', entity([{ 'anything-but': 'notification' }]), false],
    ['a member that is there', entity([{ exists: true }]), true],
    ['the absence of a member that is there', entity([{ exists: false }]), false],
    ['the absence of a member that is not', { dynamodb: { OldImage: [{ exists: false }] } }, true],
    ['a member that is not there', { dynamodb: { Keys: { pk: { S: ['x'] } } } }, false],
    ['any value of a list in the event', { dynamodb: { NewImage: { tags: ['b'] } } }, true],
    ['a truth value', { dynamodb: { NewImage: { note: { NULL: [true] } } } }, true],
    ['a number that is only text', { eventName: [1] }, false],
    ['no member at all', {}, true],
  ])('on %s gives %s', (_, pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it('never matches anything-but on a missing field', () => {
    expect(matches({ missing: [{ 'anything-but': 'x' }] }, event)).toBe(false);
  });

  it.each([
    [{ size: [{ numeric: ['>', 1] }] }, 'numeric'],
    [{ $or: [{ a: ['x'] }] }, '$or'],
    [{ name: [{ 'anything-but': { prefix: 'x' } }] }, 'anything-but'],
    [{ name: 'plain' }, 'not in a list'],
    [{ name: [{ prefix: 'a', suffix: 'b' }] }, 'does not understand'],
  ])('is refused when it says %j', (pattern, why) => {
    expect(() => matches(pattern, event)).toThrow(why);
  });

  it('is refused when it is not JSON', () => {
    expect(() => readPattern('{', refuse)).toThrow('not JSON');
  });
});
