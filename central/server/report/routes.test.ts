import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capacityReport } from '../../contract/report.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { TEST_HOST } from '../testing/signed-in-staff.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { reportRoutes } from './routes.ts';

const SPAN = 'from=2026-11-23&to=2026-11-24';

let central: TestCentral;
beforeAll(async () => {
  central = await startTestCentral(({ database, now }) => [reportRoutes({ database, now })]);
}, DATABASE_START_MS);
afterAll(() => central.close());

describe('the report over HTTP', () => {
  it('is for the lead and IT', async () => {
    for (const role of ['lead', 'it'] as const) {
      const { status, body } = await (await central.signIn(role)).send(
        'GET',
        `/staff/report?${SPAN}`,
      );
      expect(status).toBe(200);
      expect(capacityReport.parse(body)).toMatchObject({ days: [], from: '2026-11-23' });
    }
    const clerk = await central.signIn('clerk');
    expect(await clerk.send('GET', `/staff/report?${SPAN}`)).toMatchObject({ status: 403 });
    const stranger = await central.server.inject(`/staff/report.csv?${SPAN}`);
    expect(stranger.statusCode).toBe(401);
  });

  it.each([
    ['days that end before they begin', 'from=2026-11-24&to=2026-11-23'],
    ['more than a year', 'from=2026-01-01&to=2027-01-02'],
    ['a day that is none', 'from=2026-02-30&to=2026-03-01'],
    ['no days', ''],
  ])('refuses %s', async (_, query) => {
    const lead = await central.signIn('lead');
    expect(await lead.send('GET', `/staff/report?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    });
  });

  it('comes as a file for spreadsheets', async () => {
    const { cookie } = await central.signIn('lead');
    const answer = await central.server.inject({
      method: 'GET',
      url: `/staff/report.csv?${SPAN}`,
      headers: { host: TEST_HOST, cookie },
    });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="auslastung-2026-11-23-2026-11-24.csv"',
    });
    expect([...answer.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(answer.body).toContain('gesamt;2026-11-23;2026-11-24;Schalter;alle;0;0;;;;;;;;\r\n');
  });
});
