// Every module adds one behavior; the site works without any of them.
import "./requests.js";
import "./look.js";
import "./menus.js";
import "./tabs.js";
import "./keys.js";
import "./choose.js";
import "./dates.js";
import "./combobox.js";
import "./command.js";
import "./dialogs.js";
import "./errors.js";
import "./grid.js";
