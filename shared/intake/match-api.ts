import * as z from 'zod';
import {
  actionRequestFields,
  childIdSchema,
  episodeIdSchema,
  gssCodeSchema,
  matchIdSchema,
  textSchema,
} from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { MATCH_DECISIONS, matchDecisionSchema } from '../episodes/rules/child-matches.ts';

export const matchBodySchema = z
  .strictObject({
    key: actionRequestFields.key,
    decision: z.enum(MATCH_DECISIONS).meta({
      description:
        '`same`: both are one child. `different`: they are two. `undo`: takes back what was decided or proposed.',
    }),
    reason: textSchema,
  })
  .meta({ id: 'MatchBody' });
export type MatchBody = z.infer<typeof matchBodySchema>;

const verdict = z.enum(['same', 'different']).nullable();

export const matchViewSchema = z
  .object({
    matchId: matchIdSchema,
    children: z
      .array(
        z.object({
          childId: childIdSchema,
          sameAs: z
            .array(childIdSchema)
            .meta({ description: 'All ids of this child, itself among them.' }),
          episodeIds: z
            .array(episodeIdSchema)
            .meta({ description: 'Those that you may read, newest first.' }),
        }),
      )
      .meta({ description: 'The two that the match is about.' }),
    decision: verdict.meta({ description: 'What holds. Null: nothing has been decided.' }),
    proposed: verdict.meta({
      description: 'What one authority has said, until every responsible one has.',
    }),
    waitingFor: z
      .array(gssCodeSchema)
      .meta({ description: 'Authorities that have yet to agree to what is proposed.' }),
    decisions: z
      .array(
        matchDecisionSchema.pick({
          decisionId: true,
          decision: true,
          reason: true,
          by: true,
          at: true,
          authorities: true,
        }),
      )
      .meta({ description: 'Everything that was said of the match, oldest first.' }),
  })
  .meta({ id: 'Match' });
export type MatchView = Immutable<z.infer<typeof matchViewSchema>>;
