import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parse } from 'yaml';
import { liveYaml } from '../../../src/core/raw/liveYaml.js';

const yamlOf = (body: string): string => liveYaml(body, { showSecrets: false })?.text ?? '';

describe('liveYaml', () => {
  it('writes as kubectl does: sorted, lists at the indent of their key, no managedFields', () => {
    const body = '{"kind":"Pod","apiVersion":"v1",'
      + '"metadata":{"name":"a","managedFields":[{"a":1}],"finalizers":["x","y"]},'
      + '"spec":{"containers":[{"name":"c","args":["--v","1"]}],"empty":{},"none":[],"on":true}}';
    assert.equal(yamlOf(body), [
      'apiVersion: v1', 'kind: Pod', 'metadata:', '  finalizers:', '  - x', '  - "y"', '  name: a', 'spec:',
      '  containers:',
      '  - args:', '    - --v', '    - "1"', '    name: c', '  empty: {}', '  none: []', '  "on": true', '',
    ].join('\n'));
  });

  it('keeps strings strings, and integers exact', () => {
    const strings = [
      'yes', 'no', 'on', 'null', '~', '1', '1e3', '0x1', '1:30', '2026-11-25T00:00:00Z', '', ' a', 'a: b', '#',
    ];
    const text = yamlOf(JSON.stringify({ strings, long: 'x'.repeat(300), lines: 'a\nb\n' })
      .replace('{', '{"big":12345678901234567890,"max":9223372036854775807,"half":0.5,'));
    for (const version of ['1.1', '1.2'] as const) {
      const back = parse(text, { version }) as { strings: unknown; lines: unknown; long: unknown };
      assert.deepEqual([back.strings, back.lines, back.long], [strings, 'a\nb\n', 'x'.repeat(300)]);
    }
    assert.match(text, /^big: 12345678901234567890$/m);
    assert.match(text, /^max: 9223372036854775807$/m);
    assert.match(text, /^half: 0\.5$/m);
    assert.match(text, /^lines: \|\n {2}a\n {2}b\n/m);
  });

  it('has nothing to say to what is no object', () => {
    for (const body of ['[]', '1', 'text', '']) {
      assert.equal(liveYaml(body, { showSecrets: false }), undefined);
    }
  });
});
