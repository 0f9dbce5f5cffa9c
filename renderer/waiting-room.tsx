import { openLink } from './link/open-link.ts';
import { showPage } from './pages/show-page.tsx';
import { WaitingRoomPage } from './waiting-room/page.tsx';

showPage(<WaitingRoomPage link={openLink('waiting-room')} />);
