import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { liveYaml } from '../../../src/core/raw/liveYaml.js';
import { MASK } from '../../../src/core/raw/printJson.js';
import { rawDocument } from '../../../src/core/raw/rawDocument.js';
import { parseRawPath } from '../../../src/core/raw/rawPath.js';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** What must not be seen; as a key of data it may. */
const HIDDEN = 'aHVudGVyMg==';
const secret = {
  apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { password: HIDDEN }, type: 'Opaque',
};

function shown(value: unknown, showSecrets = false) {
  const path = parseRawPath('/api/v1/secrets');
  assert.ok(path.ok);
  return rawDocument(JSON.stringify(value), { path, namespace: undefined, showSecrets, maxLength: 1e6 });
}

const withAnnotation = (object: object, key: string, value: string): object =>
  ({ ...object, metadata: { name: 'x', annotations: { [key]: value } } });

describe('secret data is masked', () => {
  const shapes: Readonly<Record<string, unknown>> = {
    'in a Secret': secret,
    'with its keys in another order': { data: secret.data, kind: 'Secret' },
    'in stringData': { kind: 'Secret', stringData: { password: HIDDEN } },
    'that has another shape than it should': { kind: 'Secret', data: [HIDDEN, { a: [HIDDEN] }] },
    'that is no object at all': { kind: 'Secret', data: HIDDEN },
    'in a SecretList, whose items do not say what they are': {
      kind: 'SecretList', items: [{ metadata: {}, data: { a: HIDDEN } }, { stringData: { b: HIDDEN } }],
    },
    'in a List': { kind: 'List', items: [{ kind: 'Pod' }, secret] },
    'in a list of any kind': { kind: 'ManifestWorkList', items: [{ spec: { manifests: [secret] } }] },
    'deep in another object': { kind: 'Work', spec: { workload: { manifests: [{ nested: { object: secret } }] } } },
    'of a helm release': {
      kind: 'Secret', type: 'helm.sh/release.v1', metadata: { labels: { owner: 'helm' } }, data: { release: HIDDEN },
    },
    'in what was applied last of a Secret': withAnnotation(
      { kind: 'Secret' }, LAST_APPLIED, JSON.stringify({ ...secret, kind: 'Secret' }),
    ),
    'in what was applied last of an item of a SecretList': {
      kind: 'SecretList', items: [withAnnotation({}, LAST_APPLIED, JSON.stringify({ data: { a: HIDDEN } }))],
    },
    'in what was applied last of anything': withAnnotation(
      { kind: 'List' }, LAST_APPLIED, JSON.stringify({ kind: 'Bundle', spec: { objects: [secret] } }),
    ),
    'applied inside of what was applied': withAnnotation({ kind: 'Bundle' }, LAST_APPLIED, JSON.stringify({
      spec: withAnnotation({ kind: 'Secret' }, LAST_APPLIED, JSON.stringify(secret)),
    })),
    'in what was applied last, when that cannot be parsed': withAnnotation(
      { kind: 'Secret' }, LAST_APPLIED, `{"data":{"password":"${HIDDEN}"`,
    ),
    'in what other tools keep as applied': withAnnotation(
      { kind: 'Secret' }, 'objectset.rio.cattle.io/applied', HIDDEN,
    ),
    'deeper than anybody nests': Array.from({ length: 300 }).reduce<unknown>(inner => ({ a: inner }), secret),
  };
  for (const [name, value] of Object.entries(shapes)) {
    it(name, () => {
      const masked = shown(value);
      assert.ok(!masked.text.includes(HIDDEN), masked.text);
      assert.ok(masked.text.includes(MASK));
      assert.equal(masked.secrecy, 'masked');
      const revealed = shown(value, true);
      assert.ok(revealed.text.includes(HIDDEN) && !revealed.text.includes(MASK));
      assert.equal(revealed.secrecy, 'shown');
    });

    it(`${name}, in YAML`, () => {
      const body = JSON.stringify(value);
      const masked = liveYaml(body, { showSecrets: false });
      assert.ok(masked?.secrecy === 'masked' && !masked.text.includes(HIDDEN), masked?.text);
      const revealed = liveYaml(body, { showSecrets: true });
      assert.ok(revealed?.secrecy === 'shown' && revealed.text.includes(HIDDEN));
    });
  }

  it('its keys and its type are not, nor what was applied beside it', () => {
    const applied = JSON.stringify({ ...secret, data: { password: HIDDEN }, metadata: { labels: { app: 'web' } } });
    const { text } = shown({ ...withAnnotation(secret, LAST_APPLIED, applied), data: { password: HIDDEN } });
    assert.ok(text.includes(`"password": "${MASK}"`) && text.includes('"type": "Opaque"'));
    assert.ok(text.includes('\\"labels\\":{\\"app\\":\\"web\\"}'), text);
  });
});

describe('nothing else is masked', () => {
  const plain: Readonly<Record<string, unknown>> = {
    'a ConfigMap, whatever is in it': { kind: 'ConfigMap', data: { kubeconfig: 'token: abc' } },
    'what was applied last of a ConfigMap': withAnnotation(
      { kind: 'ConfigMap' }, LAST_APPLIED, '{"kind":"ConfigMap","data":{"a":"b"}}',
    ),
    'a list of the metadata of secrets': { kind: 'PartialObjectMetadataList', items: [{ metadata: { name: 's' } }] },
    'a kind that only sounds like it': { kind: 'SecretProviderClass', data: { a: 'b' } },
    'an empty SecretList': { kind: 'SecretList', items: [] },
    'a Secret without data': { kind: 'Secret', metadata: { name: 'x' } },
  };
  for (const [name, value] of Object.entries(plain)) {
    it(name, () => {
      const document = shown(value);
      assert.equal(document.text, `${JSON.stringify(value, null, 2)}\n`);
      assert.equal(document.secrecy, 'none');
    });
  }
});
