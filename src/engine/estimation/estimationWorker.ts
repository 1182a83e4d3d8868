import { parentPort } from 'node:worker_threads';
import { runEstimationJob } from '../../information/runJob';
import { serveEstimations } from './serveEstimations';

if (parentPort) serveEstimations(parentPort, runEstimationJob);
