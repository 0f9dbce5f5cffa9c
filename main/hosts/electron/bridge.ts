import type { IpcMainEvent, WebContents } from 'electron';
import type { CoreLinks, ScreenLink } from '../../contract/link.ts';
import type { CoreMessage } from '../../contract/messages.ts';
import type { Role } from '../../contract/roles.ts';
import type { ReportIncident } from '../host-incident.ts';
import { TEXT_BYTES_MAX } from '../text-size.ts';

/**
 * The only file that touches raw IPC. It listens on one page's own channel, never on the global
 * `ipcMain`, so that the role follows from which page spoke and from nothing it said.
 *
 * The preload script cannot import these names; a test compares them.
 */
export const OPEN_CHANNEL = 'schnellspur:open';
export const SEND_CHANNEL = 'schnellspur:send';
export const RECEIVE_CHANNEL = 'schnellspur:receive';

export interface BridgedScreen {
  readonly contents: WebContents;
  readonly role: Role;
  readonly place: number;
  /** The one address whose messages are heard. */
  readonly page: string;
  readonly links: CoreLinks;
  readonly report: ReportIncident;
}

export interface Bridge {
  /** Ends the link and hears nothing more. */
  close(): void;
}

/**
 * Joins a page to a link of the core. The page opens the link when it is ready to draw, and anew
 * after each reload; the link ends with the document that opened it.
 */
export function bridgeScreen(screen: BridgedScreen): Bridge {
  const { contents, role, place, page, links, report } = screen;
  let link: ScreenLink | null = null;
  let closed = false;

  const isFromPage = (event: IpcMainEvent): boolean => {
    const isHeard = !closed && isOwnPage(event, page);
    if (!isHeard) report({ code: 'sender-refused', role });
    return isHeard;
  };
  const endLink = () => {
    const ended = link;
    link = null;
    ended?.close();
  };
  const deliver = (message: CoreMessage) => {
    if (!contents.isDestroyed() && contents.getURL() === page) {
      contents.send(RECEIVE_CHANNEL, JSON.stringify(message));
    }
  };

  contents.ipc.on(OPEN_CHANNEL, (event, ...payload: readonly unknown[]) => {
    if (!isFromPage(event)) return;
    if (payload.length > 0) {
      report({ code: 'payload-refused', role });
      return;
    }
    endLink();
    link = links.open(role, deliver, place);
    if (link === null) report({ code: 'link-taken', role });
  });
  contents.ipc.on(SEND_CHANNEL, (event, ...payload: readonly unknown[]) => {
    if (!isFromPage(event)) return;
    const [text] = payload;
    if (payload.length === 1 && isTextInSize(text)) {
      link?.receive(text);
    } else {
      report({ code: 'payload-refused', role });
    }
  });
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) endLink();
  });
  contents.on('render-process-gone', endLink);
  contents.on('destroyed', endLink);

  return {
    close() {
      closed = true;
      endLink();
    },
  };
}

/** The page itself, at its own address, and no frame within it. */
function isOwnPage(event: IpcMainEvent, page: string): boolean {
  const frame = event.senderFrame;
  return frame !== null && !frame.detached && frame.parent === null && frame.url === page;
}

function isTextInSize(value: unknown): value is string {
  return typeof value === 'string' && Buffer.byteLength(value) <= TEXT_BYTES_MAX;
}
