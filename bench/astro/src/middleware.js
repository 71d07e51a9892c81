export { onRequest } from 'bench-subject';
