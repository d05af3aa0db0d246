/** The pairing page's script, served as it stands. The tokens live in its variables and end with the answer. */
export const PAIR_SCRIPT = `'use strict';
const form = document.getElementById('form');
const said = document.getElementById('said');
const word = (name) => form.getAttribute('data-' + name) || '';
const value = (id) => document.getElementById(id).value.trim();
const post = async (path, body, token) => {
  const headers = { 'content-type': 'application/json' };
  if (token) headers.authorization = 'Bearer ' + token;
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => null);
  if (answer === null) throw new Error(word('unreachable'));
  const json = await answer.json();
  if (answer.ok) return json;
  const { code = '', message = String(answer.status) } = json.error || {};
  throw new Error(word(code) || word('refused').replace('{why}', () => message));
};
const code = location.hash.slice(1);
if (code !== '') {
  document.getElementById('code').value = code;
  history.replaceState(null, '', location.pathname);
}
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const allow = !event.submitter || event.submitter.value !== 'no';
  const buttons = form.querySelectorAll('button');
  buttons.forEach((button) => (button.disabled = true));
  said.textContent = '';
  let grant = null;
  try {
    grant = await post('/auth/login', { user: value('user'), password: document.getElementById('password').value, label: 'pairing page' });
    await post('/auth/device/approve', { userCode: value('code'), sub: value('name'), allow }, grant.accessToken);
    said.textContent = word(allow ? 'letin' : 'toldno');
    form.reset();
  } catch (error) {
    said.textContent = error.message;
  }
  if (grant) await post('/auth/logout', { refreshToken: grant.refreshToken }).catch(() => undefined);
  buttons.forEach((button) => (button.disabled = false));
});
`;
