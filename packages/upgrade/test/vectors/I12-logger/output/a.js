console.info('started');
console.warn('careful');
