import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requirePart } from '../../integration/rig/requirements.ts';

/** A display that nobody sees. */
export interface VirtualDisplay {
  /** For DISPLAY. */
  readonly name: string;
  stop(): Promise<void>;
}

const DISPLAY_PIPE = 3;

export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const parameters = ['-displayfd', String(DISPLAY_PIPE), '-screen', '0', '1920x1080x24'];
  const server = spawn(requirePart('xvfb'), [...parameters, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = server.stdio[DISPLAY_PIPE];
  if (!pipe) throw new Error('the display has no pipe to tell its number');
  const [number] = await once(pipe, 'data');
  return {
    name: `:${String(number).trim()}`,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
