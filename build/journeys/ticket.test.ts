import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEXTS } from '../../config/text/index.ts';
import { paperText } from '../../devices/simulators/printer/paper-text.ts';
import { given, ScriptedQueue } from '../../main/testing/scripted-queue.ts';
import { DELAYS } from '../../state-machines/delays.ts';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import { type KioskInBrowser, startKioskInBrowser } from './kiosk-in-browser.ts';

/** Tickets, touched in a real browser and printed on paper. */

const { de } = TEXTS;
const { queue: words } = de;

describeWithParts(['chromium'], 'a ticket in the browser', () => {
  const queue = new ScriptedQueue();
  let kiosk: KioskInBrowser;
  let page: Page;
  let asked = 0;
  let printed = 0;

  beforeAll(async () => {
    kiosk = await startKioskInBrowser(requirePart('chromium'), {
      queue: { system: queue, followPage: 'https://zentrale.example/follow/' },
    });
    page = await kiosk.openVisitor();
  });
  afterAll(() => kiosk?.close());

  const heading = (title: string) =>
    page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  const button = (name: string) =>
    page.getByRole('button', { name: new RegExp(`^${RegExp.escape(name)}`) }).first();
  const slips = () => kiosk.devices.paperMachine.slips.map((slip) => paperText(slip, 'plain'));

  async function goToTopics(): Promise<void> {
    asked = queue.asked.ticket.length;
    printed = slips().length;
    await heading(de.attract.title);
    await button(de.attract.begin).click();
    await button(de.language).click();
    await button(de.services['take-ticket'].title).click();
    await heading(words.groups.title);
  }

  it('is found by everyday words, and one for a double tap (it-at-m/eappointment #420, #659)', async () => {
    await goToTopics();
    await button(words.groups.search).click();
    await heading(words.search.title);
    for (const letter of 'PERSO') {
      await page.getByRole('button', { name: letter, exact: true }).click();
    }
    await button('Personalausweis beantragen').click();
    await heading('Personalausweis beantragen');
    await button(words.topic.take).dblclick();
    await heading(words.ticket.title);
    await page.getByText('A017', { exact: true }).waitFor();
    await page.getByText(words.ticket.slip.printed[0] ?? '', { exact: true }).waitFor();
    expect(queue.asked.ticket).toHaveLength(asked + 1);
    expect(slips()).toHaveLength(printed + 1);
    expect(slips().at(-1)).toMatch(/A 0 1 7[\s\S]*Wartebereich 1/);
  });

  it('stays on the screen long enough and gives way to the start (it-at-m/eappointment #2314)', async () => {
    kiosk.devices.clock.advance(DELAYS.ticketShown - 1_000);
    await heading(words.ticket.title);
    kiosk.devices.clock.advance(1_000);
    await heading(de.attract.title);
  });

  it('is one on a slow network, and after a reload (it-at-m/eappointment #933, #2206)', async () => {
    const answer = Promise.withResolvers<void>();
    queue.giveTicket = async ({ id }) => {
      queue.asked.ticket.push(id);
      await answer.promise;
      return { kind: 'answered', body: given('A018') };
    };
    await goToTopics();
    await button('Ausweis und Reisepass').click();
    await button('Reisepass beantragen').click();
    await button(words.topic.take).click();
    await heading(de.working.tasks['taking-ticket']);
    await page.reload();
    await heading(de.working.tasks['taking-ticket']);
    expect(await page.getByRole('button').count()).toBe(0);
    answer.resolve();
    await heading(words.ticket.title);
    await page.getByText('A018', { exact: true }).waitFor();
    await page.reload();
    await page.getByText(words.ticket.slip.printed[0] ?? '', { exact: true }).waitFor();
    expect(queue.asked.ticket).toHaveLength(asked + 1);
    expect(slips()).toHaveLength(printed + 1);
    await button(words.ticket.finish).click();
    await heading(de.attract.title);
  });
});
