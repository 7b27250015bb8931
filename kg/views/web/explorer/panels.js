// The panels in the middle, in the order of their tabs. A panel is {id, title, available(context), mount(root, context)}.
import { table } from "./table.js";

export const PANELS = [table];
