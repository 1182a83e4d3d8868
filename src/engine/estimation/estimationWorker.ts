import { parentPort } from 'node:worker_threads';
import { runEndingsJob } from '../../information/estimators/known/beginnings/endingsJob';
import { runEstimationJob } from '../../information/runJob';
import { serveEstimations } from './serveEstimations';

if (parentPort) serveEstimations(parentPort, runEstimationJob, runEndingsJob);
