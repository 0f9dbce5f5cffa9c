import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import {
  type CounterInBrowser,
  type LaneBranch,
  type LaneKiosk,
  STAFF_PASSWORD,
  signIn,
  startCounterInBrowser,
} from './counter-in-browser.ts';

/** A clerk's work at the counter page, with keys, against the real central system. */

describeWithParts(['chromium'], 'the counter page', () => {
  let rig: CounterInBrowser;
  let branch: LaneBranch;
  let kiosk: LaneKiosk;
  const pages: Page[] = [];

  beforeAll(async () => {
    rig = await startCounterInBrowser(requirePart('chromium'));
  });
  afterAll(() => rig?.close());
  beforeEach(async () => {
    branch = await rig.addBranch();
    kiosk = await branch.addKiosk('Terminal 1');
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    // Taken, so that a fault fails its own test and none after it.
    expect(rig.complaints.splice(0)).toEqual([]);
  });

  const work = async (
    name: keyof LaneBranch['staff'] = 'berger',
    counter: string | null = 'Schalter 1',
  ): Promise<Page> => {
    const page = await rig.work(branch.staff[name], counter);
    pages.push(page);
    return page;
  };
  const row = (page: Page, callSign: string) => page.locator('.row', { hasText: callSign });
  const panel = (page: Page) => page.locator('.panel');
  const press = async (page: Page, ...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const takeNext = async (page: Page): Promise<void> => {
    await press(page, 'a');
    await panel(page).locator('input:focus').waitFor();
  };

  it('shows a new request, sounds, says it aloud and counts it in the title', async () => {
    const page = await work();
    await page.evaluate(COUNT_TONES);
    expect(await page.title()).toBe('Schnellspur – Schalter 1');
    await kiosk.open({ service: 'activate-eid', pinState: 'deactivated' });
    await row(page, 'F01').getByText('Terminal 1 · Online-Funktion ausgeschaltet').waitFor();
    await expect.poll(() => page.title()).toBe('(1) Schnellspur – Schalter 1');
    await page.getByRole('log').getByText('Neue Anfrage F01').waitFor({ state: 'attached' });
    expect(await page.evaluate('window.tones')).toBe(2);
    await press(page, 'm');
    await kiosk.open();
    await row(page, 'F02').waitFor();
    expect(await page.evaluate('window.tones')).toBe(2);
  });

  it('approves with the keyboard alone, and only with all three things seen', async () => {
    const page = await work();
    const id = await kiosk.open();
    await row(page, 'F01').waitFor();
    await takeNext(page);
    const approve = panel(page).getByRole('button', { name: 'Genehmigen' });
    await press(page, '1', 'Enter', '2', 'Enter');
    expect(await approve.isDisabled()).toBe(true);
    await row(page, 'F01').getByText('Bei Ihnen').waitFor();
    await press(page, 'Tab', 'Tab', 'Space');
    expect(await approve.isDisabled()).toBe(false);
    await press(page, 'Enter');
    await row(page, 'F01').getByText('Genehmigt, noch').waitFor();
    expect(await page.evaluate('document.activeElement.dataset.row')).toBe(id);
  });

  it('takes with Enter, refuses with a reason, and marks the ticket as done', async () => {
    const page = await work();
    await kiosk.open();
    await row(page, 'F01').waitFor();
    await press(page, 'ArrowDown', 'Enter');
    await panel(page).locator('input:focus').waitFor();
    await press(page, 'r', '2', 'Enter');
    await page.getByRole('heading', { name: 'Wartet auf Schalter' }).waitFor();
    await panel(page).getByText('Ausweis ist nicht gültig oder beschädigt').waitFor();
    await page.locator('.row').getByRole('button', { name: 'F01 ist erledigt' }).click();
    await page.locator('.ended').getByText('Abgelehnt, am Schalter erledigt').waitFor();
  });

  it('marks and moves up what nobody has touched for a minute', async () => {
    const page = await work();
    const other = await branch.addKiosk('Terminal 2');
    await kiosk.open();
    await row(page, 'F01').waitFor();
    rig.clock.aheadMs += 61_000;
    await other.open();
    await row(page, 'F01').getByText('Wartet lange').waitFor();
    await row(page, 'F02').waitFor();
    expect(await page.locator('.row-sign').allTextContents()).toEqual(['F01', 'F02']);
    // The browser's clock is a minute behind.
    expect(await row(page, 'F01').locator('.row-time').textContent()).toMatch(/1:0\d/);
  });

  it('lets one clerk answer, and tells the other who has it', async () => {
    const page = await work();
    const colleague = await work('yilmaz', 'Schalter 2');
    await kiosk.open();
    await row(page, 'F01').waitFor();
    await row(colleague, 'F01').waitFor();
    await takeNext(page);
    await row(colleague, 'F01').getByText('Bei A. Berger, Schalter 1').waitFor();
    await press(colleague, 'ArrowDown', 'Enter');
    await panel(colleague).getByText('Jemand anderes prüft diese Anfrage').waitFor();
    await press(page, 'g');
    await row(colleague, 'F01').getByText('Offen').waitFor();
    await takeNext(colleague);
    await row(page, 'F01').getByText('Bei D. Yılmaz, Schalter 2').waitFor();
  });

  it('says so where a colleague was quicker than the link', async () => {
    const page = await work();
    const quick = await work('yilmaz', 'Schalter 2');
    await kiosk.open();
    await row(page, 'F01').waitFor();
    const taking = '**/taking';
    await page.route(taking, async (route) => {
      await takeNext(quick);
      await route.continue();
    });
    await press(page, 'a');
    await page.getByRole('alert').getByText('F01 hat inzwischen jemand anderes').waitFor();
    await row(page, 'F01').getByText('Bei D. Yılmaz, Schalter 2').waitFor();
    await press(page, 'Escape');
    expect(await page.getByRole('alert').textContent()).toBe('');
  });

  it('comes back after a reload with counter, list and what it holds', async () => {
    const page = await work();
    await kiosk.open();
    await row(page, 'F01').waitFor();
    await takeNext(page);
    await page.reload();
    await panel(page).getByText('Am Terminal angesehen?').waitFor();
    await page.getByRole('button', { name: 'Schalter 1' }).waitFor();
    await row(page, 'F01').getByText('Bei Ihnen').waitFor();
  });

  it('keeps list and ticks while the session is ended elsewhere', async () => {
    const page = await work();
    await kiosk.open();
    await row(page, 'F01').waitFor();
    await takeNext(page);
    await press(page, '1', '3');
    await page.evaluate(SIGN_OUT_ELSEWHERE);
    await page.getByText('Ihre Sitzung ist beendet').waitFor();
    expect(await page.getByText('F01').count()).toBe(0);
    await signIn(page, branch.staff.berger);
    await row(page, 'F01').getByText('Offen').waitFor();
    await takeNext(page);
    const ticks = panel(page).getByRole('checkbox');
    expect(await Promise.all([0, 1, 2].map((index) => ticks.nth(index).isChecked()))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('says when it is not live, and catches up when it is again', async () => {
    const page = await work();
    await kiosk.open();
    await row(page, 'F01').waitFor();
    await rig.stopCentral();
    await page.getByText(/Nicht live – Stand von \d\d:\d\d\sUhr/).waitFor();
    expect(await page.title()).toBe('Nicht live: (1) Schnellspur – Schalter 1');
    await press(page, 'a');
    await page.getByRole('alert').getByText('Keine Antwort zu F01').waitFor();
    await row(page, 'F01').waitFor();
    await rig.startCentralAgain();
    await kiosk.open();
    await row(page, 'F02').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await takeNext(page);
  });

  it('notices a link that only seems to be there', async () => {
    const page = await rig.openPage();
    pages.push(page);
    let isSilent = false;
    await page.routeWebSocket('**/staff/link*', (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (!isSilent) socket.send(message);
      });
    });
    await signIn(page, branch.staff.berger);
    await page.getByRole('button', { name: 'Schalter 1' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    isSilent = true;
    await page.getByText('Nicht live').waitFor();
    await kiosk.open();
    isSilent = false;
    await row(page, 'F01').waitFor();
  });

  it('leaves single keys alone where they are switched off', async () => {
    const page = await work();
    await kiosk.open();
    await row(page, 'F01').waitFor();
    await press(page, '?');
    await page.getByRole('dialog').getByRole('checkbox').click();
    await press(page, 'Escape', 'a', '?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await row(page, 'F01').getByText('Offen').waitFor();
    await press(page, 'ArrowDown', 'Enter');
    await row(page, 'F01').getByText('Bei Ihnen').waitFor();
  });

  it('makes a code for a new terminal that works', async () => {
    const page = await work('technik', null);
    await page.getByRole('row', { name: 'Terminal 1' }).waitFor();
    await page.getByLabel('Name des Terminals').fill('Terminal 4');
    await press(page, 'Enter');
    const code = page.locator('.code-letters');
    await code.waitFor();
    const letters = (await code.textContent())?.replaceAll(' ', '') ?? '';
    await branch.enrol(letters);
    await page.getByRole('button', { name: 'Aktualisieren' }).click();
    await page.getByRole('row', { name: 'Terminal 4' }).waitFor();
  });

  it('keeps no password, in no log and in no store of the browser', async () => {
    const page = await rig.openPage();
    pages.push(page);
    await signIn(page, branch.staff.berger, 'ein falsches Geheimnis');
    await page.getByRole('alert').getByText('stimmt nicht').waitFor();
    await signIn(page, branch.staff.berger);
    await page.getByRole('button', { name: 'Schalter 1' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    const kept = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
    );
    const told = `${kept} ${rig.logLines.join(' ')}`;
    expect(told).toContain('counterId');
    expect(told).not.toContain(STAFF_PASSWORD);
    expect(told).not.toContain('Geheimnis');
  });
});

/** Counts the tones that the page lets sound. */
const COUNT_TONES = `{
  window.tones = 0;
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (...when) {
    window.tones += 1;
    return start.apply(this, when);
  };
}`;

/** As another tab with the same cookie does it. */
const SIGN_OUT_ELSEWHERE = `fetch('/staff/session')
  .then((answer) => answer.json())
  .then(({ csrfToken }) =>
    fetch('/staff/session', { method: 'DELETE', headers: { 'X-CSRF-Token': csrfToken } }))`;
