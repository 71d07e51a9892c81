const http = require('http');
const { Server } = require('socket.io');
const { authenticate } = require('./authenticate');
const { describeUser, countUsers } = require('./people');

const server = http.createServer((req, res) => res.end('ok'));
const io = new Server(server, { cors: { origin: '*' } });

io.use(authenticate);

io.on('connection', (socket) => {
  socket.on('whoami', (answer) => answer(socket.data));
  socket.on('me', async (answer) => answer(await describeUser(socket.data.userId)));
  socket.on('count', async (answer) => answer(await countUsers()));
});

server.listen(process.env.PORT || 3000, () => {
  console.log(JSON.stringify(server.address()));
});
