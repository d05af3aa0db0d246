import { Agent, request as httpRequest } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Requests over connections that stay open, at most `atOnce` of them: a connection each would measure the kernel. */
export class HttpClient {
  readonly #url: string;
  readonly #agent: Agent;

  constructor(url: string, atOnce: number) {
    this.#url = url;
    this.#agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  }

  get(path: string, token: string): Promise<Answer> {
    return this.#send('GET', path, token);
  }
  post(path: string, token: string, body: string): Promise<Answer> {
    return this.#send('POST', path, token, body);
  }
  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, token: string, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      const request = httpRequest(`${this.#url}${path}`, {
        agent: this.#agent,
        method,
        headers: { authorization: `Bearer ${token}`, ...type },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      request.end(body);
    });
  }
}
