/** An error whose message is the whole answer to the user: one sentence, what is missing and the way out. No stack. */
export class UserError extends Error {}

const unwritable = {
  ENOSPC: 'its disk is full',
  EROFS: 'its file system is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
};

/** What to print for an error: the sentence of a UserError, what keeps us from writing a file, the stack of a bug. */
export function textOf(error) {
  if (error instanceof UserError) {
    return error.message;
  }
  const reason = unwritable[error?.code];
  if (reason !== undefined && error.path !== undefined) {
    return `${error.path} cannot be written: ${reason}. Mend that, or use a checkout and a cache `
      + '(XDG_CACHE_HOME) of your own.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const noSpace = /ENOSPC|no space left on device/i;
const noNetwork = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|Could not resolve|Temporary failure/;

/** Turns the output of a failed step into one sentence, where the cause is one a user can mend. */
export function failureOf(what, output, place) {
  if (noSpace.test(output)) {
    return new UserError(`${what} failed: the disk that holds ${place} is full; free about 1 GB and run again.`);
  }
  const network = noNetwork.exec(output);
  if (network) {
    return new UserError(`${what} failed: no network (${network[0]}); `
      + 'check the connection, proxy or npm registry and run again.');
  }
  if (/EACCES|EROFS|Permission denied/.test(output)) {
    return new UserError(`${what} failed: ${place} is not writable for this user.`);
  }
  return new Error(`${what} failed:\n${output.trim()}`);
}
