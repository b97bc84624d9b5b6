import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { KeyAndCertificate } from '../../lab/pki.js';

/** Fields of a kubeconfig. */
export type Entry = Readonly<Record<string, unknown>>;

/** What the cases are made of: a cluster, ways into it that are good, and some that are not. */
export interface World {
  /** By an address that is this computer's own. */
  readonly server: string;
  /** By an address that is not, and so is reached through proxies. */
  readonly farServer: string;
  readonly ca: string;
  readonly otherCa: string;
  readonly admin: KeyAndCertificate;
  readonly expired: KeyAndCertificate;
  readonly token: string;
  /** Of a user who may do nothing. */
  readonly nobodyToken: string;
  /** An http proxy that works, one that asks for a password, one that refuses to tunnel, a socks5 proxy, a dead one. */
  readonly proxies: Readonly<Record<'http' | 'withPassword' | 'refusing' | 'socks5' | 'dead', string>>;
}

/** The folder of one case. */
export class CaseFolder {
  constructor(readonly dir: string, readonly world: World) {
    mkdirSync(dir, { recursive: true });
  }

  file(name: string, text: string, mode = 0o600): string {
    const path = join(this.dir, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
    return path;
  }

  /** A script that stands for an exec plugin. */
  script(name: string, ...lines: readonly string[]): string {
    return this.file(name, ['#!/bin/sh', ...lines, ''].join('\n'), 0o700);
  }

  /** A kubeconfig of one context `c`; what is given replaces the good server, the good CA and the good token. */
  config({ user, cluster, context, top, name = 'config' }: {
    readonly user?: Entry;
    readonly cluster?: Entry;
    readonly context?: Entry;
    readonly top?: Entry;
    readonly name?: string;
  } = {}): string {
    const { server, ca, token } = this.world;
    return this.file(name, stringify({
      'apiVersion': 'v1', 'kind': 'Config', 'current-context': 'c',
      'clusters': [{ name: 'c', cluster: cluster ?? { server, 'certificate-authority-data': base64(ca) } }],
      'users': [{ name: 'u', user: user ?? { token } }],
      'contexts': [{ name: 'c', context: context ?? { cluster: 'c', user: 'u' } }],
      ...top,
    }));
  }

  /** A kubeconfig whose user is an exec plugin. */
  exec(command: string, more: Entry = {}, version = 'v1'): string {
    return this.config({ user: { exec: {
      apiVersion: `client.authentication.k8s.io/${version}`, command, interactiveMode: 'Never', ...more,
    } } });
  }

  /** The good cluster with some fields more, or other. */
  cluster(more: Entry = {}): Entry {
    return { 'server': this.world.server, 'certificate-authority-data': base64(this.world.ca), ...more };
  }
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** What a plugin prints. */
export function credential(status: Entry | undefined, version = 'v1'): string {
  return JSON.stringify({ apiVersion: `client.authentication.k8s.io/${version}`, kind: 'ExecCredential', status });
}
