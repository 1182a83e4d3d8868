import type { PreparedVariable } from '../../job/preparedVariable';
import { reason } from '../../types/reasons';
import { studentCopulaInformation, type StudentCopulaFit } from '../copula/studentCopula';
import type { Candidate } from './candidate';
import { spreadRows, takeRows } from './spreadRows';

/** The largest number of rows for a Student copula: its fit is precise enough, and takes seconds. */
const mostStudentRows = 5000;

/** A Student copula and the value that it gives. */
export interface StudentCandidate extends Candidate {
  readonly fit: StudentCopulaFit;
}

/** A Student copula, or undefined where a Gaussian one fits as well. @throws CancelledError */
export async function studentCopula(
  x: PreparedVariable,
  y: PreparedVariable,
  signal?: AbortSignal,
): Promise<StudentCandidate | undefined> {
  const rows = spreadRows(x.variable.samples, mostStudentRows);
  const fit = await studentCopulaInformation(
    takeRows(x.variable, rows),
    takeRows(y.variable, rows),
    rows.length,
    x.variable.dimensions,
    y.variable.dimensions,
    signal,
  );
  if (fit === undefined) return undefined;
  return {
    fit,
    measured: {
      nats: fit.nats,
      low: fit.low,
      high: fit.high,
      bound: 'none',
      assumes: 'studentCopula',
      certified: 'none',
      estimator: 'studentCopula',
      warnings: [],
    },
    reason: reason('extremesTogether', Number(fit.degrees.toFixed(1))),
  };
}
