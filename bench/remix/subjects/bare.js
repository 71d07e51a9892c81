export const readUser = () => 'anybody';
