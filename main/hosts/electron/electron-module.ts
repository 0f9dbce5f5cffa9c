/** What the host uses of Electron. It comes as an argument, so that tests can hand in a fake. */
export type ElectronModule = Pick<
  typeof import('electron'),
  'app' | 'BrowserWindow' | 'Menu' | 'powerSaveBlocker' | 'protocol' | 'screen' | 'session'
>;
