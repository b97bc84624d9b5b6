import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A folder that each test of a file gets anew. */
export interface TemporaryFolder {
  readonly path: string;
  file(name: string, text: string, mode?: number): string;
  /** A shell script that can be run. */
  script(name: string, ...lines: readonly string[]): string;
}

/** To be called in a `describe`. */
export function temporaryFolder(): TemporaryFolder {
  let path = '';
  beforeEach(() => { path = mkdtempSync(join(tmpdir(), 'hpa-scope-test-')); });
  afterEach(() => rmSync(path, { recursive: true }));

  const file = (name: string, text: string, mode = 0o600): string => {
    const whole = join(path, name);
    writeFileSync(whole, text, { mode });
    return whole;
  };
  return {
    get path() { return path; },
    file,
    script: (name, ...lines) => file(name, ['#!/bin/sh', ...lines, ''].join('\n'), 0o700),
  };
}
