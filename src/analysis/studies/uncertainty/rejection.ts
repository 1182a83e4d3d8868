/** The shares of answers that are rejected, those with the most doubt first. */
const shares = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5] as const;

/** The accuracy of the answers that are left after a share with the most doubt was rejected. */
export interface Rejection {
  readonly rejected: number;
  readonly accuracy: number;
}

/** @param doubt of each answer @param right whether each is right */
export function rejections(doubt: ArrayLike<number>, right: readonly boolean[]): Rejection[] {
  const order = Array.from(right.keys()).sort((a, b) => doubt[a] - doubt[b] || a - b);
  return shares.map((rejected) => {
    const kept = order.slice(0, Math.max(1, Math.round((1 - rejected) * order.length)));
    return { rejected, accuracy: kept.filter((i) => right[i]).length / kept.length };
  });
}

/**
 * The probability that a wrong answer has more doubt than a right one, ties half (the area under the ROC curve; Hanley
 * and McNeil 1982), by ranks; undefined where all answers are right, or all wrong.
 */
export function areaUnderCurve(doubt: ArrayLike<number>, right: readonly boolean[]): number | undefined {
  const order = Array.from(right.keys()).sort((a, b) => doubt[a] - doubt[b]);
  let [ranks, wrong] = [0, 0];
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && doubt[order[end]] === doubt[order[i]]) end++;
    // Equal ones share the mean of their ranks, counted from 1.
    const wrongHere = order.slice(i, end).filter((place) => !right[place]).length;
    ranks += wrongHere * ((i + 1 + end) / 2);
    wrong += wrongHere;
    i = end;
  }
  const others = order.length - wrong;
  return wrong === 0 || others === 0 ? undefined : (ranks - (wrong * (wrong + 1)) / 2) / (wrong * others);
}
