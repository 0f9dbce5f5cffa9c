import { openLink } from './link/open-link.ts';
import { showPage } from './pages/show-page.tsx';
import { StaffPage } from './pages/staff-page.tsx';

showPage(<StaffPage link={openLink('staff')} />);
