/** The words of signing in and of certificates, in each language; `en.ts` and `de.ts` take them in. */
export const accountEn = {
  'signin.by.password': 'User',
  'signin.by.pair': 'Pairing code',
  'signin.by.token': 'Token',
  'signin.by': 'How to sign in',
  'signin.user': 'User name',
  'signin.password': 'Password',
  'signin.show': 'Show',
  'signin.hide': 'Hide',
  'signin.caps': 'Caps Lock is on',
  'signin.hint.password': 'Your user name and password come from whoever runs your fleet\u2019s gateway.',
  'signin.hint.pair':
    'For a wall without a keyboard: the console shows a code, and a supervisor lets it in from another computer.',
  'signin.hint.token':
    'A token that was made on the gateway\u2019s command line. It is not kept: after a restart it is asked for again.',
  'signin.signIn': 'Sign in',
  'signin.signingIn': 'Signing in',
  'signin.wrong': 'The user name or the password is wrong',
  'signin.tooMany': 'Too many tries: wait {n} s, then try again',
  'signin.required.user': 'Type your user name',
  'signin.required.password': 'Type your password',
  'signin.required.token': 'Paste the token',
  'signin.vault.locked':
    'The keyring of this computer is locked or refused: unlock it and start again, or sign in; the session then ends with this window. ({why})',
  'signin.vault.kept': 'The session has ended, but could not be taken out of the keyring: {why}',
  'signin.pair.get': 'Show a code',
  'signin.pair.getting': 'Asking for a code',
  'signin.pair.again': 'Show another code',
  'signin.pair.code': 'Pairing code',
  'signin.pair.left': '{left} left',
  'signin.pair.how': 'A supervisor opens {address} and types this code. This screen then signs in by itself.',
  'signin.pair.cancel': 'Cancel',
  'signin.pair.denied': 'Someone said no to this code',
  'signin.pair.expired': 'The code is over: show another one',
  'reason.tls': 'No secure connection to the gateway could be made',
  'reason.tls-expired':
    'The gateway\u2019s certificate has expired, or is not valid yet: check the clock, then the certificate',
  'reason.tls-name': 'The gateway\u2019s certificate is for another name than this address',
  'reason.tls-issuer':
    'The gateway\u2019s certificate was issued by nobody that this console trusts: its authority belongs into the configuration',
  'reason.tls-pin':
    'The gateway\u2019s key is not the one that the configuration demands: nothing was sent to it',
} as const;

export const accountDe: Record<keyof typeof accountEn, string> = {
  'signin.by.password': 'Benutzer',
  'signin.by.pair': 'Kopplungscode',
  'signin.by.token': 'Token',
  'signin.by': 'Art der Anmeldung',
  'signin.user': 'Benutzername',
  'signin.password': 'Passwort',
  'signin.show': 'Zeigen',
  'signin.hide': 'Verbergen',
  'signin.caps': 'Die Feststelltaste ist an',
  'signin.hint.password': 'Benutzername und Passwort kommen von dem, der das Gateway der Flotte betreibt.',
  'signin.hint.pair':
    'Für eine Wand ohne Tastatur: Die Konsole zeigt einen Code, und ein Schichtleiter lässt sie von einem anderen Rechner aus ein.',
  'signin.hint.token':
    'Ein Token von der Befehlszeile des Gateways. Es wird nicht aufbewahrt: Nach einem Neustart wird wieder danach gefragt.',
  'signin.signIn': 'Anmelden',
  'signin.signingIn': 'Meldet an',
  'signin.wrong': 'Benutzername oder Passwort ist falsch',
  'signin.tooMany': 'Zu viele Versuche: {n} s warten, dann noch einmal',
  'signin.required.user': 'Den Benutzernamen eingeben',
  'signin.required.password': 'Das Passwort eingeben',
  'signin.required.token': 'Das Token einfügen',
  'signin.vault.locked':
    'Der Schlüsselbund dieses Rechners ist gesperrt oder weigert sich: entsperren und neu starten, oder anmelden; die Sitzung endet dann mit diesem Fenster. ({why})',
  'signin.vault.kept': 'Die Sitzung ist beendet, ließ sich aber nicht aus dem Schlüsselbund entfernen: {why}',
  'signin.pair.get': 'Code zeigen',
  'signin.pair.getting': 'Fragt nach einem Code',
  'signin.pair.again': 'Anderen Code zeigen',
  'signin.pair.code': 'Kopplungscode',
  'signin.pair.left': 'noch {left}',
  'signin.pair.how':
    'Ein Schichtleiter öffnet {address} und gibt diesen Code ein. Dieser Bildschirm meldet sich dann selbst an.',
  'signin.pair.cancel': 'Abbrechen',
  'signin.pair.denied': 'Jemand hat diesen Code abgelehnt',
  'signin.pair.expired': 'Der Code ist abgelaufen: einen anderen zeigen',
  'reason.tls': 'Zum Gateway kam keine sichere Verbindung zustande',
  'reason.tls-expired':
    'Das Zertifikat des Gateways ist abgelaufen oder gilt noch nicht: erst die Uhr, dann das Zertifikat prüfen',
  'reason.tls-name': 'Das Zertifikat des Gateways gilt für einen anderen Namen als diese Adresse',
  'reason.tls-issuer':
    'Das Zertifikat des Gateways stammt von niemandem, dem diese Konsole traut: Seine Stelle gehört in die Konfiguration',
  'reason.tls-pin':
    'Der Schlüssel des Gateways ist nicht der, den die Konfiguration verlangt: Es wurde nichts an es gesendet',
};
