import { dirname, resolve } from 'node:path';
import { t } from '../../base/l10n.js';
import { FieldError, Fields } from './fields.js';
import type { Kubeconfig, KubeconfigCluster, KubeconfigContext } from './kubeconfigTypes.js';
import { parseUser } from './parseUser.js';
import { parseYaml } from './parseYaml.js';

/** Under this name a cluster's extensions tell an exec plugin what it has to know of that cluster. */
const EXEC_EXTENSION = 'client.authentication.k8s.io/exec';

/**
 * Reads the text of one kubeconfig file. Names that occur twice are an error, as for kubectl: only between files does
 * the first one win.
 *
 * @param file where the text is from: relative paths in it begin at its folder
 * @throws FieldError saying where and what, without the content
 * @see kubernetes/client-go tools/clientcmd/api/v1/conversion.go
 */
export function parseKubeconfig(text: string, file: string): Kubeconfig {
  const config = new Fields(parseYaml(text));
  checkVersion(config);
  extensionsOf(config);
  extensionsOf(config.child('preferences'));
  const toAbsolute = (path: string): string => path === '' ? '' : resolve(dirname(file), path);
  return {
    currentContext: config.string('current-context'),
    contexts: named(config, 'contexts', entry => parseContext(entry.child('context'))),
    clusters: named(config, 'clusters', entry => parseCluster(entry.child('cluster'), toAbsolute)),
    users: named(config, 'users', entry => {
      extensionsOf(entry.child('user'));
      return parseUser(entry.child('user'), toAbsolute);
    }),
  };
}

/** A list of things with names. */
function named<T>(config: Fields, list: string, parse: (entry: Fields) => T): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const entry of config.list(list)) {
    const name = entry.string('name');
    if (found.has(name)) {
      throw new FieldError(t('{0} has the name "{1}" twice', list, name));
    }
    found.set(name, parse(entry));
  }
  return found;
}

function checkVersion(config: Fields): void {
  const [apiVersion, kind] = [config.string('apiVersion') || 'v1', config.string('kind') || 'Config'];
  if (apiVersion !== 'v1' || kind !== 'Config') {
    throw new FieldError(t('it is not of apiVersion v1 and kind Config'));
  }
}

/** They are read even where nobody wants them: client-go refuses a kubeconfig in which they are something else. */
function extensionsOf(fields: Fields): ReadonlyMap<string, unknown> {
  return named(fields, 'extensions', entry => entry.raw('extension'));
}

function parseContext(fields: Fields): KubeconfigContext {
  extensionsOf(fields);
  return { cluster: fields.string('cluster'), user: fields.string('user'), namespace: fields.string('namespace') };
}

function parseCluster(fields: Fields, toAbsolute: (path: string) => string): KubeconfigCluster {
  const extensions = extensionsOf(fields);
  return {
    server: fields.string('server'),
    tlsServerName: fields.string('tls-server-name'),
    insecureSkipTlsVerify: fields.boolean('insecure-skip-tls-verify'),
    certificateAuthority: toAbsolute(fields.string('certificate-authority')),
    certificateAuthorityData: fields.decoded('certificate-authority-data'),
    proxyUrl: fields.string('proxy-url'),
    disableCompression: fields.boolean('disable-compression'),
    execConfig: extensions.get(EXEC_EXTENSION) ?? undefined,
  };
}
