/**
 * Ends the program when `stream` takes nothing more. A reader that has gone away, as after `| head -1`, is no mistake:
 * the exit status so far stays. Any other failure, such as a full disk, is said in one line.
 */
export function endWhenClosed(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || stream === process.stderr) process.exit();
    process.stderr.write(`The output cannot be written (${error.code ?? error.message}).\n`, () => process.exit(1));
  });
}
