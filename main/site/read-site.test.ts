import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultLine, readSite } from './read-site.ts';

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-site-'));
  file = join(folder, 'site.json');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @returns the lines for IT, without the file's name; none where the file is right */
function faultsIn(content: string): readonly string[] {
  writeFileSync(file, content);
  const reading = readSite(file);
  if (reading.kind === 'right') return [];
  return reading.faults.map((fault) => faultLine(file, fault).replace(file, '')).sort();
}

const TITLE = { de: 'Auto', en: 'Car' };
const WORDS = { de: [], en: [] };
const HERE = '{"centreName": "Bürgerbüro Nord"';

describe('reading site.json', () => {
  it('takes what it sets, and defaults for the rest', () => {
    expect(faultsIn(`\uFEFF${HERE}, // comment\n "printer": { "paperWidthMm": 58 }, }`)).toEqual(
      [],
    );
    expect(readSite(file)).toMatchObject({
      kind: 'right',
      config: {
        centreName: 'Bürgerbüro Nord',
        printer: { address: '127.0.0.1:9100', paperWidthMm: 58 },
      },
      set: ['centreName', 'printer'],
    });
  });

  it.each([
    ['nothing', ' ', [/^: The file is empty\. Begin with/]],
    [
      'no name',
      '{}',
      [/, line 1: centreName is missing\. It must be text of 1 to 60 characters\.$/],
    ],
    ['a blank name', '{"centreName": " "}', [/centreName is "\s*"\. It must be text of 1 to/]],
    ['no group', '[]', [/The whole file is \[\]\. It must be a group/]],
    [
      'a missing comma',
      `${HERE}\n"services": []}`,
      [/, line 2: From column 1 on this is not JSON/],
    ],
    [
      'a name twice',
      `${HERE},\n"printer": {},\n"printer": {}}`,
      [/, line 3: printer is set a second time\. Leave one of the two\.$/],
    ],
    [
      'a name misspelt',
      '{\n"centerName": "A"}',
      [/centreName is missing/, /, line 2: centerName is no setting\. Did you mean "centreName"\?/],
    ],
    [
      'a name misspelt in a group of a list',
      `${HERE}, "waitingRooms": [{"name": "A", "diagonalInches": 40, "voise": "gong"}]}`,
      [/waitingRooms\[0\]\.voise is no setting\. Did you mean "voice"\?/],
    ],
    [
      'a name misspelt in one of two kinds',
      `${HERE}, "displays": [{"model": "led-ascii-4", "path": "/dev/x",
        "shows": {"kind": "counter", "counter": "Schalter 1", "countr": "1"}}]}`,
      [/, line 2: displays\[0\]\.shows\.countr is no setting\. Did you mean "counter"\?/],
    ],
    [
      'a name of nothing',
      `${HERE}, "theme": 1}`,
      [/theme is no setting\. Take it out, or use one of/],
    ],
    [
      'another number',
      `${HERE}, "printer": {\n"paperWidthMm": 70}}`,
      [/, line 2: printer\.paperWidthMm is 70\. It must be 80 or 58\.$/],
    ],
    [
      'text for a number',
      `${HERE}, "printer": {"paperWidthMm": "80"}}`,
      [/is "80"\. It must be 80/],
    ],
    ['an address', `${HERE}, "printer": {"address": "a b"}}`, [/is "a b"\. It must be host:port/]],
    ['a time zone', `${HERE}, "timeZone": "Mitte"}`, [/is "Mitte"\. It must be a time zone/]],
    [
      'a service',
      `${HERE}, "services": ["pin"]}`,
      [/services\[0\] is "pin"\. It must be .*"check-card"/],
    ],
    [
      'a service twice',
      `${HERE}, "services": ["change-pin", "change-pin"]}`,
      [/services\[1\] is "change-pin"\. It must be another one/],
    ],
    [
      'a topic of a group that is not there',
      `${HERE}, "catalogue": ${JSON.stringify({
        groups: [{ id: 'documents', title: TITLE }],
        topics: [{ id: 'a', group: 'cars', serviceId: '1', title: TITLE, words: WORDS }],
      })}}`,
      [/catalogue\.topics\[0\]\.group is "cars"\. It must be the id of a group: "documents"\.$/],
    ],
    [
      'a word that is empty, and what the terminal cannot do',
      `${HERE}, "catalogue": ${JSON.stringify({
        groups: [{ id: 'cars', title: TITLE }],
        topics: [
          { id: 'a', group: 'cars', serviceId: '1', title: TITLE, words: { de: [''], en: [] } },
          { id: 'a', group: 'cars', serviceId: '1', title: TITLE, words: WORDS, here: ['fly'] },
        ],
      })}}`,
      [
        /topics\[0\]\.words\.de\[0\] is ""\. It must be text/,
        /topics\[1\]\.here\[0\] is "fly"\. It must be /,
      ],
    ],
    [
      'more groups than fit a screen',
      `${HERE}, "catalogue": ${JSON.stringify({
        groups: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => ({ id, title: TITLE })),
        topics: [],
      })}}`,
      [/catalogue\.groups is .* It must be a list \[ … \] of groups of topics, at most 6\.$/],
    ],
    [
      'an id for two topics',
      `${HERE}, "catalogue": ${JSON.stringify({
        groups: [{ id: 'cars', title: TITLE }],
        topics: ['a', 'a'].map((id) => {
          return { id, group: 'cars', serviceId: '1', title: TITLE, words: WORDS };
        }),
      })}}`,
      [/topics\[1\] is .* It must be another one, for "a" is in this list already\.$/],
    ],
    [
      'ZMS in the clear, and numbers that end before they begin',
      `${HERE},\n"queueSystem": ${JSON.stringify({
        ...{ kind: 'zms', address: 'http://zms.example/api/2', credentialsFile: '/etc/zms.json' },
        scopes: [{ id: 141, queueId: '1', services: [{ serviceId: '1', requestId: null }] }],
        offlineNumbers: { prefix: 'K', digits: 3, firstNumber: 9, lastNumber: 8, perService: 2 },
      })}}`,
      [
        /, line 2: queueSystem\.address is "http:.*It must be the https:\/\/ address/,
        /, line 2: queueSystem\.offlineNumbers\.lastNumber is 8\. It must be at least firstNumber/,
      ],
    ],
    [
      'another queue system',
      `${HERE}, "queueSystem": {"kind": "paper"}}`,
      [/queueSystem\.kind is "paper"\. It must be \{ "kind": "ours" \} or/],
    ],
    [
      'a waiting room with a printer and no screen',
      `${HERE},\n"use": "waiting-room",\n"printer": {}}`,
      [
        /, line 2: use is "waiting-room", but there is nothing to show on\. Name a screen in/,
        /, line 3: printer has no effect where use is "waiting-room"\. Take it out, or/,
      ],
    ],
    [
      'trust without anchors',
      `${HERE}, "fastLane": {"passiveAuthentication": "required"}}`,
      [/fastLane\.trustAnchors is missing\. It must be the folder/],
    ],
    [
      'anchors that are not there',
      `${HERE},\n"fastLane": {"trustAnchors": "/nowhere/at/all"}}`,
      [/, line 2: fastLane\.trustAnchors is "\/nowhere\/at\/all"\. There is no such folder/],
    ],
  ])(
    'says where, what stands there and what may: %s (it-at-m/eappointment #2989)',
    (_, content, expected) => {
      const faults = faultsIn(content);
      expect(faults).toHaveLength(expected.length);
      for (const [index, pattern] of expected.entries()) expect(faults[index]).toMatch(pattern);
    },
  );

  it('says all faults at once, and shows no more than the beginning of a long value', () => {
    const faults = faultsIn(`{"centreName": "${'x'.repeat(5_000)}", "timeZone": 1, "a": 1}`);
    expect(faults).toHaveLength(3);
    expect(Math.max(...faults.map(({ length }) => length))).toBeLessThan(300);
  });

  it('says how to make a file that is not there', () => {
    const reading = readSite(join(folder, 'missing.json'));
    expect(reading).toMatchObject({
      kind: 'wrong',
      faults: [{ line: null, sentence: expect.stringMatching(/no such file\. Make it .*example/) }],
    });
    expect(readSite(folder)).toMatchObject({ kind: 'wrong' });
    expect(readSite(join(file, 'below'))).toMatchObject({ kind: 'wrong' });
  });
});
