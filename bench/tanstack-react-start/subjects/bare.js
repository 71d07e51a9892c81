export const middleware = () => [];

export const userOf = () => 'anybody';
