import { describe, expect, it } from 'vitest';
import { FakeElectron } from './fake-electron.ts';
import { checkKeys, FakeEvents, fakeObject } from './fake-object.ts';

describe('the fake of Electron', () => {
  it('throws on what it does not fake', () => {
    const { electron } = new FakeElectron();
    expect(() => electron.app.getPath('home')).toThrow('the fake of App has no getPath');
    expect(() => electron.BrowserWindow.getAllWindows()).toThrow('no static getAllWindows');
    expect(() => electron.session.defaultSession.cookies).toThrow('no cookies');
  });

  it('cannot offer what Electron does not have', () => {
    expect(() => fakeObject('App', { selfDestruct: () => undefined })).toThrow(
      'electron.d.ts knows no App.selfDestruct',
    );
    expect(() => fakeObject('Nonsense', {})).toThrow('electron.d.ts defines no Nonsense');
  });

  it('refuses options that Electron does not know', () => {
    expect(() => checkKeys('WebPreferences', { enableRemoteModule: false })).toThrow(
      'electron.d.ts knows no WebPreferences.enableRemoteModule',
    );
    const { electron } = new FakeElectron();
    const webPreferences = { session: electron.session.defaultSession };
    const options: object = { webPreferences, kiosque: true };
    expect(() => new electron.BrowserWindow(options)).toThrow(
      'BrowserWindowConstructorOptions.kiosque',
    );
  });

  it('refuses events that Electron does not emit', () => {
    const events = new FakeEvents('WebContents');
    expect(() => events.members().on('new-window', () => undefined)).toThrow(
      'electron.d.ts knows no event new-window of WebContents',
    );
    expect(() => events.emit('will-navigate')).not.toThrow();
  });
});
