/** Keys, signatures and tokens, as they look; and the password in an address. */
const SECRET_LOOKING = /(SharedAccessKey=|SharedAccessSignature[ =]|sig=|Bearer |lst_|whsec_|:\/\/[^\s:/@"]*:(?=[^\s/"]*@))[A-Za-z0-9+/=%._~!$&'()*,;-]+/g;

/** A text with whatever looks like a secret cut out of it, in case one ever gets that far. */
export const withoutSecrets = (text: string): string => text.replace(SECRET_LOOKING, '$1[secret]');
