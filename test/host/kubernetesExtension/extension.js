const vscode = require('vscode');

/** The API as its contract says it; a command of ours takes the place of the user who chooses in its explorer. */
exports.activate = context => {
  const changed = new vscode.EventEmitter();
  let hostPath = '';
  const configuration = {
    getKubeconfigPath: () => ({ pathType: 'host', hostPath }),
    onDidChangeKubeconfigPath: changed.event,
    onDidChangeContext: new vscode.EventEmitter().event,
    onDidChangeNamespace: new vscode.EventEmitter().event,
  };
  context.subscriptions.push(vscode.commands.registerCommand('standIn.useKubeconfig', path => {
    hostPath = path;
    changed.fire(configuration.getKubeconfigPath());
  }));
  return {
    get: (component, version) => component === 'configuration' && version === 'v1_1'
      ? { available: true, api: configuration }
      : { available: false, reason: 'version-unknown' },
  };
};
