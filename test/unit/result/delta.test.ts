import { describe, expect, it } from 'vitest';
import { applyDelta, mergeDelta, networkDelta, type ResultDelta } from '../../../src/result/delta';
import { ResultIndex } from '../../../src/result/resultIndex';
import { analysisWarning } from '../../../src/result/warnings';
import { splitDelta } from '../../../src/engine/process/deltaSender';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { about, resultOf } from '../../support/results';

const empty = (): AnalysisResult =>
  resultOf({ config: '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "dense", "units": 2 }] } }' });

const rough = about('inputInformation', 'h', { value: 3, warnings: [analysisWarning('text', 'rough')] });
const earlier = about('inputInformation', 'h', { value: 1, time: 11 });
const beside = about('inputInformation', 'h', { value: 2, beside: 'binning' });
const better = about('inputInformation', 'h', { value: 5, histories: 4096 });

describe('sharpened estimates', () => {
  it('take the place of those of the same thing, in the document and in what looked it up', () => {
    const result = empty();
    applyDelta(result, { estimates: [{ ...earlier }, { ...rough }, { ...beside }] });
    const index = new ResultIndex(result);
    applyDelta(result, { sharpened: [better] });
    expect(result.estimates).toEqual([earlier, better, beside]);
    index.take();
    expect(index.atEnd('inputInformation', 'h')).toEqual(better);
    expect(index.of('inputInformation', 'h')).toHaveLength(2);
  });

  it('leave nothing of what they replace: no assumption, and no warning', () => {
    const result = empty();
    const assumed: Estimate = { ...rough, assumes: 'gaussianCopula', certified: 'none', warnings: [] };
    applyDelta(result, { estimates: [assumed], sharpened: [better] });
    expect(result.estimates).toEqual([better]);
  });

  it('are nothing where there is no such estimate', () => {
    const result = empty();
    applyDelta(result, { estimates: [{ ...earlier }], sharpened: [better] });
    expect(result.estimates).toEqual([earlier]);
  });

  it('reach a network by its name', () => {
    const result = empty();
    applyDelta(result, { networks: [networkDelta('gru', { estimates: [{ ...rough }] })] });
    applyDelta(result, { networks: [networkDelta('gru', { sharpened: [better] })] });
    expect(result.networks?.[0].estimates).toEqual([better]);
  });

  it('survive being gathered with what they sharpen', () => {
    const gathered: ResultDelta = {};
    mergeDelta(gathered, { estimates: [{ ...rough }] });
    mergeDelta(gathered, { sharpened: [better] });
    const result = empty();
    applyDelta(result, structuredClone(gathered));
    expect(result.estimates).toEqual([better]);

    mergeDelta(gathered, { networks: [networkDelta('gru', { estimates: [earlier, rough], sharpened: [better] })] });
    const pieces = splitDelta(structuredClone(gathered), 1);
    const parts = empty();
    for (const piece of pieces) applyDelta(parts, piece);
    expect(parts.estimates).toEqual([better]);
    expect(parts.networks?.[0].estimates).toEqual([earlier, better]);
  });
});
