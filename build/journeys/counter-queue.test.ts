import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import {
  type CounterInBrowser,
  type LaneBranch,
  startCounterInBrowser,
} from './counter-in-browser.ts';
import { findOverflow } from './page-rules.ts';
import { hand, handHas, isFree, press, row, serveAndFinish, workIn } from './queue-page.ts';
import { type QueuedBranch, queueIn } from './queued-branch.ts';

/** A clerk's day of calling, with keys alone, against the real central system. */

describeWithParts(['chromium'], 'calling at the counter page', () => {
  let rig: CounterInBrowser;
  let branch: LaneBranch;
  let queue: QueuedBranch;
  let page: Page;
  let colleague: Page;
  beforeAll(async () => {
    rig = await startCounterInBrowser(requirePart('chromium'));
    branch = await rig.addBranch();
    queue = await queueIn(rig, branch);
    page = await workIn(rig, branch.staff.berger, 'Schalter 1');
    colleague = await workIn(rig, branch.staff.yilmaz, 'Schalter 3');
  });
  afterAll(() => rig?.close());
  afterEach(() => expect(rig.complaints.splice(0)).toEqual([]));

  // Each step builds on the one before.
  describe('a clerk and a colleague', { retry: 0 }, () => {
    it('hears of the first who waits, calls, calls again, serves and finishes', async () => {
      await isFree(page);
      await queue.takeTicket();
      await page.getByRole('log').getByText('A001 wartet auf Sie').waitFor({ state: 'attached' });
      await row(page, 'A001').waitFor();
      await press(page, 'n');
      await handHas(page, 'A001');
      const aloud = page.getByRole('status').filter({ hasText: 'A001, Personalausweis' });
      await aloud.getByText('Aufgerufen').waitFor({ state: 'attached' });
      await press(page, 'w');
      await hand(page).getByText('2. Aufruf').waitFor();
      // Done for good only once the person is there: a key too many ends nothing.
      await press(page, 'e');
      expect(await hand(page).locator('.hand-ticket').textContent()).toBe('A001');
      await press(page, 'b');
      await hand(page).getByText('In Bearbeitung seit').waitFor();
      await press(page, 'e', 'e');
      await isFree(page);
    });

    it('calls one person however often the key is pressed, and back after a miss', async () => {
      await queue.takeTicket();
      await queue.takeTicket();
      await row(page, 'A003').waitFor();
      await press(page, 'n', 'n', 'n');
      await handHas(page, 'A002');
      await row(page, 'A003').waitFor();
      await press(page, 'v');
      await isFree(page);
      // Down to the missed, who comes after the waiting; Enter to the panel, Enter to call.
      await press(page, 'ArrowDown', 'ArrowDown');
      await page.locator('.row--missed [aria-current="true"]').waitFor();
      await press(page, 'Enter', 'Enter');
      await handHas(page, 'A002');
      await page.locator('#hand-title:focus').waitFor();
      await press(page, 'z');
      await isFree(page);
    });

    it('parks with a note and keeps the focus in the list when it changes', async () => {
      await press(page, 'n');
      await handHas(page, 'A002');
      await press(page, 'p');
      await page.getByRole('dialog').locator('input:focus').waitFor();
      await page.keyboard.type('holt ein Foto');
      await press(page, 'Enter');
      await row(page, 'A002').getByText('holt ein Foto').waitFor();
      await press(page, 'ArrowUp');
      await page.locator('.row button:focus-visible').waitFor();
      const outline = 'getComputedStyle(document.activeElement).outline';
      expect(await page.evaluate(outline)).toContain('3px');
      const focused = (): Promise<string> =>
        page.evaluate('document.activeElement.querySelector(".row-sign")?.textContent ?? ""');
      const before = await focused();
      expect(before).toMatch(/^A00[23]$/);
      await queue.takeTicket('identity-card', { preferred: true });
      await row(page, 'A004').getByText('Vorgezogen').waitFor();
      expect(await focused()).toBe(before);
    });

    it('forwards with a note, which the next counter reads', async () => {
      await press(page, 'n');
      await handHas(page, 'A004');
      await press(page, 'b');
      await page.locator('.hand--serving').waitFor();
      await press(page, 'f');
      await page.getByRole('dialog').getByRole('radio').first().press('Space');
      await press(page, 'Tab');
      await page.keyboard.type('Ausweis fertig, meldet sich um');
      await press(page, 'Enter');
      await isFree(page);
      await row(colleague, 'A004').getByText('Ausweis fertig, meldet sich um').waitFor();
      await press(colleague, 'n');
      await handHas(colleague, 'A004');
      await hand(colleague).getByText('Ausweis fertig, meldet sich um').waitFor();
      await hand(colleague).getByText('Von Personalausweis').waitFor();
      await page.locator('.elsewhere').getByText('A004').waitFor();
      await serveAndFinish(colleague);
    });

    it('says so where a colleague was quicker than the link', async () => {
      await queue.takeTicket('registration');
      await row(page, 'B001').waitFor();
      await page.route('**/steps', async (route) => {
        await press(colleague, 'n');
        await handHas(colleague, 'B001');
        await route.continue();
      });
      await row(page, 'B001').locator('button').focus();
      await press(page, 'Enter', 'Enter');
      await page.getByRole('alert').getByText('B001 hat inzwischen jemand anderes').waitFor();
      await page.locator('.elsewhere').getByText('B001').waitFor();
      expect(await row(page, 'B001').count()).toBe(0);
      await page.unroute('**/steps');
      await serveAndFinish(colleague);
    });

    it('pauses, and calls nobody until it goes on', async () => {
      await press(page, 'h');
      await page.locator('.hand--pause').waitFor();
      await colleague.locator('.elsewhere').getByText('Pause: Schalter 1').waitFor();
      await press(page, 'n');
      await page.getByRole('alert').getByText('Ihr Schalter pausiert').waitFor();
      await press(page, 'h');
      await hand(page).getByText('Als Nächstes: A003').waitFor();
    });

    it('gives a ticket that can be printed', async () => {
      await page.evaluate('window.print = () => { window.prints = (window.prints ?? 0) + 1; }');
      await press(page, 't');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio').nth(1).press('Space');
      await press(page, 'Enter');
      await dialog.locator('.slip-ticket', { hasText: 'B002' }).waitFor();
      await dialog.getByText('Wartebereich 1. OG').waitFor();
      await dialog.getByRole('img', { name: 'Am Handy verfolgen' }).waitFor();
      await press(page, 'Enter');
      expect(await page.evaluate('window.prints')).toBe(1);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.header').isVisible()).toBe(false);
      expect(await dialog.locator('.slip').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
      await press(page, 'Escape');
      await row(page, 'B002').waitFor();
    });

    it('finds everybody of today, also those that are over', async () => {
      await press(page, 's');
      const dialog = page.getByRole('dialog');
      await page.keyboard.type('a00');
      await dialog.getByRole('row', { name: 'A001' }).getByText('Fertig').waitFor();
      await dialog.getByRole('button', { name: 'A002' }).press('Enter');
      await page.locator('.panel', { hasText: 'A002' }).getByText('Geparkt').waitFor();
      await press(page, 'Enter');
      await handHas(page, 'A002');
      await serveAndFinish(page);
    });

    it('switches issuing at the terminals off, for all to see', async () => {
      await press(page, 'i');
      await page.getByRole('dialog').getByRole('checkbox').nth(1).press('Space');
      await press(page, 'Escape');
      for (const each of [page, colleague]) {
        await each.getByText('Terminals geben keine Nummern: An- und Ummeldung').waitFor();
      }
    });

    it('prefers, and strikes off only who is asked about twice', async () => {
      const ticket = await queue.takeTicket();
      await row(page, ticket).locator('button').focus();
      const panel = page.locator('.panel', { hasText: ticket });
      await press(page, 'Enter');
      await panel.getByRole('button', { name: 'Vorziehen' }).press('Enter');
      await row(page, ticket).getByText('Vorgezogen').waitFor();
      await panel.getByRole('button', { name: 'Streichen' }).press('Enter');
      // The way out has the focus.
      await page.getByRole('button', { name: 'Abbrechen' }).and(page.locator(':focus')).waitFor();
      await press(page, 'Enter');
      await row(page, ticket).waitFor();
      await panel.getByRole('button', { name: 'Streichen' }).press('Enter');
      await press(page, 'Tab', 'Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await row(page, ticket).waitFor({ state: 'detached' });
    });

    it('lets two who press at once call two different people', async () => {
      const other = await workIn(rig, branch.staff.leitner, 'Schalter 2');
      await row(other, 'A003').waitFor();
      await Promise.all([press(page, 'n'), press(other, 'n')]);
      const [first, second] = await Promise.all(
        [page, other].map((each) => each.locator('.hand-ticket').textContent()),
      );
      expect([first, second].sort()).toEqual(['A003', 'B002']);
      await other.context().close();
    });

    it('takes a fast-lane request, and calls its visitor with what was done', async () => {
      const kiosk = await branch.addKiosk('Terminal 1');
      await serveAndFinish(page);
      await kiosk.open();
      await page.locator('.strip').getByText('F01').waitFor();
      await press(page, 'a');
      await page.locator('.panel input:focus').waitFor();
      await press(page, 'r', '2', 'Enter');
      await page.getByRole('heading', { name: 'Wartet auf Schalter' }).waitFor();
      await press(page, 'q');
      await isFree(page);
      await press(page, 'n');
      await handHas(page, 'F01');
      await hand(page).getByText('Ausweis ist nicht gültig oder beschädigt').waitFor();
      // Back to the terminal: all counters see whose errand the next request goes on with.
      await press(page, 'p');
      await page.getByRole('dialog').locator('input:focus').fill('zeigt den neuen Ausweis');
      await press(page, 'Enter');
      await isFree(page);
      await kiosk.open();
      await page.locator('.strip').getByText('F02').waitFor();
      await press(page, 'a');
      await page.locator('.panel input:focus').waitFor();
      await press(page, 'f');
      await page.getByRole('radio', { name: 'F01' }).and(page.locator(':focus')).waitFor();
      await rig.picture(page, 'de/queue-belongs-to');
      expect(await rig.accessibilityFaults(page)).toEqual([]);
      await press(page, 'Enter');
      await page.locator('.panel').getByText('F01: zeigt den neuen Ausweis').waitFor();
      await rig.picture(page, 'de/queue-continued');
      await press(page, 'g', 'q');
      await row(page, 'F01').getByText('Geht am Terminal weiter: F02').waitFor();
    });

    it('checks in who has an appointment, early as they may be', async () => {
      await queue.addAppointment('K7MR4W2P', 50);
      await press(page, 'k');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Ist da: K7MR4W2P' }).press('Enter');
      const ticket = await dialog.locator('.slip-ticket').textContent();
      await press(page, 'Escape');
      await row(page, String(ticket)).getByText('Termin ').waitFor();
    });

    it('calls nobody while it is not live, and prints who waits to go on with paper', async () => {
      const ticket = await queue.takeTicket();
      await row(page, ticket).waitFor();
      await rig.stopCentral();
      await page.getByText(/Nicht live – Stand von/).waitFor();
      await press(page, 'n');
      await page.getByRole('alert').getByText('wird niemand aufgerufen').waitFor();
      await rig.picture(page, 'de/queue-not-live');
      expect(await page.evaluate(findOverflow)).toEqual([]);
      await page.getByRole('button', { name: 'Liste drucken' }).press('Enter');
      await page.emulateMedia({ media: 'print' });
      await page.locator('.paper').getByRole('row', { name: ticket }).waitFor();
      expect(await hand(page).isVisible()).toBe(false);
      await rig.picture(page, 'de/queue-paper');
      await page.emulateMedia({ media: 'screen' });
      await rig.startCentralAgain();
      await page.getByText('Live', { exact: true }).waitFor();
    });
  });
});
