import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An authority and certificates of it, made by `openssl` for one spec; `end` removes them. Throws where there is no openssl. */
export function openAuthority() {
  const dir = mkdtempSync(join(tmpdir(), 'certificates-'));
  const run = (...args: string[]): void => void execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  const key = (name: string): void =>
    run('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`);
  key('ca');
  const subject = ['-subj', '/CN=Test Authority'];
  const ext = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  run('req', '-x509', '-new', '-key', 'ca.key', '-out', 'ca.pem', '-days', '2', ...subject, ...ext);
  let made = 0;
  return {
    ca: readFileSync(join(dir, 'ca.pem'), 'utf8'),
    dir,
    /** `days` may be negative: over already. */
    certificate({ names = 'IP:127.0.0.1,DNS:localhost', expired = false } = {}) {
      made += 1;
      const name = `leaf${String(made)}`;
      key(name);
      run('req', '-new', '-key', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=gateway');
      writeFileSync(join(dir, `${name}.ext`), `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
      const when = expired
        ? ['-not_before', '20200101000000Z', '-not_after', '20200201000000Z']
        : ['-days', '2'];
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`];
      try {
        run('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...by, ...when);
      } catch (error) {
        // OpenSSL before 3.4 can't be told both dates: a day that is over before it began is as good.
        if (!expired) throw error;
        run('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...by, '-days', '-1');
      }
      const file = (end: string): string => join(dir, `${name}.${end}`);
      return {
        certFile: file('pem'),
        keyFile: file('key'),
        cert: readFileSync(file('pem'), 'utf8'),
        key: readFileSync(file('key'), 'utf8'),
      };
    },
    end: () => rmSync(dir, { recursive: true, force: true }),
  };
}
