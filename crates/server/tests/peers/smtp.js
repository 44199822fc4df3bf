// A mail server, made of npm `smtp-server` (which is somebody else's), with STARTTLS and a login; what it does with a mail, the
// recipient says. What it took is at GET /.
import fs from 'node:fs';
import http from 'node:http';
import { SMTPServer } from 'smtp-server';

const [smtpPort, httpPort] = process.argv.slice(2, 4).map(Number);
const [cert, key] = process.argv.slice(4).map((file) => fs.readFileSync(file));
const taken = [];
const no = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  cert,
  key,
  secure: false,
  onAuth({ username, password }, _session, done) {
    if (username === 'nordvig' && password === 'hemmelig') done(null, { user: username });
    else done(no(535, '5.7.8 no such login'));
  },
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('unknown')) done(no(550, `5.1.1 no such user ${address}`));
    else if (address.startsWith('later')) done(no(451, '4.7.1 greylisted'));
    else done();
  },
  onData(stream, session, done) {
    const to = session.envelope.rcptTo[0].address;
    let size = 0;
    stream.on('data', (chunk) => { size += chunk.length; });
    stream.on('end', () => {
      if (to.startsWith('spam')) return done(no(554, '5.7.1 looks like spam'));
      if (to.startsWith('full')) return done(no(452, '4.3.1 no room'));
      taken.push({ to, from: session.envelope.mailFrom.address, size, secure: session.secure, hello: session.hostNameAppearsAs });
      if (to.startsWith('lost')) {
        // Taken, and nobody hears of it.
        for (const connection of server.connections) connection.close();
        return undefined;
      }
      return done();
    });
  },
});
server.on('error', () => {});
server.listen(smtpPort, '127.0.0.1');
http.createServer((_request, response) => response.end(JSON.stringify(taken))).listen(httpPort, '127.0.0.1');
