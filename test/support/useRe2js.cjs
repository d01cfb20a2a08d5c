// For the tests that run a second time, with the engine that stands in where re2 does not load.
process.env.MG_HOOK_ENGINE = "re2js";
