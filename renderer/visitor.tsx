import { openLink } from './link/open-link.ts';
import { showPage } from './pages/show-page.tsx';
import { VisitorPage } from './pages/visitor-page.tsx';

showPage(<VisitorPage link={openLink('visitor')} />);
