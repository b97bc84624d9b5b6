/** A name from a kubeconfig or a cluster where VS Code would make icons of `$(name)`: shown as it is. */
export function plainText(text: string): string {
  return text.replaceAll('$(', '$ (');
}
