import type { JsonValue } from '../../../src/core/raw/jsonValue.js';

/** A scheme is named after the line of Go that made it, with a path that depends on how the binary was built. */
const schemeName = /in scheme "[^"]*"/g;
/**
 * What Go's decoders of JSON, and of YAML, which it takes other texts for, say of a body that they cannot read; from
 * there on texts need not be equal. Both sides have to give up at the same place: what stands before it is compared.
 */
const decoderText = new RegExp([
  'couldn\'t get version/kind; json parse error:', 'json: cannot unmarshal', 'invalid character',
  'unexpected end of JSON', 'parsing time', '\\byaml: ',
].map(text => `${text}[^]*`).join('|'), 'g');

/** Both values with the parts of their texts masked that no reimplementation can or need give. */
export function alikeTexts(ours: JsonValue | undefined, theirs: JsonValue | undefined): [unknown, unknown] {
  return [masked(ours), masked(theirs)];
}

/** Whether a decision quotes one of Go's decoders. */
export function quotesDecoder(decision: JsonValue): boolean {
  return JSON.stringify(decision).search(decoderText) >= 0;
}

function masked(value: JsonValue | undefined): unknown {
  const text = JSON.stringify(value, (_, inner: unknown) => typeof inner === 'string'
    ? inner.replace(schemeName, 'in scheme "…"').replace(decoderText, '…')
    : inner) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text) as unknown;
}
