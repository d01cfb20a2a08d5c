// Takes the place of the "debug" package in the bundles. simple-git tells it whole environments and
// all that git prints, which must reach no log; and it takes 3 ms to load.
const noLog = () => Object.assign(() => undefined, { enabled: false, extend: noLog, destroy: () => true });
module.exports = noLog;
module.exports.default = noLog;
module.exports.formatters = {};
