import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, it } from 'vitest';

const bundle = 'l10n/bundle.l10n.json';

/** Every call of `t` in a file: its first argument, or undefined when that is no literal: it cannot be translated. */
function textsOf(file: string): (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't') {
      const [text] = node.arguments;
      texts.push(text && ts.isStringLiteralLike(text) ? text.text : undefined);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => join('src', file));
const texts = files.flatMap(textsOf);

describe('visible strings', () => {
  it('are literals, so that they can be translated', () => assert.ok(!texts.includes(undefined)));

  it(`are all in ${bundle}, which a translation copies (UPDATE_GOLDEN=1 rewrites it)`, () => {
    const wanted = Object.fromEntries([...new Set(texts.map(String))].sort().map(text => [text, text]));
    if (process.env['UPDATE_GOLDEN'] === '1') {
      writeFileSync(bundle, `${JSON.stringify(wanted, null, 2)}\n`);
    }
    assert.deepEqual(JSON.parse(readFileSync(bundle, 'utf8')), wanted);
  });
});
