import { describe, expect, it } from 'vitest';
import { bleu } from '../../../../src/analysis/studies/translation/bleu';
import { perWord } from '../../../../src/analysis/studies/translation/bootstrap';
import { chrf } from '../../../../src/analysis/studies/translation/chrf';
import { Random } from '../../../../src/base/random';
import { rankCorrelation } from '../../../../src/result/studies/translation/summary';

const words = (text: string): string[] => text.split(' ');
const translations = ['the cat sat on the mat today', 'a small house near river', 'he reads the old book again'];
const references = [
  'the cat sat on the mat',
  'there is a small house near the river',
  'he is reading the old book again',
];
const [own, theirs] = [translations.map(words), references.map(words)];

describe('BLEU', () => {
  it('is that of sacreBLEU 2.6.0 without smoothing (Post 2018)', () => {
    expect(bleu(own, theirs)).toBeCloseTo(59.335399560962536, 9);
  });

  it('counts a word at most as often as the reference has it (Papineni et al. 2002, section 2.1)', () => {
    // Their example: a modified unigram precision of 2/7. No bigram of it is in the reference.
    const [the, cat] = [words('the the the the the the the'), words('the cat is on the mat')];
    expect(bleu([the], [cat])).toBe(0);
    expect(bleu([['the']], [['the']])).toBe(100);
    // One word of two, and none for the orders that no translation is long enough for; as short as the reference.
    expect(bleu([words('the'), words('the')], [words('the'), words('a')])).toBeCloseTo(50, 10);
  });

  it('takes off for brevity: exp(1 - r/c)', () => {
    const five = words('a b c d e');
    expect(bleu([five.slice(0, 4)], [five])).toBeCloseTo(100 * Math.exp(1 - 5 / 4), 10);
  });
});

describe('chrF', () => {
  it('is that of sacreBLEU 2.6.0: chrF2 with six orders, without blanks', () => {
    expect(chrf(own, theirs)).toBeCloseTo(68.88996548167012, 9);
    const single = own.map((one, i) => chrf([one], [theirs[i]]));
    [93.48516357545938, 58.19377938144298, 64.38324995076185].forEach((score, i) =>
      expect(single[i]).toBeCloseTo(score, 9),
    );
  });

  it('by hand: "ab" for "abc"', () => {
    // Precision 1; recall 2/3 and 1/2, on average 7/12: 5 p r / (4 p + r) = (35/12) / (55/12).
    expect(chrf([['ab']], [['abc']])).toBeCloseTo((100 * 35) / 55, 9);
    expect(chrf([['x']], [['y']])).toBe(0);
  });
});

it('draws sentences anew for an interval: of equal lengths, that of a mean', () => {
  const random = new Random(3);
  const amounts = Array.from({ length: 400 }, () => random.normal());
  const { value, low, high } = perWord(
    amounts,
    amounts.map(() => 1),
    new Random(4),
  );
  const mean = amounts.reduce((sum, one) => sum + one, 0) / 400;
  expect(value).toBeCloseTo(mean, 12);
  // 1.96 standard errors of .05; percentiles of 1000 draws are off by about 6 % of that.
  expect((high - low) / 2).toBeGreaterThan(0.08);
  expect((high - low) / 2).toBeLessThan(0.115);
  expect(perWord([2, 4], [1, 3], new Random(5)).value).toBe(1.5);
});

it('correlates ranks', () => {
  expect(rankCorrelation([0, 0.1, 0.4], [5, 6, 9])).toBe(1);
  expect(rankCorrelation([0, 0.1, 0.4], [9, 6, 5])).toBe(-1);
  // d = 0, 1, 1: 1 - 6 * 2 / 24.
  expect(rankCorrelation([1, 2, 3], [1, 3, 2])).toBe(0.5);
  expect(rankCorrelation([1, 2], [1, 2])).toBeUndefined();
});
