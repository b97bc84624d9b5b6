import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const oneHourMs = 3_600_000;
const thirtyDaysMs = 30 * 24 * oneHourMs;

/** A certificate and its private key, both PEM. */
export interface KeyAndCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** Whom a certificate is for and how long it is valid. */
export interface CertificateRequest {
  /** For a client the user name, for a server only a label. */
  readonly commonName: string;
  /** For a client its groups. */
  readonly organizations?: readonly string[];
  /** IP addresses and DNS names, told apart by their form. */
  readonly subjectAltNames?: readonly string[];
  /** Default: `server` with alternative names, else `client`. */
  readonly usages?: readonly ('server' | 'client')[];
  /** Default: an hour ago, so that a clock slightly behind accepts it. */
  readonly notBefore?: Date;
  /** Default: in thirty days. */
  readonly notAfter?: Date;
}

/** A certificate authority of the lab, kept in memory. */
export interface Authority {
  readonly name: string;
  readonly certificatePem: string;
  readonly keyPem: string;
  /** Signs a new certificate with a new key. */
  issue(request: CertificateRequest): Promise<KeyAndCertificate>;
}

/** The key that signs the tokens of ServiceAccounts, PEM. */
export interface TokenKey {
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
}

/** Makes a self-signed authority (ECDSA P-256). */
export async function createAuthority(name: string): Promise<Authority> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity({}),
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: keyAlgorithm,
    serialNumber: serialNumber(),
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const issuer = { certificate, privateKey: keys.privateKey };

  return {
    name,
    certificatePem: pem(certificate),
    keyPem: await privateKeyPem(keys.privateKey),
    issue: request => issue(issuer, request),
  };
}

/** Makes the key pair with which the control plane signs ServiceAccount tokens (RSA, as kubeadm does). */
export function createTokenKey(): TokenKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { publicKeyPem: publicKey, privateKeyPem: privateKey };
}

interface Issuer {
  readonly certificate: x509.X509Certificate;
  readonly privateKey: webcrypto.CryptoKey;
}

async function issue(issuer: Issuer, request: CertificateRequest): Promise<KeyAndCertificate> {
  const keys = await generateKeys();
  const names = request.subjectAltNames ?? [];
  const usages = request.usages ?? [names.length > 0 ? 'server' : 'client'];
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(request),
    subject: [
      ...(request.organizations ?? []).map(organization => ({ O: [organization] })),
      { CN: [request.commonName] },
    ],
    issuer: issuer.certificate.subjectName.toJSON(),
    publicKey: keys.publicKey,
    signingKey: issuer.privateKey,
    signingAlgorithm: keyAlgorithm,
    serialNumber: serialNumber(),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(usages.map(usage => x509.ExtendedKeyUsage[`${usage}Auth`])),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names.map(generalName))] : []),
    ],
  });
  return { certificatePem: pem(certificate), keyPem: await privateKeyPem(keys.privateKey) };
}

function generalName(name: string): { type: 'ip' | 'dns'; value: string } {
  return { type: isIP(name) ? 'ip' : 'dns', value: name };
}

function validity({ notBefore, notAfter }: Pick<CertificateRequest, 'notBefore' | 'notAfter'>) {
  return {
    notBefore: notBefore ?? new Date(Date.now() - oneHourMs),
    notAfter: notAfter ?? new Date(Date.now() + thirtyDaysMs),
  };
}

/** Random and positive: the first bit of a serial number is its sign. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  return `4${Buffer.from(bytes).toString('hex').slice(1)}`;
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}

function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}
