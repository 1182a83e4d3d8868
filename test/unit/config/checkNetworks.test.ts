import { describe, expect, it } from 'vitest';
import { configOfNetwork, withShareOfBudget } from '../../../src/config/layers/networks';
import { readConfig } from '../../../src/config/readConfig';

const out = { type: 'dense', units: 4, activation: 'softmax' };
const gru = { type: 'gru', units: 3 };
const read = (networks: object, model: object = {}) =>
  readConfig(
    JSON.stringify({
      data: { task: 'delayedCopy' },
      model: { layers: [{ type: 'lstm', units: 2 }, out], ...model },
      networks,
    }),
  );
const problems = (networks: object, model?: object): string[] =>
  read(networks, model).problems.map(({ path, severity }) => `${severity} ${path.join('.')}`);

describe('networks side by side in a config', () => {
  it('are checked like the model, each mistake where it stands', () => {
    expect(problems({ gru: { layers: [gru, out] } })).toEqual([]);
    expect(problems({ gru: { layers: [gru, { ...out, units: 3 }] } })).toEqual(['error networks.gru.layers.1.units']);
    expect(problems({ gru: { layers: [{ ...gru, skip: ['nobody'] }, out] }, b: { layers: [gru] } })).toEqual([
      'error networks.gru.layers.0.skip.0',
      'error networks.b.layers.0',
    ]);
    expect(problems({ gru: { layers: [{ ...gru, name: 'X' }, out] } })).toEqual(['error networks.gru.layers.0.name']);
  });

  it('share the budget of the run equally, and a model that is alone has all of it', () => {
    const { config } = read({ a: { layers: [gru, out] }, b: { layers: [gru, out] } });
    const { config: alone } = read({});
    if (!config || !alone) throw new Error('The configs are right.');
    const { budget } = alone.analysis;
    expect(config.analysis.budget).toBe(budget);
    const each = [withShareOfBudget(config), configOfNetwork(config, 'a'), configOfNetwork(config, 'b')];
    expect(each.map(({ analysis }) => analysis.budget)).toEqual([budget / 3, budget / 3, budget / 3]);
    expect(withShareOfBudget(alone).analysis.budget).toBe(budget);
  });

  it('say what is wrong with the data once', () => {
    const { problems: found } = readConfig(
      JSON.stringify({
        data: { task: 'delayedCopy', delay: 40 },
        model: { layers: [gru, out] },
        networks: { a: { layers: [{ type: 'lstm', units: 2 }, out] } },
      }),
    );
    expect(found.map(({ path }) => path.join('.'))).toEqual(['data.delay']);
  });

  it('have names of their own', () => {
    expect(problems({ model: { layers: [gru, out] } })).toEqual(['error networks']);
    expect(problems({ model: { layers: [gru, out] } }, { name: 'lstm' })).toEqual([]);
    expect(read({ '1st': { layers: [gru, out] } }).problems[0].message).toBe(
      '"1st" is not a valid name: start with a letter, then use letters, digits, _ or -.',
    );
    const slip = read({ gru: { layer: [gru, out] } })
      .problems.map(({ message }) => message)
      .join(' ');
    expect(slip).toContain('"networks.gru" has no key "layer". Did you mean "layers"?');
  });

  it('warn of the same network twice', () => {
    expect(problems({ again: { layers: [{ type: 'lstm', units: 2 }, out] } })).toEqual(['warning networks']);
  });

  it('name their layers, each for itself', () => {
    const { config } = read({ gru: { layers: [gru, gru, out] } });
    expect(config?.networks?.gru.layers.map(({ name }) => name)).toEqual(['gru', 'gru2', 'dense']);
    expect(configOfNetwork(config!, 'gru').model.name).toBe('gru');
  });
});
