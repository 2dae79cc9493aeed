// The command line, with a look at every text that its parser is given. The spy has to be there first.
import "./spy.ts"
import "../../src/cli/main.ts"
