import { keepsTheQueue } from '../testing/conformance-suite.ts';
import { clear, inMinutes, startTestZms } from './testing/test-zms.ts';
import { addProcess, scopeOf } from './testing/zms-state.ts';

const HALL = 141;
const PASSES = 140;
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9/terminvereinbarung/api/2';

keepsTheQueue('ZMS', async () => {
  const zms = await startTestZms();
  clear(zms);
  const hall = scopeOf(zms.server.state, HALL);
  return {
    system: zms.queue,
    cutOff: zms.reopen({ config: { ...zms.config, address: NOWHERE } }),
    services: ['identity-card', 'passport'],
    counters: [
      zms.station('Schalter 1'),
      zms.station('Schalter 2'),
      zms.station('Schalter 3', PASSES),
    ],
    async book(minutes) {
      const { id, authKey } = addProcess(zms.server.state, {
        ...{ scopeId: HALL, status: 'confirmed', number: 0, requests: ['111'] },
        ...{ arrivalTime: inMinutes(zms, minutes), appointmentAt: inMinutes(zms, minutes) },
      });
      return `${id}-${authKey}`;
    },
    async issue(issues) {
      hall.deactivated = !issues;
    },
    async limit(left) {
      hall.maxNumberContingent = left === null ? 0 : hall.givenNumberCount;
    },
    pass(minutes) {
      zms.server.state.now += minutes * 60_000;
    },
    close: zms.close,
  };
});
