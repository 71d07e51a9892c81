export const onRequest = (_, next) => next();

export const readUser = () => 'anybody';
