// The page's behaviour, put together.

import * as acts from "./acts.js";
import * as composer from "./composer.js";
import * as header from "./header.js";
import * as inspector from "./inspector.js";
import * as keys from "./keys.js";
import * as messages from "./messages.js";
import * as modal from "./modal.js";
import * as places from "./places.js";
import * as popovers from "./popovers.js";
import * as switcher from "./switcher.js";
import { listen, toBottom } from "./sync.js";

const parts = [acts, popovers, header, composer, messages, modal, inspector, switcher, keys, places];
for (const part of parts) part.install();
for (const list of document.querySelectorAll("[data-scroll]")) toBottom(list);
document.documentElement.dataset.ready = "";
listen();
