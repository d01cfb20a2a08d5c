// Whether re2 is here, with a binary for this Node: it is optional, and needs a compiler where none can be had.
try {
	module.exports = require("re2") !== undefined;
} catch {
	module.exports = false;
}
