import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { SectionView, TableView } from './page-view.ts';

type Places = AuthorityProfile['places'];

const tableOf = (places: Places): TableView => ({
  id: 'places-table',
  caption: 'Places that most children told of',
  columns: [
    { label: 'Place', holds: 'words' },
    { label: 'Kind of place', holds: 'words' },
    { label: 'Postcode', holds: 'words' },
    { label: 'Children', holds: 'number' },
    { label: 'Debriefs', holds: 'number' },
    { label: 'Items', holds: 'number' },
    { label: 'What was told, by how many children', holds: 'sentence' },
  ],
  rows: places.map(({ name, label, postcode, counts, harms }) => [
    name ?? 'Not named',
    label,
    postcode ?? 'Not shown',
    String(counts.children),
    String(counts.debriefs),
    String(counts.items),
    harms.map((harm) => `${harm.label} ${harm.children}`).join('; '),
  ]),
});

/** Where it happened: the ten places that most children told of. */
export const viewPlaces = ({ places }: Pick<AuthorityProfile, 'places'>): SectionView => ({
  id: 'places',
  heading: 'Places',
  paragraphs:
    places.length === 0
      ? ['No place was told in these weeks.']
      : [
          'The ten that most children told of in these 13 weeks. Where somebody lives, and where nobody said what kind of place it is, neither name nor postcode is shown.',
        ],
  entries: [],
  figures: places.length === 0 ? [] : [{ charts: [], table: tableOf(places), isWide: true }],
});
