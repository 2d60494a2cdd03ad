import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { SIGNAL_METHODS } from './signal.ts';
import { pointSchema } from '../kernel/point.ts';
import { countSchema, weekSchema } from '../themes/statistics-fields.ts';

const chance = z.number().min(0).max(1);
const boundSchema = z.object({ bound: z.number(), alarm: z.boolean() });

const earsMembers = {
  method: z.literal('ears'),
  count: countSchema.meta({ description: 'Distinct children in the week that alarmed.' }),
  c1: boundSchema,
  c2: boundSchema.meta({ description: 'It decides.' }),
  recent: countSchema.meta({ description: 'Distinct children in the weeks of the sentence.' }),
  usual: z.number(),
  exceedance: chance.meta({ description: 'That so many, or more, come by chance (Poisson).' }),
};

const earsSchema = z.object(earsMembers).meta({ id: 'EarsFigures' });

const earsKnownSchema = z
  .object({
    ...earsMembers,
    usual: earsMembers.usual.nullable().meta({ description: 'Null: too little is recorded.' }),
    exceedance: earsMembers.exceedance.nullable(),
  })
  .meta({ id: 'EarsFiguresKnown' });

const scanSchema = z
  .object({
    method: z.literal('space-time-scan'),
    count: countSchema.meta({ description: 'A child counts once in a place and week.' }),
    children: countSchema.meta({ description: 'Distinct ones.' }),
    expected: z.number().min(0),
    statistic: z.number(),
    pValue: chance,
    centre: pointSchema,
    radiusKm: z.number().min(0),
    weeks: z.int().positive().meta({ description: 'Up to the last one.' }),
  })
  .meta({ id: 'ScanFigures' });

/** The figures behind a signal. */
export const signalFiguresSchema = z.discriminatedUnion('method', [earsSchema, scanSchema]);

/** An alarm that was not raised. */
export const setAsideSchema = z
  .object({
    localities: z.array(z.string()),
    harm: z.string(),
    context: z.string().nullable(),
    lastWeek: weekSchema,
    sentence: z.string(),
    figures: z.discriminatedUnion('method', [earsKnownSchema, scanSchema]),
  })
  .meta({ id: 'SetAside' });

/** What one night's run looked at, and what became of what it found. */
export const signalRunSchema = z
  .object({
    runId: z.string(),
    day: z.iso.date().meta({ description: 'In London.' }),
    at: instantSchema,
    week: weekSchema,
    falseDiscoveryRate: z.number().meta({
      description: 'Share of false ones among what is raised that is put up with.',
    }),
    offMap: countSchema.meta({ description: 'Evidence that the scan could place on no map.' }),
    methods: z.array(
      z.object({
        method: z.enum(SIGNAL_METHODS),
        lookedAt: countSchema.meta({
          description: 'Tests: a week of a theme in a locality, or a harm for the scan.',
        }),
        notTestable: countSchema.meta({ description: 'For want of weeks to compare with.' }),
        alarms: countSchema,
        setAside: countSchema,
        raised: countSchema,
        continued: countSchema,
        alreadyClosed: countSchema.meta({
          description: 'Alarms that tell hardly more than a signal that was closed.',
        }),
      }),
    ),
  })
  .meta({ id: 'SignalRun' });
