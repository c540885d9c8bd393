/**
 * `#platform` is a name of ours and of packages of OpenTelemetry, each within its own package. Jest's map of names knows no
 * packages, so this one name is told apart here.
 */
const { join } = require('node:path');

const OURS = join(__dirname, '../libs/platform/src/index.ts');

module.exports = (request, options) =>
  request === '#platform' && !options.basedir.includes('node_modules') ? OURS : options.defaultResolver(request, options);
