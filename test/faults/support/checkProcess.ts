import { validateConfig } from '../../../src/analysis/run/validate';
import { InputError } from '../../../src/base/userError';
import type { Answer, Asked } from './checker';

// A process that checks configs and the files that they read, so that one that hangs or takes all memory ends alone.
process.on('disconnect', () => process.exit(0));
process.on('message', (asked: Asked) => {
  const before = process.cpuUsage();
  void answerTo(asked).then((answer) => {
    const { user, system } = process.cpuUsage(before);
    const { maxRSS } = process.resourceUsage();
    process.send?.({ ...answer, seconds: (user + system) / 1e6, megabytes: maxRSS / 1024 } satisfies Answer);
  });
});

async function answerTo({ configPath, configText }: Asked): Promise<Pick<Answer, 'messages' | 'thrown'>> {
  try {
    const problems = await validateConfig({ configPath, configText });
    return { messages: problems.map(({ message }) => message) };
  } catch (failure) {
    if (failure instanceof InputError) return { messages: [failure.message] };
    return { messages: [], thrown: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) };
  }
}
