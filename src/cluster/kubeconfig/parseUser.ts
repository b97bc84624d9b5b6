import { sep } from 'node:path';
import type { Fields } from './fields.js';
import type { AuthProvider, ExecConfig, Impersonation, KubeconfigUser } from './kubeconfigTypes.js';

type ToAbsolute = (path: string) => string;

/** Versions that may leave interactiveMode out. */
const MODE_IS_OPTIONAL: ReadonlySet<string> = new Set([
  'client.authentication.k8s.io/v1beta1', 'client.authentication.k8s.io/v1alpha1',
]);

/**
 * Reads a user of a kubeconfig.
 * @throws FieldError
 * @see kubernetes/client-go tools/clientcmd/api/v1/types.go, `AuthInfo`
 */
export function parseUser(fields: Fields, toAbsolute: ToAbsolute): KubeconfigUser {
  const authProvider = fields.optional('auth-provider');
  const exec = fields.optional('exec');
  return {
    clientCertificate: toAbsolute(fields.string('client-certificate')),
    clientCertificateData: fields.decoded('client-certificate-data'),
    clientKey: toAbsolute(fields.string('client-key')),
    clientKeyData: fields.decoded('client-key-data'),
    token: fields.string('token'),
    tokenFile: toAbsolute(fields.string('tokenFile')),
    username: fields.string('username'),
    password: fields.string('password'),
    impersonate: parseImpersonation(fields),
    authProvider: authProvider && parseAuthProvider(authProvider),
    exec: exec && parseExec(exec, toAbsolute),
  };
}

function parseImpersonation(fields: Fields): Impersonation {
  const extra = fields.child('as-user-extra');
  return {
    user: fields.string('as'),
    uid: fields.string('as-uid'),
    groups: fields.strings('as-groups'),
    extra: Object.fromEntries(Object.keys(extra.all()).map(key => [key, extra.strings(key)])),
  };
}

function parseAuthProvider(fields: Fields): AuthProvider {
  const config = fields.child('config');
  return {
    name: fields.string('name'),
    config: Object.fromEntries(Object.keys(config.all()).map(key => [key, config.string(key)])),
  };
}

/** A command without a slash is looked for in PATH, and so stays as it is. */
function parseExec(fields: Fields, toAbsolute: ToAbsolute): ExecConfig {
  const command = fields.string('command');
  const apiVersion = fields.string('apiVersion');
  return {
    apiVersion,
    command: command.includes(sep) ? toAbsolute(command) : command,
    args: fields.strings('args'),
    env: fields.list('env').map(variable => ({ name: variable.string('name'), value: variable.string('value') })),
    installHint: fields.string('installHint'),
    provideClusterInfo: fields.boolean('provideClusterInfo'),
    interactiveMode: fields.string('interactiveMode') || (MODE_IS_OPTIONAL.has(apiVersion) ? 'IfAvailable' : ''),
  };
}
