import { z } from 'zod';
import { absolutePath, group, list, text, wholeNumber } from './expect.ts';

const ADDRESS =
  'the https:// address of the interface of ZMS with its path, such as "https://zms.example/terminvereinbarung/api/2"';
const KINDS = '{ "kind": "ours" } or { "kind": "zms", … }';
const PREFIX = 'one or two capital letters';
const REQUEST_ID = 'text of 1 to 64 characters, or null where tickets are of no service';

const scope = group({
  id: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  queueId: text(64),
  services: list(
    group({
      serviceId: text(64),
      requestId: z.string(REQUEST_ID).trim().min(1, REQUEST_ID).max(64, REQUEST_ID).nullable(),
    }),
    { of: 'services', least: 1, key: ({ serviceId }) => serviceId },
  ),
});

const offlineNumbers = group({
  prefix: z.string(PREFIX).regex(/^[A-Z]{1,2}$/, PREFIX),
  digits: wholeNumber(1, 6),
  firstNumber: wholeNumber(1, 999_999),
  lastNumber: wholeNumber(1, 999_999),
  perService: wholeNumber(1, 10_000),
}).superRefine(({ digits, firstNumber, lastNumber }, context) => {
  const issue = (message: string): void =>
    context.addIssue({ code: 'custom', path: ['lastNumber'], message });
  if (lastNumber < firstNumber) issue(`at least firstNumber, which is ${firstNumber}`);
  if (String(lastNumber).length > digits)
    issue(`a number of at most ${digits} digits, as digits says`);
});

export const queueSystem = z.discriminatedUnion(
  'kind',
  [
    group({ kind: z.literal('ours') }),
    group({
      kind: z.literal('zms'),
      address: z.string(ADDRESS).refine(isSafeAddress, ADDRESS),
      credentialsFile: absolutePath('the file with the terminal’s user in ZMS'),
      scopes: list(scope, { of: 'locations', least: 1, key: ({ id }) => String(id) }),
      offlineNumbers,
    }),
  ],
  KINDS,
);

/** The terminal's user goes there; only on this machine itself may that be in the clear. */
function isSafeAddress(address: string): boolean {
  const { protocol, hostname } = URL.parse(address) ?? {};
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
}
