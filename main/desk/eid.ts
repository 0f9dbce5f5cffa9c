import { FOLDER_AUTHORITY } from '../../devices/eid/cli-authority.ts';
import { runDeskCommand } from '../../devices/eid/cli-desk.ts';
import { CENTRAL_AUTHORITY } from './central-authority.ts';

/** Entry: the desk command, `npm run -s eid -- COMMAND`, with everybody who may lend it a right. */

process.exitCode = await runDeskCommand(process.argv.slice(2), [
  FOLDER_AUTHORITY,
  CENTRAL_AUTHORITY,
]);
