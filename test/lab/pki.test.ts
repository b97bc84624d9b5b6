import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto';
import { describe, it } from 'vitest';
import { createAuthority, createTokenKey } from './pki.js';

describe('pki', () => {
  it('issues server certificates for addresses and names', async () => {
    const authority = await createAuthority('some-ca');
    const subjectAltNames = ['10.96.0.1', 'localhost'];
    const { certificatePem, keyPem } = await authority.issue({ commonName: 'server', subjectAltNames });
    const certificate = new X509Certificate(certificatePem);
    assert.ok(certificate.verify(new X509Certificate(authority.certificatePem).publicKey));
    assert.ok(certificate.checkPrivateKey(createPrivateKey(keyPem)));
    assert.equal(certificate.issuer, 'CN=some-ca');
    assert.equal(certificate.subjectAltName, 'IP Address:10.96.0.1, DNS:localhost');
    assert.equal(certificate.checkIP('10.96.0.1'), '10.96.0.1');
    assert.equal(certificate.checkIP('10.96.0.2'), undefined);
    assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1']);
  });

  it('issues client certificates with groups', async () => {
    const authority = await createAuthority('some-ca');
    const { certificatePem } = await authority.issue({ commonName: 'someone', organizations: ['one', 'two'] });
    const certificate = new X509Certificate(certificatePem);
    assert.equal(certificate.subject, 'O=one\nO=two\nCN=someone');
    assert.equal(certificate.subjectAltName, undefined);
    assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2']);
  });

  it('lets the caller say how long a certificate is valid', async () => {
    const authority = await createAuthority('some-ca');
    const notBefore = new Date('2020-01-01T00:00:00Z');
    const notAfter = new Date('2020-02-01T00:00:00Z');
    const { certificatePem } = await authority.issue({ commonName: 'old', notBefore, notAfter });
    const certificate = new X509Certificate(certificatePem);
    assert.deepEqual([certificate.validFromDate, certificate.validToDate], [notBefore, notAfter]);
  });

  it('gives every certificate a serial number of its own', async () => {
    const authority = await createAuthority('some-ca');
    const issued = await Promise.all(['a', 'b', 'c'].map(commonName => authority.issue({ commonName })));
    assert.equal(new Set(issued.map(({ certificatePem }) => new X509Certificate(certificatePem).serialNumber)).size, 3);
  });

  it('makes keys for tokens that belong together', () => {
    const { publicKeyPem, privateKeyPem } = createTokenKey();
    const text = Buffer.from('text');
    const signature = sign('RSA-SHA256', text, createPrivateKey(privateKeyPem));
    assert.ok(verify('RSA-SHA256', text, createPublicKey(publicKeyPem), signature));
  });
});
