import { FieldError, Fields } from '../kubeconfig/fields.js';
import { parseYaml } from '../kubeconfig/parseYaml.js';
import { t } from '../../base/l10n.js';
import { bearer, type Proof } from './login.js';

/** What a plugin answered. */
export interface ExecCredential {
  readonly proof: Proof;
  /** Until when it holds. Unix time, ms; Infinity when the plugin did not say. */
  readonly expiresAtMs: number;
}

/**
 * Reads what a plugin printed.
 *
 * @param apiVersion the version that the kubeconfig asks for: the answer must be of the same
 * @throws FieldError saying what is wrong with it; it never quotes it
 * @see kubernetes/client-go plugin/pkg/client/auth/exec/exec.go, `refreshCredsLocked`
 */
export function parseExecCredential(text: string, apiVersion: string): ExecCredential {
  const answer = new Fields(parseYaml(text));
  if (answer.string('kind') !== 'ExecCredential') {
    throw new FieldError(t('it printed no ExecCredential'));
  }
  if (answer.string('apiVersion') !== apiVersion) {
    throw new FieldError(t('the kubeconfig asks for {0}, it printed another version', apiVersion));
  }
  const status = answer.optional('status');
  if (!status) {
    throw new FieldError(t('it printed no status'));
  }
  return { proof: proofIn(status), expiresAtMs: expiryOf(status.string('expirationTimestamp')) };
}

function proofIn(status: Fields): Proof {
  const token = status.string('token');
  const certificate = { cert: status.string('clientCertificateData'), key: status.string('clientKeyData') };
  if (token === '' && certificate.cert === '' && certificate.key === '') {
    throw new FieldError(t('it printed neither a token nor a certificate'));
  }
  if ((certificate.cert === '') !== (certificate.key === '')) {
    throw new FieldError(t('it printed a certificate or a key, not both'));
  }
  return { ...(token === '' ? {} : bearer(token)), ...(certificate.cert === '' ? {} : { certificate }) };
}

function expiryOf(timestamp: string): number {
  if (timestamp === '') {
    return Infinity;
  }
  const ms = /^\d{4}-\d\d-\d\dT/.test(timestamp) ? Date.parse(timestamp) : NaN;
  if (Number.isNaN(ms)) {
    throw new FieldError(t('its expirationTimestamp is not a time'));
  }
  return ms;
}
