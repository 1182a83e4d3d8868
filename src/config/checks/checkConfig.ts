import type { Finding } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { checkAnalysis } from './checkAnalysis';
import { checkBottlenecks } from './checkBottlenecks';
import { checkCorruption } from './checkCorruption';
import { checkData } from './checkData';
import { checkLayers } from './checkLayers';
import { checkNetworks } from './checkNetworks';
import { checkSizes } from './checkSizes';
import { checkStudies } from './checkStudies';
import { checkSweep } from './checkSweep';
import { checkTarget } from './checkTarget';

/** Checks across fields: impossible combinations, each reported at the field to change. */
export function checkConfig(config: AnalysisConfig): Finding[] {
  return [...checkOne(config), ...checkNetworks(config, checkOne), ...checkStudies(config)];
}

function checkOne(config: AnalysisConfig): Finding[] {
  return [
    ...checkData(config.data),
    ...checkCorruption(config),
    ...checkLayers(config),
    ...checkBottlenecks(config),
    ...checkTarget(config),
    ...checkAnalysis(config),
    ...checkSweep(config),
    ...checkSizes(config),
  ];
}
