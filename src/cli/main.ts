import { runCli } from './runCli.js';

const { argv, stdout, stderr } = process;
void runCli(argv.slice(2), {
  out: text => void stdout.write(text),
  err: text => void stderr.write(text),
}).then(status => {
  process.exitCode = status;
});
