import { authoritySchema } from '../../../shared/directory/authority.ts';
import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../../infra/directory.ts';
import { directorySchema } from '../../../shared/directory/directory.ts';
import { DEFAULT_SETTINGS } from '../../../shared/directory/settings.ts';

const anAuthority = (changes: Record<string, unknown> = {}) => ({
  code: 'E10000020',
  name: 'Norfolk',
  localities: [{ id: 'norwich', name: 'Norwich', postcodes: ['NR1'] }],
  teams: [{ id: 'norfolk-norwich', name: 'Norwich team', localities: ['norwich'] }],
  ...changes,
});

const aPerson = (changes: Record<string, unknown> = {}) => ({
  practitionerId: 'norfolk-a-marsh',
  name: 'Ayesha Marsh',
  role: 'practitioner',
  teams: ['norfolk-norwich'],
  email: 'ayesha.marsh@norfolk.council.example',
  contactBy: 'email',
  ...changes,
});

const aLevel = (changes: Record<string, unknown> = {}) => ({
  level: 'breach',
  from: 'due',
  afterHours: 0,
  when: 'no-outcome',
  to: ['team-manager'],
  mustAcknowledge: true,
  ...changes,
});

const problemsOf = (changes: Record<string, unknown>): string[] =>
  (authoritySchema.safeParse(anAuthority(changes)).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

describe('the staff of the directory', () => {
  it('are in every team of the shipped authorities, with a manager and a director', () => {
    for (const { teams, people } of readDirectory().authorities) {
      for (const { id } of teams) {
        const roles = people.filter((one) => one.teams.includes(id)).map(({ role }) => role);
        expect(roles.filter((role) => role === 'practitioner').length).toBeGreaterThanOrEqual(2);
        expect(roles).toContain('team-manager');
      }
      const above = people.map(({ role }) => role);
      expect(above).toEqual(expect.arrayContaining(['head-of-service', 'director']));
    }
  });

  it("have no real contact details: emails of a reserved domain, phones of Ofcom's drama range", () => {
    for (const { people } of readDirectory().authorities) {
      for (const { email, phone } of people) {
        expect(email).toMatch(/\.council\.example$/);
        expect(phone).toMatch(/^07700 900\d{3}$/);
      }
    }
  });

  it('need no cap, and an authority needs no staff', () => {
    const [authority] = directorySchema.parse({
      authorities: [anAuthority({ people: [aPerson()] })],
      forces: [],
    }).authorities;
    expect(authority?.people[0]).toMatchObject({ caseloadCap: null, phone: null });
    expect(authoritySchema.parse(anAuthority()).people).toEqual([]);
  });

  it('are in teams of their own authority', () => {
    expect(
      problemsOf({ people: [aPerson({ teams: ['norfolk-norwich', 'dorset-west'] })] }),
    ).toEqual(['people.0.teams.1: This authority has no such team: dorset-west']);
  });

  it.each([
    [
      'email',
      { email: null },
      'people.0.email: Enter an email address, or choose contact by text.',
    ],
    [
      'text',
      { contactBy: 'text' },
      'people.0.phone: Enter a mobile number, or choose contact by email.',
    ],
  ])('are not reached by %s without an address for it', (_, changes, problem) => {
    expect(problemsOf({ people: [aPerson(changes)] })).toEqual([problem]);
  });

  it.each(['01603 960123', '07700 90012', 'none'])('are not texted on "%s"', (phone) => {
    expect(problemsOf({ people: [aPerson({ phone })] })).toEqual([
      'people.0.phone: Enter a UK mobile number, such as "07700 900123".',
    ]);
  });

  it('have ids that are unique over all authorities', () => {
    const dorset = anAuthority({
      code: 'E06000059',
      localities: [{ id: 'dorchester', name: 'Dorchester', postcodes: ['DT1'] }],
      teams: [{ id: 'dorset-west', name: 'West team', localities: ['dorchester'] }],
      people: [aPerson({ teams: ['dorset-west'] })],
    });
    const { error } = directorySchema.safeParse({
      authorities: [anAuthority({ people: [aPerson()] }), dorset],
      forces: [],
    });
    expect(error?.issues).toMatchObject([
      {
        path: ['authorities', 1, 'people', 0, 'practitionerId'],
        message: 'A practitioner id must be unique over all authorities: norfolk-a-marsh',
      },
    ]);
  });
});

describe('the settings of an authority', () => {
  const findAuthoritySettings = (settings: Record<string, unknown>) =>
    authoritySchema.parse(anAuthority({ settings })).settings;

  it('are the defaults, except for what the authority sets', () => {
    expect(authoritySchema.parse(anAuthority()).settings).toEqual(DEFAULT_SETTINGS);
    expect(findAuthoritySettings({ urgentHours: 12 })).toEqual({
      ...DEFAULT_SETTINGS,
      urgentHours: 12,
    });
    expect(findAuthoritySettings({ quietHours: null }).quietHours).toBeNull();
  });

  it("have the authority's ladder instead of the default one", () => {
    const ladder = [aLevel(), aLevel({ level: 'late', from: 'breach', stoppedBy: ['breach'] })];
    expect(findAuthoritySettings({ ladder }).ladder.map(({ level }) => level)).toEqual([
      'breach',
      'late',
    ]);
  });

  it.each([
    [
      'two levels of one name',
      [aLevel(), aLevel()],
      '1.level: A level must have a name of its own: breach',
    ],
    [
      'a level named as a clock',
      [aLevel({ level: 'due' })],
      '0.level: A level must not have the name of a clock: due',
    ],
    [
      'a level from a later one',
      [aLevel({ from: 'late' }), aLevel({ level: 'late' })],
      '0.from: A level must count from found, opening, return, due, appointment, plan or an earlier level, not from: late',
    ],
    ['a level to nobody', [aLevel({ to: [] })], '0.to: A level must have a role to notify.'],
    [
      'a level to whoever acknowledged that counts from no plan',
      [aLevel({ to: ['whoever-acknowledged'] })],
      '0.to: Only a level that counts from plan can go to: whoever-acknowledged, role-above',
    ],
    [
      'a level that an unknown one stops',
      [aLevel({ stoppedBy: ['late'] })],
      '0.stoppedBy.0: This ladder has no such level: late',
    ],
    [
      'a level unacknowledged of one that nobody acknowledges',
      [
        aLevel({ mustAcknowledge: false }),
        aLevel({ level: 'late', from: 'breach', when: 'unacknowledged' }),
      ],
      '1.when: A level "unacknowledged" must count from a level that must be acknowledged.',
    ],
  ])('refuses %s', (_, ladder, problem) => {
    expect(problemsOf({ settings: { ladder } })).toEqual([`settings.ladder.${problem}`]);
  });

  it.each([Number.POSITIVE_INFINITY, Number.NaN])('refuses %s hours', (afterHours) => {
    const [problem] = problemsOf({ settings: { ladder: [aLevel({ afterHours })] } });
    expect(problem).toMatch(/^settings\.ladder\.0\.afterHours: /);
  });

  it.each(['24:00', '7:00', '21:60', '0700'])('refuses quiet hours until %s', (until) => {
    expect(problemsOf({ settings: { quietHours: { from: '21:00', until } } })).toEqual([
      'settings.quietHours.until: Enter the time as "HH:mm", from 00:00 to 23:59.',
    ]);
  });
});
