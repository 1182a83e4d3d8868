export { estimatorNames } from '../information/estimate';
