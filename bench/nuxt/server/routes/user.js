export default defineEventHandler(({ context }) => JSON.stringify(context.auth ? context.auth().userId : 'anybody'));
