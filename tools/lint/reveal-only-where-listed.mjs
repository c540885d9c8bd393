/**
 * `reveal()` opens a secret. Each file that may is listed in eslint.config.mjs with the verb that it opens one for, so that
 * the list is the answer to "where can a key leak?".
 */
export const revealOnlyWhereListed = {
  meta: {
    type: 'problem',
    docs: { description: 'only listed files open secrets' },
    schema: [],
    messages: {
      notListed: 'This opens a secret. Hand on the Secret itself; a file that really must open one is listed in eslint.config.mjs, with its verb.',
    },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'notListed' });
    const isReveal = (key, computed) => (computed ? key.type === 'Literal' && key.value === 'reveal' : key.name === 'reveal');
    return {
      // Without a call as well: a method that is handed on opens the secret elsewhere.
      MemberExpression(node) {
        if (isReveal(node.property, node.computed)) report(node);
      },
      'ObjectPattern > Property'(node) {
        if (isReveal(node.key, node.computed || node.key.type === 'Literal')) report(node);
      },
    };
  },
};
