import { openLink } from './link/open-link.ts';
import { BenchPage } from './pages/bench-page.tsx';
import { showPage } from './pages/show-page.tsx';

showPage(<BenchPage link={openLink('bench')} />);
