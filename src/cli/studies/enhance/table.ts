import type { AnalysisResult, EnhancePoint } from '../../../result/result';
import { overSeeds } from '../../../result/studySummary';
import { interval, table } from '../../table';

/** How near each network brings held-out values to clean ones. */
export function enhanceTable({ studies, config }: AnalysisResult): string[] {
  const all = studies?.enhance ?? [];
  if (all.length === 0) return [];
  const arePictures = all.every(({ ssimBefore, ssimAfter }) => ssimBefore !== undefined && ssimAfter !== undefined);
  const areBounded = all.every(({ leastBefore, leastAfter }) => leastBefore !== undefined && leastAfter !== undefined);
  const names = [...new Set(all.map(({ name }) => name))];
  const repetitions = Math.max(...all.map(({ repetition }) => repetition));
  return [
    `Enhancement: held-out values, means over ${repetitions} repetitions with 95 % intervals`,
    ...table(
      [
        ...['network', 'squared error before', 'after', 'PSNR before, dB', 'by lines', 'after', 'gain, dB'],
        ...[`about the clean value if Gaussian before, ${config.analysis.unit}`, 'after'],
        ...(areBounded ? ['at least before', 'after'] : []),
        ...(arePictures ? ['SSIM before', 'after', 'VIF before', 'after'] : []),
      ],
      names.map((name) => {
        const own = all.filter((point) => point.name === name);
        const mean = (of: (point: EnhancePoint) => number): string => interval(overSeeds(own.map(of)), own.length);
        return [
          name,
          mean(({ errorBefore }) => errorBefore),
          mean(({ errorAfter }) => errorAfter),
          mean(({ psnrBefore }) => psnrBefore),
          mean(({ psnrLine }) => psnrLine),
          mean(({ psnrAfter }) => psnrAfter),
          mean(({ gain }) => gain),
          mean(({ informationBefore }) => informationBefore),
          mean(({ informationAfter }) => informationAfter),
          ...(areBounded
            ? [mean(({ leastBefore = NaN }) => leastBefore), mean(({ leastAfter = NaN }) => leastAfter)]
            : []),
          ...(arePictures
            ? [
                mean(({ ssimBefore = NaN }) => ssimBefore),
                mean(({ ssimAfter = NaN }) => ssimAfter),
                mean(({ vifBefore = NaN }) => vifBefore),
                mean(({ vifAfter = NaN }) => vifAfter),
              ]
            : []),
        ];
      }),
    ),
  ];
}
