import { mkdirSync } from 'node:fs';
import type { ReportIncident } from '../host-incident.ts';
import type { ElectronModule } from './electron-module.ts';
import { lockDownApplication } from './lock-down.ts';
import { registerPageScheme } from './pages.ts';

/** Electron's profile holds nothing of ours, but nobody else has a reason to look into it. */
const PROFILE_MODE = 0o700;

/**
 * What must happen before Electron is ready. `profile` is the folder for Electron's own files, made
 * where it is missing; one instance may run on it. `second`: another one does and comes to the
 * front, and this process must end without touching a device.
 */
export function prepareApplication(
  { app, protocol }: ElectronModule,
  profile: string,
  report: ReportIncident,
): 'first' | 'second' {
  mkdirSync(profile, { recursive: true, mode: PROFILE_MODE });
  app.setPath('userData', profile);
  if (!app.requestSingleInstanceLock()) return 'second';
  app.enableSandbox();
  registerPageScheme(protocol);
  // On Linux Chromium does not speak without it; elsewhere it means nothing.
  app.commandLine.appendSwitch('enable-speech-dispatcher');
  lockDownApplication(app, report);
  return 'first';
}
