import { z } from 'zod';
import { LANGUAGES } from '../../config/languages.ts';
import { SERVICES } from '../../config/services.ts';
import { group, list, listed, oneOf, text } from './expect.ts';

const ID = 'an id of lower-case letters, digits and hyphens, at most 64 characters';
const id = z
  .string(ID)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, ID)
  .max(64, ID);

const title = inLanguages(text(60));
const words = inLanguages(list(text(60), { of: 'words and phrases' }));

const GROUPS_ON_A_SCREEN = 6;

export const catalogue = group({
  groups: list(group({ id, title }), {
    of: 'groups of topics',
    most: GROUPS_ON_A_SCREEN,
    key: (each) => each.id,
  }),
  topics: list(
    group({
      id,
      group: id,
      serviceId: text(64),
      title,
      words,
      here: list(oneOf(SERVICES), { of: 'services of this terminal' }).exactOptional(),
    }),
    { of: 'topics', key: (each) => each.id },
  ),
}).superRefine(({ groups, topics }, context) => {
  const ids = groups.map((each) => each.id);
  for (const [index, topic] of topics.entries()) {
    if (ids.includes(topic.group)) continue;
    const known = listed(ids.map((each) => JSON.stringify(each)));
    context.addIssue({
      code: 'custom',
      path: ['topics', index, 'group'],
      message:
        ids.length === 0 ? 'the id of a group, and there is none' : `the id of a group: ${known}`,
    });
  }
});

/** The same in every language of the screens. */
function inLanguages<Value extends z.ZodType>(value: Value) {
  const shape = Object.fromEntries(LANGUAGES.map((language) => [language, value]));
  return group(shape as Record<(typeof LANGUAGES)[number], Value>);
}
