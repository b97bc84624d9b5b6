import * as vscode from 'vscode';

interface MenuEntry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

interface Manifest {
  readonly contributes: { readonly menus: { readonly 'view/item/context': readonly MenuEntry[] } };
}

/** The commands that the manifest offers for a row of ours, in the order of the menu, without the prefix. */
export function menuOf({ contextValue = '' }: vscode.TreeItem): string[] {
  const manifest = vscode.extensions.getExtension('hpa-scope.hpa-scope')?.packageJSON as Manifest;
  return manifest.contributes.menus['view/item/context']
    .filter(({ when }) => new RegExp(/viewItem =~ \/(.+)\/$/.exec(when)?.[1] ?? '^$').test(contextValue))
    .sort((a, b) => a.group < b.group ? -1 : 1)
    .map(({ command }) => command.replace('hpaScope.', ''));
}
