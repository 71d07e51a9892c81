/** Values of the service's `cat` header. */
export const tokenCategory = {
  session: 'cl_B7d4PD111AAA',
  jwtTemplate: 'cl_B7d4PD222AAA',
  m2m: 'cl_B7d4PD333AAA',
  ignore: 'cl_I7d4PD111III',
} as const;
